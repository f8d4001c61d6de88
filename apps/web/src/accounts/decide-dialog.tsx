import { api } from '@nguon/contract'
import { accountTexts } from '@nguon/locale'
import { useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { call } from '../call.ts'
import { useTexts } from '../lang.tsx'
import { quarantineQuery } from '../queries.ts'
import { Dialog } from '../ui/dialog.tsx'
import { AreaField } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { useSending } from './use-sending.ts'

/** What is about to be decided on an entry of a removed phone. */
export interface Decision {
  readonly eventId: string
  readonly name: string
  readonly decision: 'accepted' | 'rejected'
}

interface DecideDialogProps {
  readonly asked: Decision
  readonly onDone: () => void
  readonly onClose: () => void
}

export function DecideDialog({ asked: { eventId, name, decision }, onDone, onClose }: DecideDialogProps) {
  const t = useTexts(accountTexts)
  const queries = useQueryClient()
  const form = useForm({ defaultValues: { reason: '' } })
  const { submit, busy, problem } = useSending(form, async ({ reason }) => {
    await call(api.decideQuarantine, { eventId, decision, reason: reason.normalize('NFC').trim() })
    await queries.invalidateQueries(quarantineQuery)
    onDone()
  })
  const verb = decision === 'accepted' ? t.accept : t.reject
  return (
    <Dialog title={`${verb}: ${name}`} onClose={onClose}>
      <Form form={form} onSubmit={submit}>
        <AreaField name="reason" label={t.reason} hint={t.decideHint} required />
        <Refusal problem={problem} />
        <button
          type="submit"
          className={decision === 'accepted' ? 'button main' : 'button danger'}
          disabled={busy}
        >
          {verb}
        </button>
        <button type="button" className="button quiet" onClick={onClose}>
          {t.cancel}
        </button>
      </Form>
    </Dialog>
  )
}
