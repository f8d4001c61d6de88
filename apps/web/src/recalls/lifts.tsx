import { api, type FollowUp, type LiftView, type RecallView } from '@nguon/contract'
import { recallCaseTexts } from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSayWhen } from '../accounts/say-when.ts'
import { call } from '../call.ts'
import { useLang } from '../lang.tsx'
import { useLeads } from './case-actions.tsx'
import { LiftDialog } from './lift-dialog.tsx'
import { RecallDialog } from './recall-dialog.tsx'
import { followUpQuery } from './recall-queries.ts'

interface LiftsProps {
  readonly recall: RecallView
  readonly onDone: (said: string) => void
}

/** Ending a recall for some or all of its batches; that takes two people as the recall did. */
export function Lifts({ recall, onDone }: LiftsProps) {
  const t = recallCaseTexts(useLang())
  const leads = useLeads(recall)
  const { data: followUp } = useSuspenseQuery(followUpQuery(recall.id))
  const [asked, ask] = useState<LiftView | 'new'>()
  const finish = (said: string) => {
    ask(undefined)
    onDone(said)
  }
  const mayPropose = leads && recall.state === 'in_force'
  if (followUp.lifts.length === 0 && !mayPropose) return null
  return (
    <section className="section">
      <h2>{t.lifts}</h2>
      {followUp.lifts.length > 0 && (
        <ul className="list">
          {followUp.lifts.map((lift) => (
            <Lift key={lift.id} lift={lift} batches={followUp.batches} onConfirm={() => ask(lift)} />
          ))}
        </ul>
      )}
      {mayPropose && (
        <button type="button" className="button" onClick={() => ask('new')}>
          {t.lift}
        </button>
      )}
      {asked === 'new' && (
        <LiftDialog
          recallId={recall.id}
          batches={followUp.batches}
          onDone={() => finish(t.liftProposed)}
          onClose={() => ask(undefined)}
        />
      )}
      {asked && asked !== 'new' && (
        <RecallDialog
          title={t.confirmLift}
          action={t.confirmLift}
          danger
          act={() => call(api.confirmRecallLift, { id: recall.id, liftId: asked.id })}
          onDone={() => finish(t.liftConfirmed)}
          onClose={() => ask(undefined)}
        >
          <p>{t.confirmLiftText}</p>
        </RecallDialog>
      )}
    </section>
  )
}

interface LiftProps {
  readonly lift: LiftView
  readonly batches: FollowUp['batches']
  readonly onConfirm: () => void
}

function Lift({ lift, batches, onConfirm }: LiftProps) {
  const t = recallCaseTexts(useLang())
  const say = useSayWhen()
  const { batchIds, reason, state, proposedBy, proposedAt, decidedBy, decidedAt, mayConfirm } = lift
  const lots = batches.filter(({ batchId }) => batchIds?.includes(batchId)).map(({ lot }) => lot)
  return (
    <li className="row">
      <span>
        <b>{reason}</b>
        <small>{batchIds ? lots.join(', ') : t.liftAll}</small>
        <small>{t.nameAndTime({ name: proposedBy, at: say(proposedAt) })}</small>
        {decidedBy && decidedAt && <small>{t.nameAndTime({ name: decidedBy, at: say(decidedAt) })}</small>}
        <span className={state === 'done' ? 'chip leaf' : 'chip amber'}>
          {state === 'done' ? t.liftDone : t.liftWaiting}
        </span>
      </span>
      {mayConfirm && (
        <button type="button" className="button danger" onClick={onConfirm}>
          {t.confirmLift}
        </button>
      )}
    </li>
  )
}
