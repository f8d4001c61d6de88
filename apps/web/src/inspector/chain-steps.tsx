import type { Step } from '@nguon/contract'
import { batchTexts, inspectorTexts } from '@nguon/locale'
import { useState } from 'react'
import { StepCard } from '../history/step-card.tsx'
import { useTexts } from '../lang.tsx'
import { ChipChoice } from '../ui/chip-choice.tsx'
import { Empty } from '../ui/empty.tsx'
import {
  type ChainView,
  type Direction,
  directionNames,
  filtered,
  filterNames,
  type ReadChain,
  type StepFilter,
  stepsIn,
} from './chain-view.ts'
import { correctorOf } from './corrector-of.ts'
import { StepTable } from './step-table.tsx'

const AT_ONCE = 100

interface ChainStepsProps {
  readonly read: ReadChain
  readonly view: ChainView
  readonly look: (next: Partial<ChainView>) => void
}

/** The steps of a chain, one way or both, as a timeline or a table. */
export function ChainSteps({ read, view, look }: ChainStepsProps) {
  const t = useTexts(inspectorTexts)
  const more = useTexts(batchTexts).loadMore
  const [limit, setLimit] = useState(AT_ONCE)
  const steps = stepsIn(read, view.direction)
  const countOf = (filter: StepFilter) => ({ count: filtered(steps, filter, read).length })
  const names: Record<StepFilter, string> = {
    every: t.everyStep(countOf('every')),
    own: t.thisBatch(countOf('own')),
    noticed: t.noticed(countOf('noticed')),
    late: t.late(countOf('late')),
    corrections: t.corrections(countOf('corrections')),
  }
  const ways: Record<Direction, string> = { both: t.both, back: t.back, forward: t.forward }
  const shown = filtered(steps, view.filter, read)
  return (
    <section className="section">
      <h2>{view.tab === 'table' ? t.asTable : t.timeline}</h2>
      <ChipChoice
        label={t.direction}
        oneLine
        chosen={view.direction}
        choices={directionNames.map((value) => ({ value, label: ways[value] }))}
        onChoose={(direction) => look({ direction })}
      />
      <ChipChoice
        label={t.showSteps}
        oneLine
        chosen={view.filter}
        choices={filterNames.map((value) => ({ value, label: names[value] }))}
        onChoose={(filter) => look({ filter })}
      />
      {shown.length === 0 && <Empty title={t.noSteps} />}
      {shown.length > 0 && <Steps steps={shown.slice(0, limit)} read={read} asTable={view.tab === 'table'} />}
      {shown.length > limit && (
        <button type="button" className="button quiet" onClick={() => setLimit(limit + AT_ONCE)}>
          {more}
        </button>
      )}
    </section>
  )
}

function Steps({ steps, read, asTable }: { steps: readonly Step[]; read: ReadChain; asTable: boolean }) {
  if (asTable) return <StepTable steps={steps} read={read} />
  return (
    <ol className="history">
      {steps.map((step) => (
        <li key={step.eventId}>
          <StepCard step={step} showOrganization correctedByName={correctorOf(step, read.chain.steps)} />
        </li>
      ))}
    </ol>
  )
}
