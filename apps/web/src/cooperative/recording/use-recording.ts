import type { EventRecord, RecordedEvent } from '@nguon/contract'
import { errorTexts, type Lang } from '@nguon/locale'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { type DefaultValues, type FieldValues, type Path, type UseFormReturn, useForm } from 'react-hook-form'
import { useLang } from '../../lang.tsx'
import { sendEvent } from '../../outbox/send-signed.ts'
import { Problem } from '../../problem.ts'
import { useSignedIn } from '../../session.ts'
import { useOrganization } from '../organization.tsx'
import type { EventRequest, Recorder } from './build-event.ts'
import { dropDraft, keepDraft, readDraft } from './draft.ts'
import { fieldOf } from './field-of.ts'
import { openSlots } from './slots.ts'
import { type UndoTime, useUndoTime } from './use-undo-time.ts'
import { offsetHere } from './when.ts'

/** The state of a form that records events. */
export interface Recording<V extends FieldValues> {
  readonly form: UseFormReturn<V>
  readonly recorder: Recorder
  /**
   * Sends the events one after the other, once the time to take them back is over; those that went through before are not sent
   * again.
   */
  readonly send: (requests: readonly EventRequest[]) => void
  readonly busy: boolean
  /** Set while what was saved may still be taken back: {@link UndoNotice}. */
  readonly undo: UndoTime | undefined
  readonly problem: unknown
  /** How many of the events of the last attempt are recorded. */
  readonly progress: { readonly done: number; readonly all: number }
  /** Set once everything is recorded. */
  readonly answers: readonly RecordedEvent[] | undefined
  readonly restored: boolean
  /** Forgets the last failure: what it was about is being mended. */
  readonly forgetProblem: () => void
  readonly startOver: () => void
}

/**
 * A form that keeps what is typed (for its person, in this tab, over reloads and failures) and records it exactly once.
 *
 * @param name of the draft
 * @param defaults what an empty form holds
 */
export function useRecording<V extends FieldValues>(name: string, defaults: V): Recording<V> {
  const { id: organizationId } = useOrganization()
  const lang = useLang()
  const queries = useQueryClient()
  const { person } = useSignedIn()
  const draftName = `${organizationId}.${person.id}.${name}`
  const [draft] = useState(() => readDraft<V>(draftName))
  const slots = useMemo(() => openSlots(draft?.kept), [draft])
  const [recorded] = useState(() => new Set(draft?.recorded))
  const [progress, setProgress] = useState({ done: 0, all: 0 })
  const form = useForm<V>({
    defaultValues: { ...defaults, ...draft?.values } as DefaultValues<V>,
    shouldFocusError: true,
  })
  const recorder = useMemo(
    () => ({ organizationId, utcOffset: offsetHere(), slots }),
    [organizationId, slots],
  )

  const [life] = useState({ over: false })
  const keep = () => {
    if (!life.over)
      keepDraft(draftName, { values: form.getValues(), kept: slots.kept(), recorded: [...recorded] })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: one subscription for the life of the form
  useEffect(() => form.subscribe({ formState: { values: true }, callback: keep }), [form])

  const finish = () => {
    life.over = true
    dropDraft(draftName)
  }
  const readAnew = () => {
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
  }
  const unrecorded = (requests: readonly EventRequest[]) =>
    requests.filter(({ event }) => !recorded.has(event.id))
  const show = (requests: readonly EventRequest[]) =>
    setProgress({ done: requests.length - unrecorded(requests).length, all: requests.length })

  const sending = useMutation({
    mutationFn: async (requests: readonly EventRequest[]) => {
      const answers: RecordedEvent[] = []
      for (const request of unrecorded(requests)) {
        answers.push(
          await sendEvent(recordOf(request)).catch((error: unknown) => tell(form, error, request, lang)),
        )
        recorded.add(request.event.id)
        show(requests)
        keep()
      }
      return answers
    },
    onSuccess: finish,
    // Not awaited: what is saved is saved, and a failure is told at once, even where nothing can be read anew.
    onSettled: readAnew,
  })

  const undoTime = useUndoTime({ send: sending.mutate, onLeft: finish, onSent: readAnew })
  return {
    form,
    recorder,
    send: (requests) => {
      show(requests)
      keep()
      void undoTime.begin(requests, unrecorded(requests).map(recordOf))
    },
    busy: sending.isPending || undoTime.isKeeping,
    undo: undoTime.undo,
    problem: sending.error,
    progress,
    answers: sending.data,
    restored: draft !== undefined,
    forgetProblem: sending.reset,
    startOver: () => {
      dropDraft(draftName)
      window.location.reload()
    },
  }
}

const recordOf = ({ event, disclosures }: EventRequest): EventRecord => ({
  event,
  ...(disclosures.length > 0 ? { disclosures } : {}),
})

/** Says next to each field what the server found wrong with it, and passes the failure on. */
function tell<V extends FieldValues>(
  form: UseFormReturn<V>,
  error: unknown,
  request: EventRequest,
  lang: Lang,
): never {
  const violations = error instanceof Problem ? error.violations : []
  const texts = errorTexts as Record<string, { vi: string; en: string } | undefined>
  let shouldFocus = true
  for (const violation of violations) {
    const field = fieldOf(violation, request)
    const message = texts[violation.code]?.[lang]
    if (!field || !message || !isRegistered(form, field)) continue
    form.setError(field as Path<V>, { type: 'server', message }, { shouldFocus })
    shouldFocus = false
  }
  throw error
}

/** Only what stands on the page can be cleared by mending it. */
const isRegistered = <V extends FieldValues>({ control }: UseFormReturn<V>, name: string): boolean =>
  control._names.mount.has(name as Path<V>)
