import {
  assertAllowed,
  type BatchItem,
  type BatchState,
  DomainError,
  type Id,
  type Instant,
  type MarkCode,
  marksOf,
  type TraceEvent,
  unborn,
} from '@nguon/domain'
import { leafHash as leafOf } from '@nguon/transparency'
import type { EntityManager } from 'typeorm'
import { assertActsFor, type Caller } from '../accounts/caller.ts'
import {
  insertBatch,
  type LockedBatch,
  lockBatch,
  readLabelling,
  readLocked,
  updateBirth,
} from '../batches/batch-store.ts'
import { insertShownFiles } from '../files/file-store.ts'
import { filesOfEvent } from '../files/shown-files.ts'
import { claimCodes } from '../labels/claim-codes.ts'
import { insertLabelRanges } from '../labels/label-store.ts'
import { assertDisclosures } from './disclosures.ts'
import { assertFits, openEvent, type SealedEntry, sameRecord, sealEvent } from './entry.ts'
import { findEntry, insertDisclosures, insertEntry, insertLinks } from './event-store.ts'
import { linkRows, toPlaceOf, type Undone } from './link-rows.ts'
import { assertMayTouch } from './may-touch.ts'
import { checkReferences, type References } from './references.ts'

/** An event with its private part, as its recorder sent it. */
export interface EventRequest {
  readonly event: TraceEvent
  readonly disclosures?: readonly string[] | undefined
}

/** When it arrived; a file brings the time it was recorded, and keeps the time of the import beside it. */
export interface Reception {
  readonly recordedAt: Instant
  readonly importedAt?: Instant
}

/** What was recorded, now or when the same event came before. */
export interface Appended {
  readonly event: TraceEvent
  readonly recordedAt: Instant
  readonly entry: SealedEntry
  readonly marks: readonly MarkCode[]
  readonly sequences: ReadonlyMap<Id, number>
  readonly isNew: boolean
}

/** What makes the two events of a correction differ from others. */
export interface CorrectionPart {
  /** Batches the corrected event gave birth to: the corrective one carries their birth again. */
  readonly reborn?: ReadonlySet<Id>
  /** The corrective event: the correction's reason stands for its lateness. */
  readonly replaces?: Id
  /** The correction: what it gives back to each batch of what the corrected event had changed. */
  readonly undone?: ReadonlyMap<Id, Undone>
}

/**
 * Appends an event to the history inside the caller's transaction: lock → read → rule → append. The same event again changes
 * nothing and answers as before.
 *
 * @throws {DomainError} `ID_REUSED` when its id was used for another body, and whatever a rule refuses
 */
export async function appendEvent(
  tx: EntityManager,
  caller: Caller,
  { event, disclosures = [] }: EventRequest,
  reception: Reception,
  part: CorrectionPart = {},
): Promise<Appended> {
  assertActsFor(caller, event.organizationId)
  assertDisclosures(event._sd, disclosures)
  const references = await checkReferences(tx, event)
  const born = await lockBatches(tx, event, references)
  const existing = await findEntry(tx, event.id)
  if (existing) return repeated(event, existing.entry)
  const locked = await readLocked(tx, idsOf(event))
  assertBirths(event, born, locked, part.reborn ?? new Set())
  await assertMayTouch(tx, caller, event, locked)
  const states = await statesFor(tx, event, locked)
  const { recordedAt } = reception
  const context = {
    event,
    recordedAt,
    batches: states,
    ...(part.replaces ? { replaces: part.replaces } : {}),
  }
  assertAllowed(context)
  const marks: MarkCode[] = [...marksOf(context), ...(reception.importedAt ? (['IMPORTED'] as const) : [])]
  return append(tx, { event, disclosures, reception, marks, locked, born, references, undone: part.undone })
}

interface Append {
  event: TraceEvent
  disclosures: readonly string[]
  reception: Reception
  marks: readonly MarkCode[]
  locked: ReadonlyMap<Id, LockedBatch>
  born: ReadonlySet<Id>
  references: References
  undone: ReadonlyMap<Id, Undone> | undefined
}

