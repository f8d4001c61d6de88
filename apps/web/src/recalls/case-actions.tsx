import { api, type RecallView } from '@nguon/contract'
import { recallCaseTexts } from '@nguon/locale'
import { useState } from 'react'
import { call } from '../call.ts'
import { useTexts } from '../lang.tsx'
import { useSignedIn } from '../session.ts'
import { RecallDialog } from './recall-dialog.tsx'

interface CaseActionsProps {
  readonly recall: RecallView
  /** Told what to say once it is done. */
  readonly onDone: (said: string) => void
}

type Asked = 'confirm' | 'withdraw' | 'close'

/** Whether the person leads the recall: an admin of the organization, an inspector of the inspectorate that proposed it. */
export function useLeads({ organizationId, kind: recallKind }: RecallView): boolean {
  const { kind, organization } = useSignedIn()
  return organization?.id === organizationId && kind === (recallKind === 'voluntary' ? 'admin' : 'inspector')
}

/** What the person may decide on a recall now. A question that was asked stays, so that a refusal is read. */
export function CaseActions({ recall, onDone }: CaseActionsProps) {
  const t = useTexts(recallCaseTexts)
  const leads = useLeads(recall)
  const [asked, ask] = useState<Asked>()
  const { state, drill, mayConfirm } = recall
  const isProposed = state === 'proposed'
  return (
    <div className="buttons">
      {isProposed && mayConfirm && (
        <button
          type="button"
          className={drill ? 'button main' : 'button danger'}
          onClick={() => ask('confirm')}
        >
          {drill ? t.finishDrill : t.confirm}
        </button>
      )}
      {isProposed && leads && (
        <button type="button" className="button quiet" onClick={() => ask('withdraw')}>
          {t.withdraw}
        </button>
      )}
      {state === 'in_force' && leads && (
        <button type="button" className="button" onClick={() => ask('close')}>
          {t.close}
        </button>
      )}
      {asked && <Question asked={asked} recall={recall} onDone={onDone} onClose={() => ask(undefined)} />}
    </div>
  )
}

function Question({
  asked,
  recall: { id, batches, drill },
  onDone,
  onClose,
}: CaseActionsProps & { asked: Asked; onClose: () => void }) {
  const t = useTexts(recallCaseTexts)
  const finish = (said: string) => {
    onClose()
    onDone(said)
  }
  if (asked === 'withdraw')
    return (
      <RecallDialog
        title={t.withdrawTitle}
        action={t.withdraw}
        danger
        field={{ label: t.withdrawReason }}
        act={(reason) => call(api.withdrawRecall, { id, reason })}
        onDone={() => finish(t.withdrawn)}
        onClose={onClose}
      />
    )
  if (asked === 'close')
    return (
      <RecallDialog
        title={t.closeTitle}
        action={t.close}
        field={{ label: t.conclusion, hint: t.closeHint }}
        act={(conclusion) => call(api.closeRecall, { id, conclusion })}
        onDone={() => finish(t.closedNotice)}
        onClose={onClose}
      />
    )
  return (
    <RecallDialog
      title={drill ? t.finishDrill : t.confirmTitle({ count: batches })}
      action={drill ? t.finishDrill : t.confirm}
      danger={!drill}
      act={() => call(api.confirmRecall, { id })}
      onDone={({ recorded }) => finish(drill ? '' : t.confirmed({ count: recorded }))}
      onClose={onClose}
    >
      <p>{drill ? t.finishDrillText : t.confirmText}</p>
    </RecallDialog>
  )
}
