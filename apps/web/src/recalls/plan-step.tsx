import type { RecallPlan, RecallStart } from '@nguon/contract'
import { recallTexts } from '@nguon/locale'
import { useQuery } from '@tanstack/react-query'
import { useFormContext, useWatch } from 'react-hook-form'
import { useTexts } from '../lang.tsx'
import { Loading } from '../ui/boundary.tsx'
import { Notice } from '../ui/notice.tsx'
import { ExcludableBatches } from './excludable-batches.tsx'
import { PlanLists } from './plan-lists.tsx'
import type { RecallWords } from './recall-draft.ts'
import { planQuery } from './recall-queries.ts'
import { RecallRefusal } from './recall-refusal.tsx'
import type { Beginning } from './recall-start.ts'

interface PlanStepProps {
  readonly start: RecallStart
  readonly drill: boolean
  readonly change: (next: Partial<Beginning>) => void
}

/** What the recall would reach: whom to call, how much is where, and what to leave out. */
export function PlanStep({ start, drill, change }: PlanStepProps) {
  const t = useTexts(recallTexts)
  const { data: plan, error, isFetching, refetch } = useQuery(planQuery(start))
  const back = (
    <button type="button" className="button quiet" onClick={() => change({ step: 'start' })}>
      {t.backToStart}
    </button>
  )
  if (error)
    return (
      <>
        <RecallRefusal problem={error} />
        {back}
        <button type="button" className="button" onClick={() => void refetch()}>
          {t.redraw}
        </button>
      </>
    )
  if (!plan || isFetching) return <Loading />
  return (
    <>
      <Drawn plan={plan} />
      <div className="buttons pair">
        {back}
        <button type="button" className="button main" onClick={() => change({ step: 'message' })}>
          {drill ? t.toDrill : t.toMessage}
        </button>
      </div>
    </>
  )
}

function Drawn({ plan }: { plan: RecallPlan }) {
  const t = useTexts(recallTexts)
  const { control } = useFormContext<RecallWords>()
  const reasons = useWatch({ control, name: 'excluded' })
  const excluded = new Set(Object.keys(reasons))
  const kept = plan.batches.filter(({ id }) => !excluded.has(id))
  const organizations = new Set(kept.map(({ organizationId }) => organizationId)).size
  return (
    <>
      <Notice tone="plain" role="status">
        {t.reaches({ batches: kept.length, organizations })}
      </Notice>
      <h2>{t.where}</h2>
      <PlanLists plan={plan} excluded={excluded} />
      <ExcludableBatches plan={plan} />
    </>
  )
}
