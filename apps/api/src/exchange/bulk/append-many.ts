import { type Id, millionthsOf, type TraceEvent } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import type { Caller } from '../../accounts/caller.ts'
import { assertFits, type SealedEntry, sealEvent } from '../../events/entry.ts'
import type { LinkRow } from '../../events/event-store.ts'
import { linkRows, toPlaceOf } from '../../events/link-rows.ts'
import { idsNamed } from '../../events/references.ts'
import { filesOfEvent } from '../../files/shown-files.ts'
import { codesOf } from '../../labels/claim-codes.ts'
import type { EventRecord } from '../reading/event-records.ts'
import { type BatchBook, type BookedBatch, lotsSprayed, noteGrowing, openBatchBook } from './batch-book.ts'
import { type Claims, codesOfBirths, openClaims } from './claims.ts'
import { type Allowed, judgeEvent, orUndefined } from './judge-event.ts'
import { type LabelRange, type LabelRolls, openLabelRolls } from './label-rolls.ts'
import { type MasterData, openMasterData } from './master-data.ts'
import { noRows, type Rows, writeRows } from './write-rows.ts'

/** Appends events by the thousand: the rules are asked from books in memory, the rows are written together. */
export interface ManyEvents {
  /** Reads what the next events will ask for. */
  readonly prepare: (records: readonly EventRecord[]) => Promise<void>
  /**
   * Takes an event whose turn it is; false when the books cannot say yes to it. Then it is appended on its own, after
   * {@link settle}, and {@link forget} is told.
   */
  readonly take: (record: EventRecord) => Promise<boolean>
  /** Writes what was taken: now the database holds the history so far. */
  readonly settle: () => Promise<void>
  /** Lets go of what an event that was appended on its own may have changed. */
  readonly forget: (record: EventRecord) => void
  /** Lets go of a subject that has a new version. */
  readonly forgetSubject: (id: Id) => void
}

/** Rows are written when so many events wait. */
const eventsAtOnce = 1_000

/**
 * Begins to append the events of an import inside its transaction. Every batch they name is locked first, in sorted order.
 *
 * @param records every event that will come; their ids are not in the history yet
 * @param reserved ids of what else is recorded meanwhile: an event that has one of them is not taken
 */
export async function openManyEvents(
  tx: EntityManager,
  caller: Caller,
  importedAt: string,
  records: readonly EventRecord[],
  reserved: ReadonlySet<Id>,
): Promise<ManyEvents> {
  const work: Work = {
    importedAt,
    book: await openBatchBook(tx, records.flatMap(batchIdsOf)),
    master: await openMasterData(tx, caller),
    rolls: openLabelRolls(tx),
    claims: openClaims(tx),
    rows: noRows(),
  }
  let writing: Promise<void> = Promise.resolve()
  const write = async () => {
    await writing
    const { rows } = work
    work.rows = noRows()
    if (rows.events.length === 0) return
    writing = writeRows(tx, caller, rows)
    writing.catch(() => undefined) // whoever waits for it next is told
  }
  const settle = async () => {
    await write()
    await writing
  }
  return {
    settle,
    async prepare(next) {
      await writing // it goes from one organization to the next as well
      await prepare(work, next)
    },
    async take(record) {
      if (reserved.has(record.request.event.id)) return false
      if (!isComplete(work, record)) await complete(work, record)
      const taken = takeEvent(work, record)
      if (taken && work.rows.events.length >= eventsAtOnce) await write()
      return taken
    },
    forget: (record) => forget(work, record),
    forgetSubject: (id) => work.master.forget(id),
  }
}

interface Work {
  readonly importedAt: string
  readonly book: BatchBook
  readonly master: MasterData
  readonly rolls: LabelRolls
  readonly claims: Claims
  rows: Rows
}

const eventsOf = ({ request: { event, replacement } }: EventRecord): TraceEvent[] =>
  replacement ? [event, replacement.event] : [event]
const batchIdsOf = (record: EventRecord): Id[] =>
  eventsOf(record).flatMap(({ batches }) => batches.map(({ batchId }) => batchId))
const rollIdsOf = ({ request: { event } }: EventRecord): Id[] =>
  event.type === 'label_activation'
    ? [...event.details.activated, ...event.details.voided].map(({ runId }) => runId)
    : []

async function prepare(
  { book, master, rolls, claims }: Work,
  records: readonly EventRecord[],
): Promise<void> {
  await book.load(records.flatMap(batchIdsOf))
  await master.load(records.flatMap(({ request }) => idsNamed(request.event)))
  await master.load(productsOf(book, records))
  await master.loadFiles(records)
  await rolls.load(records.flatMap(rollIdsOf))
  await claims.load(
    records.flatMap(({ request }) => birthsIn(request.event)),
    master.present,
  )
}

const birthsIn = ({ batches }: TraceEvent) =>
  batches.flatMap(({ batchId, creates }) => (creates ? [{ batchId, creates }] : []))

const productsOf = ({ batches }: BatchBook, records: readonly EventRecord[]): Id[] =>
  records.flatMap((record) => batchIdsOf(record).flatMap((id) => batches.get(id)?.locked.productId ?? []))

/** Whether nothing that the event asks for was let go since it was prepared: master data is, only before the next are prepared. */
function isComplete({ book, rolls }: Work, record: EventRecord): boolean {
  const { type } = record.request.event
  if (batchIdsOf(record).some(book.isMissing)) return false
  if (type === 'label_activation') return !rollIdsOf(record).some(rolls.isMissing)
  return type !== 'harvest' || !lotsOf(book, record).some(book.isMissing)
}

