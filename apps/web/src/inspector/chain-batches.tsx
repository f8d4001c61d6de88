import type { BatchSummary } from '@nguon/contract'
import { dayOf } from '@nguon/domain'
import { batchKindNames, formatDay, formatQuantity, inspectorTexts } from '@nguon/locale'
import { Link } from 'wouter'
import { useLang } from '../lang.tsx'
import { paths } from '../paths.ts'
import { StatusChip } from '../ui/status-chip.tsx'
import type { ChainGroups } from './chain-groups.ts'

/** Vietnam's; a batch does not carry the zone of its place. */
const ZONE = '+07:00'

const order = ['source', 'itself', 'onward', 'other'] as const

/** The batches of a chain: a table where there is room, cards on a phone. */
export function ChainBatches({ groups }: { groups: ChainGroups }) {
  const t = inspectorTexts(useLang())
  return (
    <table className="chain">
      <thead>
        <tr>
          <th scope="col">{t.colBatch}</th>
          <th scope="col">{t.colProduct}</th>
          <th scope="col">{t.colKind}</th>
          <th scope="col">{t.colOrganization}</th>
          <th scope="col">{t.colMade}</th>
          <th scope="col" className="right">
            {t.colLeft}
          </th>
          <th scope="col">{t.colStatus}</th>
        </tr>
      </thead>
      {order
        .filter((name) => groups[name].length > 0)
        .map((name) => (
          <tbody key={name}>
            <tr className="group">
              <th scope="rowgroup" colSpan={7}>
                {t[name]} ({groups[name].length})
              </th>
            </tr>
            {groups[name].map((batch) => (
              <BatchLine key={batch.id} batch={batch} isAsked={name === 'itself'} />
            ))}
          </tbody>
        ))}
    </table>
  )
}

function BatchLine({ batch, isAsked }: { batch: BatchSummary; isAsked: boolean }) {
  const lang = useLang()
  const { id, lot, productName, kind, organizationName, madeAt, balance } = batch
  return (
    <tr className={isAsked ? 'asked' : undefined}>
      <th scope="row" className="lot">
        {isAsked ? lot : <Link href={paths.chain(id)}>{lot}</Link>}
      </th>
      <td className="product">{productName}</td>
      <td className="kind soft">{batchKindNames[kind][lang]}</td>
      <td className="organization soft">{organizationName}</td>
      <td className="made number soft">{madeAt && formatDay(dayOf(madeAt, ZONE), lang)}</td>
      <td className="left number right">{balance && formatQuantity(balance, lang)}</td>
      <td className="status">
        <StatusChip {...batch} />
      </td>
    </tr>
  )
}
