import type { EventOf, Id, TraceEvent } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { type LockedBatch, readLocked } from '../../batches/batch-store.ts'
import { lockMany } from '../../batches/lock-many.ts'
import { labelsIn, listRangesOf } from '../../labels/label-ranges.ts'
import { readStanding } from '../../rules/read-sprayings.ts'

/** What is known of a batch without asking the database: as its last event leaves it. */
export interface BookedBatch {
  locked: LockedBatch
  /** Nothing ever flowed into it but from outside: it has no ancestors. */
  isSource: boolean
  /** Nothing ever flowed on from it to another batch: it has no descendants. */
  isSink: boolean
  /** Packages packed, and labels in circulation. */
  unitsPacked: number
  labels: number
  /** Of a lot that came in: the longest interval of its receipts that stand; undefined before the first. */
  labelDays: number | undefined
  /** Of a crop: what stands. */
  readonly sprayings: EventOf<'spraying'>[]
  readonly harvests: TraceEvent[]
  /** Of a crop: whether an inspection permits something. */
  isPermitted: boolean
}

/** The batches of an import: read once, then kept up to date by whoever appends to them. */
export interface BatchBook {
  readonly batches: Map<Id, BookedBatch>
  /** Reads those of these batches that exist and are not known, and all that was let go. */
  readonly load: (ids: Iterable<Id>) => Promise<void>
  /** Whether a batch exists and was not read, or was let go. */
  readonly isMissing: (id: Id) => boolean
  /** Lets go of what others have changed. These batches exist. */
  readonly forget: (ids: Iterable<Id>) => void
  readonly forgetAll: () => void
}

const idsAtOnce = 5_000

/**
 * Locks every batch there is of these, in sorted order, and begins to keep their book.
 *
 * @param ids every batch that will be asked for
 */
export async function openBatchBook(tx: EntityManager, ids: Iterable<Id>): Promise<BatchBook> {
  const existing = new Set(await lockAll(tx, [...new Set(ids)]))
  const batches = new Map<Id, BookedBatch>()
  const gone = new Set<Id>()
  const isMissing = (id: Id) => existing.has(id) && !batches.has(id)
  return {
    batches,
    isMissing,
    async load(asked) {
      const wanted = new Set<Id>()
      for (const id of asked) if (isMissing(id)) wanted.add(id)
      if (wanted.size === 0) return
      const unknown = [...new Set([...wanted, ...gone])]
      gone.clear()
      for (let from = 0; from < unknown.length; from += idsAtOnce)
        for (const [id, batch] of await readBooked(tx, unknown.slice(from, from + idsAtOnce))) {
          batches.set(id, batch)
          for (const lot of lotsSprayed(batch)) existing.add(lot) // of an earlier import perhaps, and not to come
        }
    },
    forget(changed) {
      for (const id of changed) {
        existing.add(id)
        batches.delete(id)
        gone.add(id)
      }
    },
    forgetAll() {
      for (const id of batches.keys()) existing.add(id)
      batches.clear()
    },
  }
}

async function lockAll(tx: EntityManager, ids: readonly Id[]): Promise<Id[]> {
  await lockMany(tx, ids)
  const rows: { id: Id }[] = await tx.query('SELECT id FROM batch WHERE id = ANY($1)', [ids])
  return rows.map(({ id }) => id)
}

const CountRow = z
  .object({ id: z.string(), isSource: z.boolean(), isSink: z.boolean(), unitsPacked: z.coerce.number() })
  .transform(({ id, ...counts }) => [id, counts] as const)

async function readBooked(tx: EntityManager, ids: readonly Id[]): Promise<Map<Id, BookedBatch>> {
  const locked = await readLocked(tx, ids)
  const rows: unknown = await tx.query(
    `SELECT link.batch_id AS id,
            bool_and(link.role <> 'out' OR link.peers = '[]') AS "isSource",
            bool_and(link.role <> 'in' OR link.peers = '[]') AS "isSink",
            coalesce(sum(link.units) FILTER (WHERE link.role = 'out' AND fix.corrects IS NULL), 0) AS "unitsPacked"
     FROM event_batch link LEFT JOIN (
       SELECT DISTINCT batch_id, corrects FROM event_batch WHERE batch_id = ANY($1) AND corrects IS NOT NULL) fix
       ON fix.batch_id = link.batch_id AND fix.corrects = link.event_id
     WHERE link.batch_id = ANY($1) GROUP BY link.batch_id`,
    [ids],
  )
  const counts = new Map(z.array(CountRow).parse(rows))
  const labels = new Map<Id, number>()
  for (const range of await listRangesOf(tx, ids))
    labels.set(range.batchId, (labels.get(range.batchId) ?? 0) + labelsIn([range]))
  const books = new Map<Id, BookedBatch>()
  for (const [id, batch] of locked)
    books.set(id, { ...bookOf(batch), ...counts.get(id), labels: labels.get(id) ?? 0 })
  await readGrowing(tx, books)
  return books
}

/** The batches of the sprayings of a crop: the lots say how long to wait. */
export const lotsSprayed = ({ sprayings }: Pick<BookedBatch, 'sprayings'>): Id[] =>
  sprayings.flatMap((spraying) => spraying.batches.map(({ batchId }) => batchId))

/** A batch to which nothing has happened yet. */
export const bookOf = (locked: LockedBatch): BookedBatch => ({
  locked,
  isSource: true,
  isSink: true,
  unitsPacked: 0,
  labels: 0,
  labelDays: undefined,
  sprayings: [],
  harvests: [],
  isPermitted: false,
})

/** What harvests and sprayings ask for: the events of crops and the receipts of lots that stand. */
async function readGrowing(tx: EntityManager, books: ReadonlyMap<Id, BookedBatch>): Promise<void> {
  const [crops, others]: [Id[], Id[]] = [[], []]
  for (const [id, { locked }] of books) (locked.state.kind === 'crop' ? crops : others).push(id)
  const onCrops = await readStanding(tx, crops, ['spraying', 'harvest', 'inspection'])
  const received = await readStanding(tx, others, ['input_received'])
  for (const event of [...onCrops, ...received])
    for (const { batchId } of event.batches) {
      const book = books.get(batchId)
      if (book) noteGrowing(book, event)
    }
}

/** Adds an event that stands to what is known of one of its batches. */
export function noteGrowing(book: BookedBatch, event: TraceEvent): void {
  const { kind } = book.locked.state
  if (event.type === 'input_received') {
    const { preHarvestIntervalDays = 0 } = event.details
    book.labelDays = Math.max(preHarvestIntervalDays, book.labelDays ?? 0)
  }
  if (kind !== 'crop') return
  if (event.type === 'spraying') book.sprayings.push(event)
  if (event.type === 'harvest') book.harvests.push(event)
  if (event.type === 'inspection' && event.details.permits) book.isPermitted = true
}