const lotsOf = ({ batches }: BatchBook, record: EventRecord): Id[] =>
  batchIdsOf(record).flatMap((id) => lotsSprayed(batches.get(id) ?? { sprayings: [] }))

/** Reads again what was let go. No row of it waits to be written: what is not in the books is not appended to. */
async function complete(work: Work, record: EventRecord): Promise<void> {
  const { book, rolls, master } = work
  await book.load(batchIdsOf(record))
  await rolls.load(rollIdsOf(record))
  await master.load(idsNamed(record.request.event))
  if (record.request.event.type !== 'harvest') return
  await book.load(lotsOf(book, record))
}

/** Judges the event, seals it and keeps its rows; false when that is not for the books to do. */
function takeEvent(work: Work, record: EventRecord): boolean {
  const { book, master, rolls, claims, importedAt } = work
  const allowed = judgeEvent(record, book, master)
  if (!allowed) return false
  const { event, books, marks } = allowed
  const ranges = event.type === 'label_activation' ? rangesOf(event, books, rolls) : []
  const codes = codesOfBorn(allowed)
  if (!ranges || !claims.areFree(codes.map(({ code }) => code))) return false
  const { recordedAt } = record
  const heads = new Map([...books].map(([id, { locked }]) => [id, locked.head]))
  const entry = orUndefined(() => {
    const sealed = sealEvent(event, heads, [...marks, 'IMPORTED'], { recordedAt, importedAt })
    assertFits(sealed, event)
    return sealed
  })
  if (!entry) return false
  claims.claim(codes.map(({ code }) => code))
  rolls.add(ranges)
  keep(work.rows, allowed, { recordedAt, entry, codes, ranges })
  const links = linkRows(event, new Map([...books].map(([id, { locked }]) => [id, locked])))
  const row = work.rows.events.at(-1)
  for (const link of links) if (row) work.rows.links.push({ event: row, row: link })
  for (const [id, batch] of books) book.batches.set(id, batch)
  turnPages(event, books, links, entry)
  for (const { first, last, state, batchId } of ranges) {
    const batch = books.get(batchId)
    if (batch) batch.labels += state === 'activated' ? last - first + 1 : first - last - 1
  }
  return true
}

const rangesOf = (
  event: Extract<TraceEvent, { type: 'label_activation' }>,
  books: ReadonlyMap<Id, BookedBatch>,
  rolls: LabelRolls,
): LabelRange[] | undefined => {
  const [about] = event.batches
  const productId = about && books.get(about.batchId)?.locked.productId
  return productId === undefined ? undefined : rolls.rangesOf(event, productId)
}

const codesOfBorn = ({ event, references }: Allowed): Rows['codes'] =>
  birthsIn(event).flatMap(({ batchId, creates }) =>
    codesOf(batchId, creates, references.product(creates.productId)).map((code) => ({ code, batchId })),
  )

interface Sealed {
  readonly recordedAt: string
  readonly entry: SealedEntry
  readonly codes: Rows['codes']
  readonly ranges: readonly LabelRange[]
}

function keep(rows: Rows, allowed: Allowed, { recordedAt, entry, codes, ranges }: Sealed): void {
  const { event, disclosures, references } = allowed
  const { id, organizationId, type } = event
  const row = { id, organizationId, type, recordedAt, entry, toPlaceId: toPlaceOf(event) }
  rows.events.push(row)
  rows.codes.push(...codes)
  for (const { batchId, creates, quantity } of event.batches) {
    if (!creates) continue
    const { kind, productId, lot, useBy, plots = [] } = creates
    const search = references.searchText(creates)
    rows.batches.push({
      id: batchId,
      organizationId,
      kind,
      productId,
      lot,
      unit: quantity?.unit,
      useBy,
      plots,
      search,
    })
  }
  for (const disclosure of disclosures) rows.disclosures.push({ event: row, disclosure })
  for (const sha256 of filesOfEvent(event)) rows.files.push({ event: row, sha256 })
  for (const range of ranges) rows.ranges.push({ eventId: id, range })
}

/** The books after the event. */
function turnPages(
  event: TraceEvent,
  books: ReadonlyMap<Id, BookedBatch>,
  links: readonly LinkRow[],
  { leafHash }: SealedEntry,
): void {
  const takes = event.batches.some(({ role }) => role === 'in')
  const given = event.batches.filter(({ role }) => role === 'out').map(({ batchId }) => batchId)
  for (const link of links) {
    const book = books.get(link.batchId)
    if (!book) continue
    const { state, productId } = book.locked
    const at = Date.parse(link.at)
    const madeAt = link.role === 'out' ? Math.min(at, state.madeAt ?? at) : state.madeAt
    book.locked = {
      state: { ...state, balance: millionthsOf(link.balance), ...(madeAt === undefined ? {} : { madeAt }) },
      productId,
      head: { sequence: link.sequence, leafHash },
    }
    if (link.role === 'in' && given.some((id) => id !== link.batchId)) book.isSink = false
    if (link.role !== 'out') continue
    book.unitsPacked += link.units ?? 0
    if (takes) book.isSource = false
  }
  for (const book of books.values()) noteGrowing(book, event)
}

function forget({ book, rolls, claims, master }: Work, record: EventRecord): void {
  const { event } = record.request
  const { type } = event
  claims.claim(codesOfBirths(birthsIn(event), master.present))
  // a late spraying holds what was harvested
  if (type === 'spraying') book.forgetAll()
  else book.forget(batchIdsOf(record))
  if (type === 'correction' || type === 'label_activation') rolls.forgetAll()
}
