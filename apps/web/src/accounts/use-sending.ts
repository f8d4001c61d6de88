import { useMutation } from '@tanstack/react-query'
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form'
import { useLang } from '../lang.tsx'
import { Problem, titleOf } from '../problem.ts'

/** Which field of a form a refusal is about, and what to say there instead of the title, if anything. */
type FieldsOf<V extends FieldValues> = Readonly<
  Record<string, { readonly field: Path<V>; readonly say?: string } | undefined>
>

interface Sending<V> {
  readonly submit: (values: V) => void
  readonly busy: boolean
  /** What is not said at a field already. */
  readonly problem: unknown
}

/** Sends a form; what the server refuses is said at the field it is about, which gets the focus, else above the button. */
export function useSending<V extends FieldValues>(
  form: UseFormReturn<V>,
  send: (values: V) => Promise<unknown>,
  fieldsOf: FieldsOf<V> = {},
): Sending<V> {
  const lang = useLang()
  const placeOf = (problem: unknown) => (problem instanceof Problem ? fieldsOf[problem.code] : undefined)
  const sending = useMutation({
    mutationFn: send,
    onError: (problem) => {
      const place = placeOf(problem)
      if (!place) return
      const message = place.say ?? titleOf(problem, lang)
      form.setError(place.field, { type: 'server', message }, { shouldFocus: true })
    },
  })
  return {
    submit: (values) => sending.mutate(values),
    busy: sending.isPending,
    problem: placeOf(sending.error) ? undefined : sending.error,
  }
}
