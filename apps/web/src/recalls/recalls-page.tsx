import type { RecallView } from '@nguon/contract'
import { recallKindNames, recallStateNames, recallTexts, reportTexts } from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { ChevronRight, OctagonX, Timer } from 'lucide-react'
import { Link } from 'wouter'
import { useSayWhen } from '../accounts/say-when.ts'
import { useLang } from '../lang.tsx'
import { paths } from '../paths.ts'
import { useSignedIn } from '../session.ts'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { useHome } from './recall-home.ts'
import { recallsQuery } from './recall-queries.ts'
import './recalls.css'

/** Every recall and drill: those that wait for the person first. */
export function RecallsPage() {
  const lang = useLang()
  const t = recallTexts(lang)
  const home = useHome()
  const { data } = useSuspenseQuery(recallsQuery)
  const waits = ({ mayConfirm, drill }: RecallView) => mayConfirm && !drill
  const waiting = data.items.filter(waits)
  const others = data.items.filter((recall) => !waits(recall))
  return (
    <Page title={t.title} below={t.below} back={home}>
      <Ways />
      <Link className="button" href={paths.reports(home)}>
        {reportTexts(lang).listTitle}
      </Link>
      {data.items.length === 0 && <Empty title={t.noneYet} />}
      <Recalls title={t.waiting} recalls={waiting} />
      <Recalls title={t.others} recalls={others} />
    </Page>
  )
}

/** Starting one is for who leads: an admin, an inspector. */
function Ways() {
  const t = recallTexts(useLang())
  const home = useHome()
  const { kind } = useSignedIn()
  if (kind === 'staff') return null
  return (
    <div className="buttons pair">
      <Link className="button danger" href={paths.newRecall(home)}>
        <OctagonX size={22} aria-hidden /> {t.start}
      </Link>
      <Link className="button" href={paths.newRecall(home, { 'dien-tap': '1' })}>
        <Timer size={22} aria-hidden /> {t.startDrill}
      </Link>
    </div>
  )
}

function Recalls({ title, recalls }: { title: string; recalls: readonly RecallView[] }) {
  if (recalls.length === 0) return null
  return (
    <section className="section">
      <h2>{title}</h2>
      <ul className="list">
        {recalls.map((recall) => (
          <li key={recall.id}>
            <RecallRow recall={recall} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function RecallRow({ recall }: { recall: RecallView }) {
  const lang = useLang()
  const t = recallTexts(lang)
  const say = useSayWhen()
  const home = useHome()
  const { id, reason, drill, kind, batches, state, organizationName, proposedBy, proposedAt } = recall
  const what = drill ? t.drill : recallKindNames[kind][lang]
  return (
    <Link href={paths.recall(home, id)} className="row">
      <span>
        <b>{reason}</b>
        <small>{[what, t.batchCount({ count: batches }), organizationName].join(' · ')}</small>
        <small>{t.proposedBy({ name: proposedBy, at: say(proposedAt) })}</small>
        <span className={state === 'in_force' ? 'chip red' : state === 'proposed' ? 'chip amber' : 'chip'}>
          {recallStateNames[state][lang]}
        </span>
      </span>
      <ChevronRight aria-hidden />
    </Link>
  )
}
