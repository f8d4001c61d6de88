import type { BalanceView } from '@nguon/contract'
import { balanceTexts, flowNames, formatDecimal, formatQuantity } from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { useLang } from '../lang.tsx'
import { Loading } from '../ui/boundary.tsx'
import { ChipChoice } from '../ui/chip-choice.tsx'
import { balanceQuery } from './inspector-queries.ts'
import '../ui/sheet.css'

const scopes = ['batch', 'back', 'forward'] as const
type Scope = (typeof scopes)[number]

/** What came in, went out, was lost and remains: of the batch, or of its chain one way. */
export function BalancePanel({ batchId }: { batchId: string }) {
  const t = balanceTexts(useLang())
  const [scope, setScope] = useState<Scope>('batch')
  const names: Record<Scope, string> = {
    batch: t.batch,
    back: `${t.chain}: ${t.back.toLowerCase()}`,
    forward: `${t.chain}: ${t.forward.toLowerCase()}`,
  }
  return (
    <section className="section">
      <h2>{t.title}</h2>
      <ChipChoice
        label={t.scope}
        oneLine
        chosen={scope}
        choices={scopes.map((value) => ({ value, label: names[value] }))}
        onChoose={setScope}
      />
      <Suspense fallback={<Loading />}>
        <Sums batchId={batchId} scope={scope} />
      </Suspense>
    </section>
  )
}

function Sums({ batchId, scope }: { batchId: string; scope: Scope }) {
  const lang = useLang()
  const t = balanceTexts(lang)
  const { data } = useSuspenseQuery(
    scope === 'batch' ? balanceQuery(batchId, 'batch') : balanceQuery(batchId, 'chain', scope),
  )
  const { packages } = data
  return (
    <>
      <p className="small soft">{t.equation}</p>
      <Flows balance={data} />
      <Losses losses={data.losses} />
      {packages.packed + packages.labels > 0 && (
        <p>
          {t.packages({
            packed: formatDecimal(String(packages.packed), lang),
            labels: formatDecimal(String(packages.labels), lang),
          })}
        </p>
      )}
    </>
  )
}

function Flows({ balance }: { balance: BalanceView }) {
  const lang = useLang()
  const t = balanceTexts(lang)
  const flows = (list: BalanceView['in']) =>
    list.map(({ kind, quantity }) => ({
      key: `${kind} ${quantity.unit}`,
      name: flowNames[kind][lang],
      quantity,
    }))
  const remaining = balance.remaining.map((each) => ({
    key: `${each.batchId} ${each.organizationId}`,
    name: `${each.productName} ${each.lot}, ${each.organizationName}`,
    quantity: each.quantity,
  }))
  const groups = [
    { title: t.in, lines: flows(balance.in) },
    { title: t.out, lines: flows(balance.out) },
    { title: t.remaining, lines: remaining },
  ]
  return (
    <table className="sheet">
      <thead>
        <tr>
          <th scope="col">{t.flow}</th>
          <th scope="col" className="right">
            {t.amount}
          </th>
        </tr>
      </thead>
      {groups.map(({ title, lines }) => (
        <tbody key={title}>
          <tr className="group">
            <th scope="rowgroup" colSpan={2}>
              {title}
              {lines.length === 0 && `: ${t.nothing}`}
            </th>
          </tr>
          {lines.map(({ key, name, quantity }) => (
            <tr key={key} className="pair-row">
              <td>{name}</td>
              <td className="right number">{formatQuantity(quantity, lang)}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}

function Losses({ losses }: { losses: BalanceView['losses'] }) {
  const lang = useLang()
  const t = balanceTexts(lang)
  if (losses.length === 0) return null
  return (
    <section className="section">
      <h3>{t.losses}</h3>
      <ul className="list">
        {losses.map(({ kind, eventId, quantity, reason, name }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an event may lose several things; the list never changes
          <li key={`${eventId} ${index}`} className="row">
            <span>
              {[flowNames[kind][lang], name].filter(Boolean).join(': ')}
              <small>{reason ?? t.noReason}</small>
            </span>
            <b className="number">{formatQuantity(quantity, lang)}</b>
          </li>
        ))}
      </ul>
    </section>
  )
}
