import { api, type ScanDecision } from '@nguon/contract'
import { frameTexts, scanAlertTexts } from '@nguon/locale'
import { useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { useSending } from '../accounts/use-sending.ts'
import { call } from '../call.ts'
import { cleanText } from '../cooperative/recording/clean-text.ts'
import { useTexts } from '../lang.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { AreaField } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Refusal } from '../ui/refusal.tsx'
import { scanAlertsQuery } from './scan-alerts-query.ts'

export type Deciding = ScanDecision['decision']

interface DecideDialogProps {
  readonly code: string
  readonly deciding: Deciding
  readonly onClose: () => void
}

/** Asks why, and of fakes also what shoppers are told. */
export function DecideDialog({ code, deciding, onClose }: DecideDialogProps) {
  const t = useTexts(scanAlertTexts)
  const frame = useTexts(frameTexts)
  const queries = useQueryClient()
  const form = useForm({ defaultValues: { reason: '', howToTell: '' } })
  const { submit, busy, problem } = useSending(form, async (values) => {
    const reason = cleanText(values.reason) ?? ''
    const howToTell = cleanText(values.howToTell) ?? ''
    await call(
      api.decideScanAlert,
      deciding === 'counterfeit'
        ? { code, decision: deciding, reason, howToTell }
        : { code, decision: deciding, reason },
    )
    await queries.invalidateQueries({ queryKey: scanAlertsQuery.queryKey })
    onClose()
  })
  const { title, hint } = {
    dismissed: { title: t.dismiss, hint: t.dismissHint },
    counterfeit: { title: t.confirm, hint: t.confirmHint },
    undone: { title: t.undo, hint: t.undoHint },
  }[deciding]
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{hint}</p>
      <Form form={form} onSubmit={submit}>
        <AreaField name="reason" label={t.reason} required />
        {deciding === 'counterfeit' && <AreaField name="howToTell" label={t.howToTell} required />}
        <Refusal problem={problem} />
        <button
          type="submit"
          className={deciding === 'counterfeit' ? 'button danger' : 'button main'}
          disabled={busy}
        >
          {busy ? frame.saving : title}
        </button>
        <button type="button" className="button quiet" onClick={onClose}>
          {t.cancel}
        </button>
      </Form>
    </Dialog>
  )
}
