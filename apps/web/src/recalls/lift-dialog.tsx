import { api, type FollowUp } from '@nguon/contract'
import { type Id, newId } from '@nguon/domain'
import { frameTexts, recallCaseTexts } from '@nguon/locale'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useSending } from '../accounts/use-sending.ts'
import { call } from '../call.ts'
import { cleanText } from '../cooperative/recording/clean-text.ts'
import { useTexts } from '../lang.tsx'
import { ChoiceList } from '../ui/choice-list.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { AreaField } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { RecallRefusal } from './recall-refusal.tsx'

interface LiftDialogProps {
  readonly recallId: Id
  readonly batches: FollowUp['batches']
  readonly onDone: () => void
  readonly onClose: () => void
}

/** Proposes to end the recall of some batches, or of all. */
export function LiftDialog({ recallId, batches, onDone, onClose }: LiftDialogProps) {
  const t = useTexts(recallCaseTexts)
  const frame = useTexts(frameTexts)
  const [liftId] = useState(newId)
  const queries = useQueryClient()
  const form = useForm({ defaultValues: { batchIds: [] as string[], reason: '' } })
  const { submit, busy, problem } = useSending(form, async ({ batchIds, reason }) => {
    await call(api.proposeRecallLift, {
      id: recallId,
      liftId,
      reason: cleanText(reason) ?? '',
      ...(batchIds.length > 0 ? { batchIds } : {}),
    })
    await queries.invalidateQueries({ queryKey: ['recall', recallId] })
    onDone()
  })
  const recalled = batches.filter(({ status }) => status === 'recalled')
  return (
    <Dialog title={t.lift} onClose={onClose}>
      <p>{t.liftHint}</p>
      <Form form={form} onSubmit={submit}>
        <div className="scroll-list">
          <ChoiceList
            name="batchIds"
            legend={t.liftSome}
            many
            choices={recalled.map(({ batchId, lot, productName }) => ({
              value: batchId,
              title: `${productName} · ${lot}`,
            }))}
          />
        </div>
        <AreaField name="reason" label={t.liftReason} required />
        <RecallRefusal problem={problem} />
        <button type="submit" className="button main" disabled={busy}>
          {busy ? frame.saving : t.lift}
        </button>
        <button type="button" className="button quiet" onClick={onClose}>
          {t.cancel}
        </button>
      </Form>
    </Dialog>
  )
}
