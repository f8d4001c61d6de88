import {
  BatchKind,
  dimensionOf,
  type Id,
  type KnownBatch,
  type Product,
  type TraceEvent,
  Unit,
} from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { openEvent } from '../events/entry.ts'
import { findEntries, listEventIds } from '../events/event-store.ts'
import { readPresent } from '../subjects/subject-store.ts'

const BatchRow = z.object({
  id: z.string(),
  organizationId: z.string(),
  kind: BatchKind,
  productId: z.string(),
  lot: z.string(),
  unit: Unit.nullable(),
  plotIds: z.array(z.string()),
})

/** A batch as sums need it, with what views say of it. */
export interface LedgerBatch extends KnownBatch, Omit<z.infer<typeof BatchRow>, 'organizationId' | 'kind'> {
  readonly product: Product | undefined
}

/** The history that sums are made of. */
export interface Ledger {
  /** Every event that touched the batches, corrected ones too, in the order in which they were recorded. */
  readonly events: readonly TraceEvent[]
  /** The batches asked for and every other that the events name. */
  readonly batches: ReadonlyMap<Id, LedgerBatch>
}

/** The whole history of these batches, in four round trips whatever their number. */
export async function readLedger(tx: EntityManager, ids: readonly Id[]): Promise<Ledger> {
  const stored = (await findEntries(tx, await listEventIds(tx, ids))).map(({ entry }) => openEvent(entry))
  const order = (at: string, other: string) => (at < other ? -1 : at > other ? 1 : 0)
  stored.sort((a, b) => order(a.recordedAt, b.recordedAt) || bySequence(a.sequences, b.sequences))
  const events = stored.map(({ event }) => event)
  const named = new Set([...ids, ...events.flatMap(({ batches }) => batches.map(({ batchId }) => batchId))])
  return { events, batches: await readBatches(tx, [...named]) }
}

/** Recorded at one moment: as they stand in the history of a batch that both touched. */
function bySequence(a: ReadonlyMap<Id, number>, b: ReadonlyMap<Id, number>): number {
  for (const [id, sequence] of a) {
    const other = b.get(id)
    if (other !== undefined) return sequence - other
  }
  return 0
}

/** The batches with these ids. */
export async function readBatches(tx: EntityManager, ids: readonly Id[]): Promise<Map<Id, LedgerBatch>> {
  const rows = z.array(BatchRow).parse(
    await tx.query(
      `SELECT id, organization_id AS "organizationId", kind, product_id AS "productId", lot, unit, plot_ids AS "plotIds"
       FROM batch WHERE id = ANY($1)`,
      [ids],
    ),
  )
  const products = await readPresent(tx, [...new Set(rows.map(({ productId }) => productId))])
  return new Map(
    rows.map((row) => {
      const product = products.get(row.productId)?.data as Product | undefined
      return [row.id, { ...row, product, ...contentOf(row.unit, product) }]
    }),
  )
}

/** What the product says that a piece holds; of pieces of another word it says nothing. */
function contentOf(unit: Unit | null, product: Product | undefined): Pick<KnownBatch, 'netContent'> {
  const isSame = unit !== null && product?.netContent && dimensionOf(unit) === dimensionOf(product.unit)
  return isSame ? { netContent: product.netContent } : {}
}
