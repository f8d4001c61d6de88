import { frameTexts, recallCaseTexts } from '@nguon/locale'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { useSending } from '../accounts/use-sending.ts'
import { cleanText } from '../cooperative/recording/clean-text.ts'
import { useTexts } from '../lang.tsx'
import { Problem } from '../problem.ts'
import { Dialog } from '../ui/dialog.tsx'
import { AreaField } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { RecallRefusal } from './recall-refusal.tsx'

interface RecallDialogProps<T> {
  readonly title: string
  readonly action: string
  readonly danger?: boolean
  /** What has to be written; nothing has unless it is there. */
  readonly field?: { readonly label: string; readonly hint?: string }
  /** Nothing is sent yet, so nothing is read anew. */
  readonly isLocal?: boolean
  readonly act: (text: string) => Promise<T>
  readonly onDone: (answer: T) => void
  readonly onClose: () => void
  readonly children?: ReactNode
}

/** Asks before something that others notice, does it, and stays open when it was refused. */
export function RecallDialog<T>(props: RecallDialogProps<T>) {
  const { title, action, danger = false, isLocal = false, field, act, onDone, onClose, children } = props
  const frame = useTexts(frameTexts)
  const t = useTexts(recallCaseTexts)
  const queries = useQueryClient()
  const form = useForm({ defaultValues: { text: '' } })
  const { submit, busy, problem } = useSending(form, async ({ text }) => {
    try {
      const answer = await act(cleanText(text) ?? '')
      if (!isLocal) await queries.invalidateQueries()
      onDone(answer)
    } catch (refused) {
      // Somebody else was first: what stands on the page behind is not so any more.
      if (refused instanceof Problem && refused.status === 409) void queries.invalidateQueries()
      throw refused
    }
  })
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <Form form={form} onSubmit={submit}>
        {field && <AreaField name="text" {...field} required />}
        <RecallRefusal problem={problem} />
        <button type="submit" className={danger ? 'button danger' : 'button main'} disabled={busy}>
          {busy ? frame.saving : action}
        </button>
        <button type="button" className="button quiet" onClick={onClose}>
          {t.cancel}
        </button>
      </Form>
    </Dialog>
  )
}
