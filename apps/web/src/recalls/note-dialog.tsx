import { api, type FollowUp } from '@nguon/contract'
import { type Id, newId } from '@nguon/domain'
import { frameTexts, outcomeNames, recallCaseTexts } from '@nguon/locale'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useSending } from '../accounts/use-sending.ts'
import { call } from '../call.ts'
import { cleanTexts } from '../cooperative/recording/clean-text.ts'
import { useLang } from '../lang.tsx'
import { AmountField, quantityOf } from '../ui/amount-field.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { AreaField, SelectField, TextField } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { RecallRefusal } from './recall-refusal.tsx'

interface NoteDialogProps {
  readonly recallId: Id
  readonly followUp: FollowUp
  readonly onDone: () => void
  readonly onClose: () => void
}

type Outcome = keyof typeof outcomeNames
const outcomes = Object.keys(outcomeNames) as Outcome[]
const empty = { outcome: '', batchId: '', quantity: { value: '', unit: '' }, party: '', text: '' }

/** Notes what became of goods that no event tells of. */
export function NoteDialog({ recallId, followUp, onDone, onClose }: NoteDialogProps) {
  const lang = useLang()
  const t = recallCaseTexts(lang)
  const frame = frameTexts(lang)
  const [noteId] = useState(newId)
  const queries = useQueryClient()
  const form = useForm({ defaultValues: empty })
  const { submit, busy, problem } = useSending(
    form,
    async ({ outcome, batchId, quantity, party, text }: typeof empty) => {
      const amount = quantityOf(quantity, lang)
      await call(api.noteRecallFollowUp, {
        id: recallId,
        noteId,
        outcome: outcome as Outcome,
        ...(batchId ? { batchId } : {}),
        ...(amount ? { quantity: amount } : {}),
        ...cleanTexts({ party, text }),
      })
      await queries.invalidateQueries({ queryKey: ['recall', recallId] })
      onDone()
    },
  )
  const units = new Set(Object.values(followUp.totals).flatMap((list) => list.map(({ unit }) => unit)))
  return (
    <Dialog title={t.addNote} onClose={onClose}>
      <Form form={form} onSubmit={submit}>
        <SelectField
          name="outcome"
          label={t.outcome}
          required
          placeholder={frame.choose}
          options={outcomes.map((value) => ({ value, label: outcomeNames[value][lang] }))}
        />
        <SelectField
          name="batchId"
          label={t.batch}
          placeholder={t.everyBatch}
          options={followUp.batches.map(({ batchId, lot, productName }) => ({
            value: batchId,
            label: `${productName} · ${lot}`,
          }))}
        />
        <AmountField name="quantity" label={t.amount} choices={units.size > 0 ? [...units] : ['kg']} />
        <TextField name="party" label={t.party} />
        <AreaField name="text" label={t.text} />
        <RecallRefusal problem={problem} />
        <button type="submit" className="button main" disabled={busy}>
          {busy ? frame.saving : t.saveNote}
        </button>
        <button type="button" className="button quiet" onClick={onClose}>
          {t.cancel}
        </button>
      </Form>
    </Dialog>
  )
}
