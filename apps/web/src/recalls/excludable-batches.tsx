import type { RecallPlan } from '@nguon/contract'
import { batchKindNames, batchTexts, recallTexts } from '@nguon/locale'
import { useState } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { useLang } from '../lang.tsx'
import { RecallDialog } from './recall-dialog.tsx'
import type { RecallWords } from './recall-draft.ts'

type Reached = RecallPlan['batches'][number]
const AT_ONCE = 50

/** Every batch of the plan; each may be left out, with a reason. */
export function ExcludableBatches({ plan }: { plan: RecallPlan }) {
  const lang = useLang()
  const t = recallTexts(lang)
  const { control, setValue } = useFormContext<RecallWords>()
  const reasons = useWatch({ control, name: 'excluded' })
  const [asked, ask] = useState<Reached>()
  const [shown, show] = useState(AT_ONCE)
  const setReason = (id: string, reason: string | undefined) => {
    const others = Object.entries(reasons).filter(([known]) => known !== id)
    setValue('excluded', Object.fromEntries(reason ? [...others, [id, reason]] : others))
  }
  return (
    <section className="section">
      <h2>{t.batchesReached}</h2>
      <ul className="list">
        {plan.batches.slice(0, shown).map((batch) => (
          <Batch
            key={batch.id}
            batch={batch}
            isStart={plan.startIds.includes(batch.id)}
            reason={reasons[batch.id]}
            onExclude={() => ask(batch)}
            onInclude={() => setReason(batch.id, undefined)}
          />
        ))}
      </ul>
      {plan.batches.length > shown && (
        <button type="button" className="button quiet" onClick={() => show(shown + AT_ONCE)}>
          {batchTexts(lang).loadMore}
        </button>
      )}
      {asked && (
        <RecallDialog
          title={`${t.exclude({ lot: asked.lot })}?`}
          action={t.exclude({ lot: asked.lot })}
          field={{ label: t.excludeReason, hint: t.excludeHint }}
          act={async (reason) => reason}
          onDone={(reason) => {
            setReason(asked.id, reason)
            ask(undefined)
          }}
          onClose={() => ask(undefined)}
          isLocal
        />
      )}
    </section>
  )
}

interface BatchProps {
  readonly batch: Reached
  readonly isStart: boolean
  readonly reason: string | undefined
  readonly onExclude: () => void
  readonly onInclude: () => void
}

function Batch({ batch, isStart, reason, onExclude, onInclude }: BatchProps) {
  const lang = useLang()
  const t = recallTexts(lang)
  const { lot, productName, kind, organizationName, stopped } = batch
  const about = [
    batchKindNames[kind][lang],
    organizationName,
    isStart && t.starting,
    !stopped && t.notStopped,
  ]
  return (
    <li className="row">
      <span>
        {reason ? <s>{productName}</s> : <b>{productName}</b>} <span className="code">{lot}</span>
        <small>{about.filter(Boolean).join(' · ')}</small>
        {reason && <small>{t.excluded({ reason })}</small>}
      </span>
      {!isStart && (
        <button type="button" className="button quiet" onClick={reason ? onInclude : onExclude}>
          {reason ? t.include({ lot }) : t.exclude({ lot })}
        </button>
      )}
    </li>
  )
}
