import type { ReceivedGoods } from '@nguon/contract'
import { decimalText, type Id, type Product } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { balanceIn, listBatches } from '../batches/list-batches.ts'
import { readPresent } from '../subjects/subject-store.ts'
import { atOneMoment } from '../traces/read-trace.ts'
import { ownOrganization } from './list-handovers.ts'
import { listSentHere, readReceived } from './received-store.ts'

export interface ReceivedPage {
  readonly items: ReceivedGoods[]
  readonly next?: Id
}

/** So many batches that were sent here are looked at together while those with something left are searched. */
const chunk = 500

/** Batches of others of which the caller's organization accepted something and has something left, newest first, with how much. */
export function listReceivedGoods(
  db: DataSource,
  caller: Caller,
  { after, limit = 50 }: { readonly after?: Id | undefined; readonly limit?: number | undefined },
): Promise<ReceivedPage> {
  const organizationId = ownOrganization(caller)
  return atOneMoment(db, async (tx) => {
    const found: [Id, bigint][] = []
    let cursor = after
    for (;;) {
      const ids = await listSentHere(tx, organizationId, cursor, chunk)
      const received = await readReceived(tx, organizationId, ids)
      for (const [id, { isAccepted, left }] of received) if (isAccepted && left > 0n) found.push([id, left])
      cursor = ids.at(-1)
      if (found.length > limit || ids.length < chunk) break
    }
    const items = await viewGoods(tx, organizationId, new Map(found.slice(0, limit)))
    const last = found[limit - 1]
    return { items, ...(found.length > limit && last ? { next: last[0] } : {}) }
  })
}

/** The batches with what is left of them here; one's own, which came back, are in the list of batches. */
async function viewGoods(
  tx: EntityManager,
  organizationId: Id,
  left: ReadonlyMap<Id, bigint>,
): Promise<ReceivedGoods[]> {
  const batches = await listBatches(tx, { ids: [...left.keys()], limit: left.size })
  const products = await readPresent(tx, [...new Set(batches.map(({ productId }) => productId))])
  return batches
    .filter((batch) => batch.organizationId !== organizationId)
    .map((batch) => {
      const inputKind = (products.get(batch.productId)?.data as Product | undefined)?.inputKind
      const unit = batch.balance?.unit
      const balance = unit ? { balance: balanceIn(unit, decimalText(left.get(batch.id) ?? 0n)) } : {}
      return { ...batch, ...balance, ...(inputKind ? { inputKind } : {}) }
    })
}
