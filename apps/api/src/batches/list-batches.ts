import type { BatchSummary } from '@nguon/contract'
import { type AreaUnit, BatchKind, Day, type Id, millionthsOf, quantityOf, Unit, units } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { areaParameter, covered, isBatchInArea, isListedInArea } from '../accounts/area.ts'
import type { StoredVersion } from '../subjects/subject-store.ts'
import { readPresent } from '../subjects/subject-store.ts'
import { uncorrected } from './batch-store.ts'

const Row = z.object({
  id: z.string(),
  organizationId: z.string(),
  kind: BatchKind,
  productId: z.string(),
  lot: z.string(),
  unit: Unit.nullable(),
  useBy: Day.nullable(),
  plotIds: z.array(z.string()),
  balance: z.string().nullable(),
  status: z.enum(['active', 'held', 'recalled', 'recalled_held']).nullable(),
  madeAt: z.date().nullable(),
})

/** Which batches a list shows. */
export interface BatchFilter {
  readonly ids?: readonly Id[] | undefined
  readonly organizationId?: Id | undefined
  /** Only batches in this area of an inspector. */
  readonly area?: readonly AreaUnit[] | undefined
  readonly kind?: BatchKind | undefined
  readonly status?: string | undefined
  /** Folded words, all of which the product name or lot contains. */
  readonly words?: readonly string[] | undefined
  /** The last batch of the page before. */
  readonly after?: Id | undefined
  readonly limit: number
}

/** Batches with what remains and their status, newest first. */
export async function listBatches(tx: EntityManager, filter: BatchFilter): Promise<BatchSummary[]> {
  const { area } = filter
  const rows: unknown = await tx.query(
    `${area ? `WITH ${covered('$8')}` : ''}
     SELECT b.id, b.organization_id AS "organizationId", b.kind, b.product_id AS "productId", b.lot, b.unit,
            b.use_by::text AS "useBy", b.plot_ids AS "plotIds", head.balance, head.status, made.at AS "madeAt"
     FROM batch b
     LEFT JOIN LATERAL (SELECT balance, status FROM event_batch WHERE batch_id = b.id
       ORDER BY sequence DESC, line DESC LIMIT 1) head ON true
     LEFT JOIN LATERAL (SELECT link.at FROM event_batch link WHERE link.batch_id = b.id AND link.role = 'out'
       AND ${uncorrected('link')} ORDER BY link.at LIMIT 1) made ON true
     WHERE ($1::uuid[] IS NULL OR b.id = ANY($1)) AND ($2::uuid IS NULL OR b.organization_id = $2)
       AND ($3::text IS NULL OR b.kind = $3) AND ($4::text IS NULL OR head.status = $4 OR ($4 = 'recalled' AND head.status = 'recalled_held'))
       AND ($5::text[] IS NULL OR (SELECT bool_and(position(word IN b.search) > 0) FROM unnest($5::text[]) word))
       AND ($6::uuid IS NULL OR b.id < $6)${area ? ` AND ${(filter.ids ? isBatchInArea : isListedInArea)('b', '$8')}` : ''}
     ORDER BY b.id DESC LIMIT $7`,
    [
      filter.ids,
      filter.organizationId,
      filter.kind,
      filter.status,
      filter.words,
      filter.after,
      filter.limit,
      ...(area ? [areaParameter(area)] : []),
    ],
  )
  const batches = z.array(Row).parse(rows)
  const named = new Set(batches.flatMap(({ organizationId, productId }) => [organizationId, productId]))
  const present = await readPresent(tx, [...named])
  return batches.map((row) => summaryOf(row, present))
}

function summaryOf(row: z.infer<typeof Row>, present: ReadonlyMap<Id, StoredVersion>): BatchSummary {
  const { id, organizationId, kind, productId, lot, plotIds, unit, useBy, madeAt } = row
  return {
    id,
    organizationId,
    organizationName: nameOf(present.get(organizationId)),
    kind,
    lot,
    productId,
    productName: nameOf(present.get(productId)),
    plotIds,
    status: row.status === 'recalled_held' ? 'recalled' : (row.status ?? 'active'),
    ...(unit ? { balance: balanceIn(unit, row.balance ?? '0') } : {}),
    ...(useBy ? { useBy } : {}),
    ...(madeAt ? { madeAt: madeAt.toISOString() } : {}),
  }
}

/** The name a subject goes by; empty when it has none. */
export const nameOf = (version: StoredVersion | undefined): string => {
  if (!version) return ''
  const data = version.data as { name?: string; publicName?: string; code?: string }
  return data.name ?? data.publicName ?? data.code ?? ''
}

/** What remains in the unit of the batch; where that has no exact decimal, in the base unit of its dimension. */
function balanceIn(unit: Unit, balance: string): { value: string; unit: Unit } {
  const amount = millionthsOf(balance)
  const exact = amount % units[unit].perBase === 0n
  if (exact) return quantityOf(amount, unit)
  return quantityOf(amount, units[unit].dimension === 'mass' ? 'g' : 'ml')
}
