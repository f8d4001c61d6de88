import { api, type RecallStart } from '@nguon/contract'
import { recallTexts } from '@nguon/locale'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useFormContext, useWatch } from 'react-hook-form'
import { useLocation } from 'wouter'
import { useSending } from '../accounts/use-sending.ts'
import { call } from '../call.ts'
import { cleanTexts } from '../cooperative/recording/clean-text.ts'
import { useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { Problem } from '../problem.ts'
import { AreaField, TextField } from '../ui/field.tsx'
import { Form, SaveBar } from '../ui/form.tsx'
import { MessagePreview } from './message-preview.tsx'
import type { RecallDraft, RecallWords } from './recall-draft.ts'
import { useHome } from './recall-home.ts'
import { planQuery } from './recall-queries.ts'
import { RecallRefusal } from './recall-refusal.tsx'
import type { Beginning } from './recall-start.ts'

interface MessageStepProps {
  readonly start: RecallStart
  readonly drill: boolean
  readonly draft: RecallDraft
  readonly change: (next: Partial<Beginning>) => void
}

/** The reason and what shoppers read, seen as they will see it; then the proposal. A drill ends here. */
export function MessageStep({ start, drill, draft, change }: MessageStepProps) {
  const t = useTexts(recallTexts)
  const form = useFormContext<RecallWords>()
  const [reason, message, decision] = useWatch({
    control: form.control,
    name: ['reason', 'message', 'decision'],
  })
  const { submit, busy, problem } = useProposal({ start, drill, draft, change })
  const redraw = useRedraw(start, change)
  const isChanged = problem instanceof Problem && problem.code === 'RECALL_CHANGED'
  return (
    <div className="columns">
      <Form form={form} onSubmit={submit}>
        <AreaField name="reason" label={t.reason} hint={t.reasonHint} required />
        {!drill && (
          <>
            <AreaField name="message" label={t.message} hint={t.messageHint} />
            <TextField name="decision" label={t.decision} />
          </>
        )}
        <RecallRefusal problem={problem} />
        {isChanged && (
          <button type="button" className="button" onClick={redraw}>
            {t.redraw}
          </button>
        )}
        <button type="button" className="button quiet" onClick={() => change({ step: 'plan' })}>
          {t.backToPlan}
        </button>
        <SaveBar label={drill ? t.keepDrill : t.propose} busy={busy} />
      </Form>
      <div>
        <MessagePreview reason={reason.trim()} message={message.trim()} decision={decision.trim()} />
      </div>
    </div>
  )
}

/** Forgets the plan that is not so any more, and shows the new one. */
function useRedraw(start: RecallStart, change: MessageStepProps['change']): () => void {
  const queries = useQueryClient()
  return () => {
    void queries.resetQueries(planQuery(start))
    change({ step: 'plan' })
  }
}

function useProposal({ start, drill, draft: { made, drop } }: MessageStepProps) {
  const home = useHome()
  const queries = useQueryClient()
  const [, go] = useLocation()
  const form = useFormContext<RecallWords>()
  const { data: plan } = useQuery(planQuery(start))
  return useSending(form, async ({ reason, message, decision, excluded }) => {
    const texts = cleanTexts({ reason, publicMessage: message, decisionNumber: decision })
    const exclusions = Object.entries(excluded).map(([batchId, why]) => ({ batchId, reason: why }))
    await call(api.proposeRecall, {
      ...made,
      ...start,
      ...texts,
      reason: texts.reason ?? reason,
      ...(plan ? { seen: plan.fingerprint } : {}),
      ...(exclusions.length > 0 ? { exclusions } : {}),
      ...(drill ? { drill } : {}),
    })
    if (drill) await call(api.confirmRecall, { id: made.id })
    drop()
    queries.removeQueries({ queryKey: ['plan'] })
    await queries.invalidateQueries({ queryKey: ['recalls'] })
    go(paths.recall(home, made.id, { 'vua-gui': '1' }), { replace: true })
  })
}
