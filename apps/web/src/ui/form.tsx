import { frameTexts } from '@nguon/locale'
import type { KeyboardEvent, ReactNode } from 'react'
import { type FieldValues, FormProvider, type SubmitHandler, type UseFormReturn } from 'react-hook-form'
import { useTexts } from '../lang.tsx'

interface FormProps<V extends FieldValues> {
  readonly form: UseFormReturn<V>
  readonly onSubmit: SubmitHandler<V>
  readonly children: ReactNode
}

/** A form whose fields find it by context. Enter that only ends a Telex or VNI syllable does not send it. */
export function Form<V extends FieldValues>({ form, onSubmit, children }: FormProps<V>) {
  const ignoreWhileComposing = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.nativeEvent.isComposing) event.preventDefault()
  }
  return (
    <FormProvider {...form}>
      <form
        className="form"
        noValidate
        onSubmit={form.handleSubmit(onSubmit)}
        onKeyDown={ignoreWhileComposing}
      >
        {children}
      </form>
    </FormProvider>
  )
}

/** The one main action of a form, within reach of the thumb. */
export function SaveBar({ label, busy, children }: { label: string; busy: boolean; children?: ReactNode }) {
  const t = useTexts(frameTexts)
  return (
    <div className="save-bar">
      {children}
      <button type="submit" className="button main" disabled={busy}>
        {busy ? t.saving : label}
      </button>
    </div>
  )
}
