import { batchKindNames, batchTexts, formatQuantity, inspectorTexts } from '@nguon/locale'
import { useSuspenseQueries } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { useSearchParams } from 'wouter'
import { DoneNotice } from '../accounts/done-notice.tsx'
import { useLang, useTexts } from '../lang.tsx'
import { paths } from '../paths.ts'
import { chainQuery, traceQuery } from '../queries.ts'
import { Loading } from '../ui/boundary.tsx'
import { ChipChoice } from '../ui/chip-choice.tsx'
import { NoPage } from '../ui/no-page.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { BalancePanel } from './balance-panel.tsx'
import { BatchActions, saidOf } from './batch-actions.tsx'
import { ChainBatches } from './chain-batches.tsx'
import { groupsOf } from './chain-groups.ts'
import { ChainSteps } from './chain-steps.tsx'
import { type ReadChain, type Tab, tabNames, useChainView } from './chain-view.ts'
import { Checks } from './checks.tsx'
import { NeighboursPanel } from './neighbours-panel.tsx'
import { SharePanel } from './share-panel.tsx'
import './inspector.css'

/** A batch with everything that went into it and everywhere it went, what the checks noticed, and what to do about it. */
export function ChainPage({ batchId }: { batchId: string }) {
  const lang = useLang()
  const t = inspectorTexts(lang)
  const [search] = useSearchParams()
  const { tab } = useChainView().view
  const [done, say] = useState(() => saidOf(search.get('xong'), lang))
  const [{ data: chain }, { data: back }, { data: forward }] = useSuspenseQueries({
    queries: [chainQuery(batchId), traceQuery(batchId, 'back'), traceQuery(batchId, 'forward')],
  })
  const batch = chain.batches.find(({ id }) => id === batchId)
  if (!batch) return <NoPage />
  const read = { batchId, chain, back, forward }
  const { lot, productName, organizationName, kind, balance, status } = batch
  const left = balance && batchTexts(lang).remains({ amount: formatQuantity(balance, lang) })
  const below = [productName, batchKindNames[kind][lang], organizationName, left].filter(Boolean).join(' · ')
  return (
    <Page title={t.chainOf({ lot })} below={below} back={paths.inspector} width="office">
      <DoneNotice>{done}</DoneNotice>
      {status === 'recalled' && <Notice tone="red">{batchTexts(lang).isRecalled}</Notice>}
      {status === 'held' && <Notice tone="amber">{batchTexts(lang).isHeld}</Notice>}
      <div className={tab === 'table' ? 'with-aside stacked' : 'with-aside'}>
        <div>
          <Looks read={read} />
        </div>
        <aside>
          <Checks read={read} />
          <BatchActions batch={batch} onDone={say} />
        </aside>
      </div>
    </Page>
  )
}

/** The same chain as a timeline, a table, its batches, its sums. */
function Looks({ read }: { read: ReadChain }) {
  const t = useTexts(inspectorTexts)
  const { view, look } = useChainView()
  const { batchId, chain, back, forward } = read
  const names: Record<Tab, string> = {
    timeline: t.asTimeline,
    table: t.asTable,
    batches: t.asBatches,
    balance: t.asBalance,
    neighbours: t.asNeighbours,
  }
  return (
    <>
      <ChipChoice
        label={t.view}
        oneLine
        chosen={view.tab}
        choices={tabNames.map((value) => ({ value, label: names[value] }))}
        onChoose={(tab) => look({ tab })}
      />
      <p className="small soft">{t.complete({ batches: chain.batches.length, steps: chain.steps.length })}</p>
      <Suspense fallback={<Loading />}>
        {(view.tab === 'timeline' || view.tab === 'table') && (
          <ChainSteps read={read} view={view} look={look} />
        )}
        {view.tab === 'batches' && (
          <section className="section">
            <h2>{t.batchesOfChain}</h2>
            <ChainBatches groups={groupsOf(chain.batches, batchId, back, forward)} />
          </section>
        )}
        {view.tab === 'balance' && (
          <>
            <BalancePanel batchId={batchId} />
            <SharePanel batchId={batchId} />
          </>
        )}
        {view.tab === 'neighbours' && <NeighboursPanel batchId={batchId} />}
      </Suspense>
    </>
  )
}