async function append(tx: EntityManager, parts: Append): Promise<Appended> {
  const { event, disclosures, reception, marks, locked, born, references, undone } = parts
  const heads = new Map([...locked].map(([id, { head }]) => [id, head]))
  const entry = sealEvent(event, heads, marks, reception)
  assertFits(entry, event)
  const { id, organizationId, type } = event
  await insertEntry(tx, { id, organizationId, type, recordedAt: reception.recordedAt }, entry)
  const row = { id, organizationId, type, corrects: event.corrects?.eventId, toPlaceId: toPlaceOf(event) }
  await insertLinks(tx, row, entry.leafHash, linkRows(event, locked, undone))
  await insertDisclosures(tx, id, disclosures)
  await insertShownFiles(tx, id, filesOfEvent(event))
  if (event.type === 'label_activation') await insertLabelRanges(tx, event)
  for (const item of event.batches) if (item.creates) await bear(tx, item, born, references)
  const sequences = new Map([...heads].map(([batchId, head]) => [batchId, head.sequence + 1]))
  return { event, recordedAt: reception.recordedAt, entry, marks, sequences, isNew: true }
}

async function bear(
  tx: EntityManager,
  item: BatchItem,
  born: ReadonlySet<Id>,
  references: References,
): Promise<void> {
  if (!item.creates) return
  if (born.has(item.batchId)) await claimCodes(tx, item.batchId, item.creates, references)
  else await updateBirth(tx, item.batchId, item.creates)
}

const idsOf = (event: TraceEvent): Id[] => [...new Set(event.batches.map(({ batchId }) => batchId))].sort()

/** Locks every batch of the event in sorted order, adding those it creates to the index; answers which were added. */
async function lockBatches(tx: EntityManager, event: TraceEvent, references: References): Promise<Set<Id>> {
  const born = new Set<Id>()
  for (const id of idsOf(event)) {
    const item = event.batches.find(({ batchId, creates }) => batchId === id && creates)
    if (item?.creates) {
      const search = references.searchText(item.creates)
      if (await insertBatch(tx, id, event.organizationId, item.quantity?.unit, item.creates, search))
        born.add(id)
    }
    if (!born.has(id) && !(await lockBatch(tx, id))) throw new DomainError('NOT_FOUND', `no batch ${id}`)
  }
  return born
}

/** A batch is born once; a corrective event may carry the birth again, of the same kind, product and lot. */
function assertBirths(
  event: TraceEvent,
  born: ReadonlySet<Id>,
  locked: ReadonlyMap<Id, LockedBatch>,
  reborn: ReadonlySet<Id>,
): void {
  for (const { batchId, creates } of event.batches) {
    if (!creates || born.has(batchId)) continue
    if (!reborn.has(batchId)) throw new DomainError('ID_REUSED', `the batch ${batchId} exists already`)
    const known = locked.get(batchId)
    const same =
      known?.productId === creates.productId &&
      known.state.lot === creates.lot &&
      known.state.kind === creates.kind
    if (!same)
      throw new DomainError(
        'IMMUTABLE',
        'a correction keeps kind, product and lot: say that it did not occur, and record another',
      )
  }
}

async function statesFor(
  tx: EntityManager,
  event: TraceEvent,
  locked: ReadonlyMap<Id, LockedBatch>,
): Promise<Map<Id, BatchState>> {
  const states = new Map<Id, BatchState>()
  for (const item of event.batches) {
    const state = locked.get(item.batchId)?.state ?? unborn(item, event.organizationId)
    if (!state) throw new DomainError('NOT_FOUND', `no batch ${item.batchId}`)
    const labelling = event.type === 'label_activation' ? await readLabelling(tx, item.batchId) : {}
    states.set(item.batchId, { ...state, ...labelling })
  }
  return states
}

function repeated(event: TraceEvent, bytes: Uint8Array): Appended {
  const stored = openEvent(bytes)
  if (!sameRecord(stored.event, event))
    throw new DomainError('ID_REUSED', 'the id was used for another record')
  const { recordedAt, marks, sequences } = stored
  return { event, recordedAt, entry: { bytes, leafHash: leafOf(bytes) }, marks, sequences, isNew: false }
}
