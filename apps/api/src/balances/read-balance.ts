import type { BalanceView } from '@nguon/contract'
import {
  type Balance,
  type BatchKind,
  balanceOf,
  chainBalance,
  type Direction,
  type Flow,
  type FlowKind,
  flowTotals,
  type Id,
  isInflow,
  quantityIn,
  standingEvents,
  type TraceEvent,
} from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { nameOf } from '../batches/list-batches.ts'
import { readPresent } from '../subjects/subject-store.ts'
import { atOneMoment, walkFrom } from '../traces/read-trace.ts'
import { type Ledger, readLedger } from './read-ledger.ts'
import { readSeenBatch } from './read-seen-batch.ts'

export interface BalanceQuery {
  readonly id: Id
  readonly scope?: 'batch' | 'chain' | undefined
  readonly direction?: Direction | undefined
}

/** What came into a batch or its chain, went out, was lost and remains, of a batch that the caller sees. */
export function readBalance(db: DataSource, caller: Caller, query: BalanceQuery): Promise<BalanceView> {
  const { id, scope = 'batch' } = query
  return atOneMoment(db, async (tx) => {
    const { kind } = await readSeenBatch(tx, caller, id)
    const direction = query.direction ?? usualDirection(kind)
    const reached = scope === 'chain' ? [...(await walkFrom(tx, id, direction)).reached.keys()] : []
    const members = [...new Set([id, ...reached])]
    const ledger = await readLedger(tx, members)
    const { events, batches } = ledger
    const balance =
      scope === 'chain' ? chainBalance(members, events, batches) : balanceOf(id, events, batches)
    const view = await viewOf(tx, balance, ledger)
    const goods = members.filter((member) => !isInputOrCrop(batches.get(member)?.kind))
    return {
      scope,
      ...(scope === 'chain' ? { direction } : {}),
      batches: scope === 'chain' ? goods.length : 1,
      ...view,
      packages: packagesOf(new Set(members), events),
      complete: true,
    }
  })
}

const isInputOrCrop = (kind: BatchKind | undefined): boolean => kind === 'input' || kind === 'crop'

/** What one asks first: where inputs and harvests went, and what is in the goods that were made. */
const usualDirection = (kind: BatchKind): Direction =>
  kind === 'semi_finished' || kind === 'finished' ? 'back' : 'forward'

const explained: ReadonlySet<FlowKind> = new Set<FlowKind>(['by_product', 'lost', 'destroyed', 'missing'])

async function viewOf(
  tx: EntityManager,
  { flows, stock }: Balance,
  { batches }: Ledger,
): Promise<Pick<BalanceView, 'in' | 'out' | 'losses' | 'remaining'>> {
  const holders = await readPresent(tx, [...new Set(stock.map(({ organizationId }) => organizationId))])
  const totals = flowTotals(flows).map(({ kind, ...measure }) => ({ kind, quantity: quantityIn(measure) }))
  return {
    in: totals.filter(({ kind }) => isInflow(kind)),
    out: totals.filter(({ kind }) => !isInflow(kind)),
    losses: flows.filter(({ kind }) => explained.has(kind)).map(lossOf),
    remaining: stock.flatMap(({ batchId, organizationId, ...measure }) => {
      const batch = batches.get(batchId)
      if (!batch) return []
      const organizationName = nameOf(holders.get(organizationId))
      const { lot, kind, product } = batch
      const productName = product?.name ?? ''
      return [
        { batchId, lot, kind, productName, organizationId, organizationName, quantity: quantityIn(measure) },
      ]
    }),
  }
}

const lossOf = ({ kind, eventId, reason, name, ...measure }: Flow): BalanceView['losses'][number] => ({
  kind,
  eventId,
  quantity: quantityIn(measure),
  ...(reason ? { reason } : {}),
  ...(name ? { name } : {}),
})

/** Packages packed into these batches, and labels activated for them and not voided. */
function packagesOf(members: ReadonlySet<Id>, events: readonly TraceEvent[]): BalanceView['packages'] {
  let [packed, labels] = [0, 0]
  const count = (ranges: readonly { first: number; last: number }[]) =>
    ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0)
  for (const event of standingEvents(events)) {
    for (const { batchId, role, units } of event.batches)
      if (role === 'out' && members.has(batchId)) packed += units ?? 0
    if (event.type !== 'label_activation' || !event.batches.some(({ batchId }) => members.has(batchId)))
      continue
    labels += count(event.details.activated) - count(event.details.voided)
  }
  return { packed, labels }
}
