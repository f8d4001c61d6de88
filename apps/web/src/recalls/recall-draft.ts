import type { RecallStart } from '@nguon/contract'
import { type Id, type Instant, newId } from '@nguon/domain'
import { useEffect, useMemo } from 'react'
import { type UseFormReturn, useForm } from 'react-hook-form'
import { dropDraft, keepDraft, readDraft } from '../cooperative/recording/draft.ts'
import { useSignedIn } from '../session.ts'

/** What is written while a recall is prepared. */
export interface RecallWords {
  readonly reason: string
  readonly message: string
  readonly decision: string
  /** By batch why it is left out. */
  readonly excluded: Readonly<Record<string, string>>
}

/** One recall, however often it is sent; its clock runs from here. */
interface MadeRecall {
  readonly id: Id
  readonly startedAt: Instant
}

export interface RecallDraft {
  readonly form: UseFormReturn<RecallWords>
  readonly made: MadeRecall
  /** Forgets it: it was sent. */
  readonly drop: () => void
}

const empty: RecallWords = { reason: '', message: '', decision: '', excluded: {} }

/**
 * What is written for one start of a recall, kept for its person in this tab over reloads. Another start is another recall: it keeps
 * the words that stand on the page, but not what was left out of the first.
 */
export function useRecallDraft(start: RecallStart | undefined, isDrill: boolean): RecallDraft {
  const { person } = useSignedIn()
  const name = `recall.${person.id}.${isDrill ? 'drill' : 'real'}.${JSON.stringify(start ?? null)}`
  const { made, kept } = useMemo(() => openDraft(name), [name])
  const form = useForm<RecallWords>({ defaultValues: { ...empty, ...kept } })
  const life = useMemo(() => ({ name, over: false }), [name])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another start begins another draft
  useEffect(() => {
    if (kept) form.reset(kept)
    else form.setValue('excluded', {})
    const keep = () => {
      if (!life.over) keepDraft(name, { values: form.getValues(), kept: { ...made }, recorded: [] })
    }
    return form.subscribe({ formState: { values: true }, callback: keep })
  }, [name])
  const drop = () => {
    life.over = true
    dropDraft(name)
  }
  return { form, made, drop }
}

/** The draft of that name; where there is none, a new recall. */
function openDraft(name: string): { made: MadeRecall; kept: RecallWords | undefined } {
  const draft = readDraft<RecallWords>(name)
  const { id = newId(), startedAt = new Date().toISOString() } = draft?.kept ?? {}
  return { made: { id, startedAt }, kept: draft?.values }
}
