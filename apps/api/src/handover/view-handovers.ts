import type { HandoverView } from '@nguon/contract'
import { type HandoverLine, handoverOf, type Id, type Instant } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { type LedgerBatch, readBatches } from '../balances/read-ledger.ts'
import { nameOf } from '../batches/list-batches.ts'
import { readPresent } from '../subjects/subject-store.ts'
import { type Dispatch, findReceipts } from './handover-store.ts'

/** Dispatches with what their receivers answered, newest first. The receiver is the organization that has the place today. */
export async function viewHandovers(
  tx: EntityManager,
  dispatches: readonly Dispatch[],
  now: Instant,
): Promise<HandoverView[]> {
  if (dispatches.length === 0) return []
  const ids = new Set(dispatches.flatMap(({ batches }) => batches.map(({ batchId }) => batchId)))
  const batches = await readBatches(tx, [...ids])
  const receipts = await findReceipts(tx, [...ids])
  const places = await readPresent(tx, [...new Set(dispatches.map(placeOf))])
  const receiverOf = (dispatch: Dispatch): Id => places.get(placeOf(dispatch))?.organizationId ?? ''
  const parties = dispatches.flatMap((dispatch) => [dispatch.organizationId, receiverOf(dispatch)])
  const names = await readPresent(tx, [...new Set(parties.filter(Boolean))])
  const views = dispatches.map((dispatch) => {
    const { id: dispatchId, occurredAt, organizationId } = dispatch
    const receiverId = receiverOf(dispatch)
    const answers = receipts.filter(
      (receipt) => receipt.details.dispatchId === dispatchId && receipt.organizationId === receiverId,
    )
    const { state, lines } = handoverOf(dispatch, answers, now)
    return {
      ...{ dispatchId, occurredAt, organizationId, organizationName: nameOf(names.get(organizationId)) },
      ...{ toPlaceId: placeOf(dispatch), toPlaceName: nameOf(places.get(placeOf(dispatch))) },
      ...{ receiverId, receiverName: nameOf(names.get(receiverId)), state },
      lines: lines.map((line) => lineView(line, batches)),
    }
  })
  return views.sort((a, b) => (a.dispatchId < b.dispatchId ? 1 : -1))
}

const placeOf = ({ details }: Dispatch): Id => details.toPlaceId ?? ''

const lineView = (
  line: HandoverLine,
  batches: ReadonlyMap<Id, LedgerBatch>,
): HandoverView['lines'][number] => {
  const batch = batches.get(line.batchId)
  return { ...line, lot: batch?.lot ?? '', productName: batch?.product?.name ?? '' }
}
