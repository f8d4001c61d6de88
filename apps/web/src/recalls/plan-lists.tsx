import type { PlanLine, RecallPlan } from '@nguon/contract'
import { dayOf, type RecallList } from '@nguon/domain'
import {
  batchTexts,
  formatDay,
  formatQuantity,
  recallListNames,
  recallTexts,
  standingNames,
} from '@nguon/locale'
import { Phone } from 'lucide-react'
import { useState } from 'react'
import { useLang } from '../lang.tsx'
import { sayAmounts, totalWithout } from './say-amounts.ts'

/** In the order in which one acts: what can still be stopped comes first. */
const order = ['stoppable', 'dispatched', 'inStock', 'stop'] as const
const AT_ONCE = 50

interface PlanListsProps {
  readonly plan: RecallPlan
  readonly excluded: ReadonlySet<string>
}

type Names = ReadonlyMap<string, RecallPlan['batches'][number]>

/** All that a recall reaches, in four lists, with how much and whom to call. */
export function PlanLists({ plan, excluded }: PlanListsProps) {
  const names: Names = new Map(plan.batches.map((batch) => [batch.id, batch]))
  return (
    <div className="plan-lists">
      {order.map((list) => (
        <OneList key={list} list={list} plan={plan} excluded={excluded} names={names} />
      ))}
    </div>
  )
}

function OneList({ list, plan, excluded, names }: PlanListsProps & { list: RecallList; names: Names }) {
  const lang = useLang()
  const t = recallTexts(lang)
  const [shown, show] = useState(AT_ONCE)
  const lines = plan.lists[list].filter(({ batchId }) => !excluded.has(batchId))
  const total = sayAmounts(totalWithout(plan, list, excluded), lang, '')
  return (
    <section className="section">
      <div className="section-head">
        <h3>{recallListNames[list][lang]}</h3>
        <b className="number">{total}</b>
      </div>
      {lines.length === 0 && <p className="small soft">{t.emptyList}</p>}
      {lines.length > 0 && (
        <ul className="list">
          {lines.slice(0, shown).map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a batch may stand there several times; the list never changes
            <Line key={index} line={line} names={names} />
          ))}
        </ul>
      )}
      {lines.length > shown && (
        <button type="button" className="button quiet" onClick={() => show(shown + AT_ONCE)}>
          {batchTexts(lang).loadMore}
        </button>
      )}
    </section>
  )
}

function Line({ line, names }: { line: PlanLine; names: Names }) {
  const lang = useLang()
  const t = recallTexts(lang)
  const { batchId, quantity, standing, sentAt, to, buyer } = line
  const batch = names.get(batchId)
  const who = to ? to.name : standing ? (buyer?.name ?? t.outsideBuyer) : batch?.organizationName
  const about = [
    who,
    to?.placeName,
    standing && standingNames[standing][lang],
    sentAt && t.sentOn({ day: formatDay(dayOf(sentAt, '+07:00'), lang) }),
    buyer?.document && t.document({ value: buyer.document }),
    buyer?.vehicle && t.vehicle({ value: buyer.vehicle }),
  ]
  const isInHands = standing !== undefined
  return (
    <li className="row plan-line">
      <span>
        <b>{batch?.productName}</b> <span className="code">{batch?.lot}</span>
        <small>{about.filter(Boolean).join(' · ')}</small>
      </span>
      <span className="number">{quantity ? formatQuantity(quantity, lang) : t.noQuantity}</span>
      {isInHands && <Call name={who ?? ''} phone={to?.phone ?? buyer?.phone} />}
    </li>
  )
}

function Call({ name, phone }: { name: string; phone: string | undefined }) {
  const t = recallTexts(useLang())
  if (!phone) return <span className="small soft">{t.noPhone}</span>
  const label = t.call({ phone })
  return (
    <a className="text-button" href={`tel:${phone.replace(/[^\d+]/g, '')}`} aria-label={`${label}, ${name}`}>
      <Phone size={20} aria-hidden /> {label}
    </a>
  )
}
