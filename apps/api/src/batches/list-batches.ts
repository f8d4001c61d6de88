import type { BatchSummary } from '@nguon/contract'
import { BatchKind, Day, type Id, millionthsOf, quantityOf, Unit, units } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { findInArea, isOfAny, listCovered, type PartOfArea } from '../accounts/area.ts'
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
type Row = z.infer<typeof Row>

/** Which batches a list shows. */
export interface BatchFilter {
  readonly ids?: readonly Id[] | undefined
  readonly organizationId?: Id | undefined
  /** Only batches in this area of an inspector, or in a commune. */
  readonly area?: readonly PartOfArea[] | undefined
  readonly kind?: BatchKind | undefined
  readonly status?: string | undefined
  /** Folded words, all of which the product name or lot contains. */
  readonly words?: readonly string[] | undefined
  /** The last batch of the page before. */
  readonly after?: Id | undefined
  readonly limit: number
}

/** So many more are looked through at once when a page is not full of what the filter lets through. */
const pageSize = 1000

/**
 * Batches with what remains and their status, newest first. Ids first, then what their events say of them, page by page until there
 * are enough: no statement asks for both, so that each batch is read where it lies.
 */
export async function listBatches(tx: EntityManager, filter: BatchFilter): Promise<BatchSummary[]> {
  const { area, ids, status, limit } = filter
  const covered = area && !ids ? await listCovered(tx, area) : undefined
  const rows: Row[] = []
  let { after } = filter
  for (let size = limit; ; size = Math.max(limit, pageSize)) {
    const page = await listIds(tx, { ...filter, after, limit: size }, covered)
    const found = await readRows(tx, area ? [...(await findInArea(tx, area, page))] : page)
    rows.push(...found.filter((row) => status === undefined || hasStatus(row, status)))
    if (rows.length >= limit || page.length < size) break
    after = page.at(-1)
  }
  return summariesOf(tx, rows.slice(0, limit))
}

const hasStatus = (row: Row, status: string): boolean =>
  row.status === status || (status === 'recalled' && row.status === 'recalled_held')

/** The ids of batches that their own row lets through, newest first, and with `covered` only those of such an organization or plot. */
async function listIds(
  tx: EntityManager,
  { ids, organizationId, kind, words, after, limit }: BatchFilter,
  covered: readonly Id[] | undefined,
): Promise<Id[]> {
  const patterns = words?.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  const rows: { id: Id }[] = await tx.query(
    `SELECT b.id FROM batch b
     WHERE ($1::uuid[] IS NULL OR b.id = ANY($1)) AND ($2::uuid IS NULL OR b.organization_id = $2)
       AND ($3::text IS NULL OR b.kind = $3) AND ($4::text[] IS NULL OR b.search LIKE ALL($4))
       AND ($5::uuid IS NULL OR b.id < $5)${covered ? ` AND ${isOfAny('b', '$7')}` : ''}
     ORDER BY b.id DESC LIMIT $6`,
    [ids, organizationId, kind, patterns, after, limit, ...(covered ? [covered] : [])],
  )
  return rows.map(({ id }) => id)
}

async function readRows(tx: EntityManager, ids: readonly Id[]): Promise<Row[]> {
  if (ids.length === 0) return []
  const rows: unknown = await tx.query(
    `SELECT b.id, b.organization_id AS "organizationId", b.kind, b.product_id AS "productId", b.lot, b.unit,
            b.use_by::text AS "useBy", b.plot_ids AS "plotIds", head.balance, head.status, made.at AS "madeAt"
     FROM batch b
     LEFT JOIN LATERAL (SELECT balance, status FROM event_batch WHERE batch_id = b.id
       ORDER BY sequence DESC, line DESC LIMIT 1) head ON true
     LEFT JOIN LATERAL (SELECT link.at FROM event_batch link WHERE link.batch_id = b.id AND link.role = 'out'
       AND ${uncorrected('link')} ORDER BY link.at LIMIT 1) made ON true
     WHERE b.id = ANY($1) ORDER BY b.id DESC`,
    [ids],
  )
  return z.array(Row).parse(rows)
}

async function summariesOf(tx: EntityManager, rows: readonly Row[]): Promise<BatchSummary[]> {
  const named = new Set(rows.flatMap(({ organizationId, productId }) => [organizationId, productId]))
  const present = await readPresent(tx, [...named])
  return rows.map((row) => summaryOf(row, present))
}

function summaryOf(row: Row, present: ReadonlyMap<Id, StoredVersion>): BatchSummary {
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
export function balanceIn(unit: Unit, balance: string): { value: string; unit: Unit } {
  const amount = millionthsOf(balance)
  const exact = amount % units[unit].perBase === 0n
  if (exact) return quantityOf(amount, unit)
  return quantityOf(amount, units[unit].dimension === 'mass' ? 'g' : 'ml')
}
