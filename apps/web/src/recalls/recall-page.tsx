import type { RecallView } from '@nguon/contract'
import { recallCaseTexts, recallTexts } from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { useSearchParams } from 'wouter'
import { DoneNotice } from '../accounts/done-notice.tsx'
import { useLang } from '../lang.tsx'
import { paths } from '../paths.ts'
import { Loading } from '../ui/boundary.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { CaseActions } from './case-actions.tsx'
import { CaseFacts } from './case-facts.tsx'
import { FollowUpSection } from './follow-up-section.tsx'
import { Lifts } from './lifts.tsx'
import { MessagePreview } from './message-preview.tsx'
import { PlanLists } from './plan-lists.tsx'
import { useHome } from './recall-home.ts'
import { recallListsQuery, recallQuery } from './recall-queries.ts'
import { saySeconds } from './say-seconds.ts'
import './recalls.css'

/** One recall or drill: what it is, who decides, what it reaches, and how far it has come. */
export function RecallPage({ recallId }: { recallId: string }) {
  const lang = useLang()
  const t = recallCaseTexts(lang)
  const { data: recall } = useSuspenseQuery(recallQuery(recallId))
  const [done, say] = useState<string>()
  const title = recall.drill ? t.titleDrill : t.titleReal
  const hasFollowUp = !recall.drill && (recall.state === 'in_force' || recall.state === 'closed')
  return (
    <Page title={title} below={recall.reason} back={paths.recalls(useHome())} width="wide">
      <DoneNotice>{done}</DoneNotice>
      <StateNotice recall={recall} />
      <div className="columns">
        <div>
          <div className="card">
            <CaseFacts recall={recall} />
          </div>
          <CaseActions recall={recall} onDone={say} />
        </div>
        <div>
          {!recall.drill && (
            <MessagePreview
              reason={recall.reason}
              message={recall.publicMessage ?? ''}
              decision={recall.decisionNumber ?? ''}
            />
          )}
        </div>
      </div>
      <Suspense fallback={<Loading />}>
        {hasFollowUp && <FollowUpSection recall={recall} onDone={say} />}
        {hasFollowUp && <Lifts recall={recall} onDone={say} />}
        <Reached recallId={recallId} />
      </Suspense>
    </Page>
  )
}

/** What is waited for, or what came of it. */
function StateNotice({ recall }: { recall: RecallView }) {
  const lang = useLang()
  const t = recallCaseTexts(lang)
  const [search] = useSearchParams()
  const { state, mayConfirm, drill, seconds, batches } = recall
  if (drill && state === 'closed' && seconds !== undefined)
    return (
      <Notice tone="leaf" role="status">
        {t.drillKept({ time: saySeconds(seconds, lang), count: batches })}
      </Notice>
    )
  if (state !== 'proposed') return null
  if (drill) return <Notice tone="plain">{recallTexts(lang).drillRunning}</Notice>
  if (mayConfirm) return <Notice tone="amber">{t.needsYou}</Notice>
  return (
    <Notice tone="plain" role="status">
      {search.get('vua-gui') ? t.proposedNotice : t.needsOther}
    </Notice>
  )
}

/** What was frozen when it was proposed, with whom to call. */
function Reached({ recallId }: { recallId: string }) {
  const t = recallTexts(useLang())
  const { data: plan } = useSuspenseQuery(recallListsQuery(recallId))
  const excluded = plan.batches.flatMap(({ id, excluded: why }) => (why === undefined ? [] : [id]))
  const reached = plan.batches.filter((batch) => batch.excluded === undefined)
  const organizations = new Set(reached.map(({ organizationId }) => organizationId)).size
  const left = plan.batches.filter((batch) => batch.excluded !== undefined)
  return (
    <section className="section">
      <h2>{t.planTitle}</h2>
      <p>{t.reaches({ batches: reached.length, organizations })}</p>
      <PlanLists plan={plan} excluded={new Set(excluded)} />
      {left.length > 0 && (
        <ul className="list">
          {left.map(({ id, productName, lot, excluded: reason = '' }) => (
            <li key={id} className="row">
              <span>
                <s>{productName}</s> <span className="code">{lot}</span>
                <small>{t.excluded({ reason })}</small>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
