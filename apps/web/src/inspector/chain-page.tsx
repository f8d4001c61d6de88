import type { Chain, Step } from '@nguon/contract'
import type { Id } from '@nguon/domain'
import { batchKindNames, batchTexts, formatQuantity, inspectorTexts } from '@nguon/locale'
import { useSuspenseQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { StepCard } from '../history/step-card.tsx'
import { useLang, useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { chainQuery, traceQuery } from '../queries.ts'
import { ChipChoice } from '../ui/chip-choice.tsx'
import { Empty } from '../ui/empty.tsx'
import { NoPage } from '../ui/no-page.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { ChainBatches } from './chain-batches.tsx'
import { groupsOf } from './chain-groups.ts'
import './inspector.css'

/** A batch with everything that went into it and everywhere it went. */
export function ChainPage({ batchId }: { batchId: string }) {
  const lang = useLang()
  const t = inspectorTexts(lang)
  const [{ data: chain }, { data: back }, { data: forward }] = useSuspenseQueries({
    queries: [chainQuery(batchId), traceQuery(batchId, 'back'), traceQuery(batchId, 'forward')],
  })
  const batch = chain.batches.find(({ id }) => id === batchId)
  if (!batch) return <NoPage />
  const { lot, productName, organizationName, kind, balance, status } = batch
  const left = balance && batchTexts(lang).remains({ amount: formatQuantity(balance, lang) })
  const below = [productName, batchKindNames[kind][lang], organizationName, left].filter(Boolean).join(' · ')
  return (
    <Page title={t.chainOf({ lot })} below={below} back={paths.inspector} width="office">
      {status === 'recalled' && <Notice tone="red">{batchTexts(lang).isRecalled}</Notice>}
      {status === 'held' && <Notice tone="amber">{batchTexts(lang).isHeld}</Notice>}
      <p className="small soft">{t.complete({ batches: chain.batches.length, steps: chain.steps.length })}</p>
      <section className="section">
        <h2>{t.batchesOfChain}</h2>
        <ChainBatches groups={groupsOf(chain.batches, batchId, back, forward)} />
      </section>
      <Timeline chain={chain} batchId={batchId} />
    </Page>
  )
}

const views = ['every', 'own', 'late', 'corrections'] as const
type View = (typeof views)[number]

const shows: Record<View, (step: Step, batchId: Id) => boolean> = {
  every: () => true,
  own: ({ items }, batchId) => items.some((item) => item.batchId === batchId),
  late: ({ marks }) => marks.includes('LATE_ENTRY'),
  corrections: ({ corrects, correctedBy }) => Boolean(corrects ?? correctedBy),
}

function Timeline({ chain: { steps }, batchId }: { chain: Chain; batchId: Id }) {
  const t = useTexts(inspectorTexts)
  const [view, setView] = useState<View>('every')
  const countOf = (name: View) => steps.filter((step) => shows[name](step, batchId)).length
  const names: Record<View, string> = {
    every: t.everyStep({ count: countOf('every') }),
    own: t.thisBatch({ count: countOf('own') }),
    late: t.late({ count: countOf('late') }),
    corrections: t.corrections({ count: countOf('corrections') }),
  }
  const shown = steps.filter((step) => shows[view](step, batchId))
  return (
    <section className="section">
      <h2>{t.timeline}</h2>
      <ChipChoice
        label={t.showSteps}
        chosen={view}
        choices={views.map((value) => ({ value, label: names[value] }))}
        onChoose={setView}
      />
      {shown.length === 0 && <Empty title={t.noSteps} />}
      <ol className="history">
        {shown.map((step) => (
          <li key={step.eventId}>
            <StepCard step={step} showOrganization />
          </li>
        ))}
      </ol>
    </section>
  )
}
