import {
  assertAllowed,
  assertNone,
  type BatchItem,
  type BrokenLater,
  DomainError,
  type Id,
  type Instant,
  type MarkCode,
  marksOf,
  type TraceEvent,
  tooManyBatches,
} from '@nguon/domain'
import { leafHash as leafOf } from '@nguon/transparency'
import type { EntityManager } from 'typeorm'
import { assertActsFor, type Caller } from '../accounts/caller.ts'
import { type LockedBatch, readLocked, updateBirth } from '../batches/batch-store.ts'
import { together } from '../db/query-prepared.ts'
import { insertShownFiles } from '../files/file-store.ts'
import { filesOfEvent } from '../files/shown-files.ts'
import { claimCodes } from '../labels/claim-codes.ts'
import { insertLabelRanges } from '../labels/label-store.ts'
import { readWays } from '../rules/read-ways.ts'
import { assertDisclosures } from './disclosures.ts'
import { assertFits, openEvent, type SealedEntry, sameRecord, sealEvent } from './entry.ts'
import { findEntry, insertDisclosures, insertEntry, insertLinks } from './event-store.ts'
import { linkRows, toPlaceOf, type Undone } from './link-rows.ts'
import { lockBatches } from './lock-batches.ts'
import { assertMayTouch } from './may-touch.ts'
import { checkReferences, type References } from './references.ts'
import { findReborn, readRuleStates } from './rule-states.ts'

/** An event with its private part, as its recorder sent it. */
export interface EventRequest {
  readonly event: TraceEvent
  readonly disclosures?: readonly string[] | undefined
}

/**
 * A file brings the time when it was recorded, and keeps the time of the import beside it; otherwise the clock is read once the
 * locks are held, so that the times of a batch's history never run backwards.
 */
export interface Reception {
  readonly recordedAt?: Instant
  readonly importedAt?: Instant
}

/** What was recorded, now or when the same event came before. */
export interface Appended {
  readonly event: TraceEvent
  readonly recordedAt: Instant
  readonly entry: SealedEntry
  readonly marks: readonly MarkCode[]
  readonly sequences: ReadonlyMap<Id, number>
  /** What the event shows to have broken a rule: those batches are locked, and wait to be held. */
  readonly brokenLater: readonly BrokenLater[]
  readonly isNew: boolean
}

/** What makes the two events of a correction differ from others. */
export interface CorrectionPart {
  /** The corrective event: what it replaces. */
  readonly replaced?: TraceEvent
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
  assertNone(tooManyBatches({ event }))
  const references = await checkReferences(tx, event)
  const read = () => together([findEntry(tx, event.id), readLocked(tx, idsOf(event))])
  const { born, brokenLater, read: known } = await lockBatches(tx, event, references, read)
  const [existing, locked] = known
  if (existing) return repeated(event, existing.entry)
  const recordedAt = reception.recordedAt ?? new Date().toISOString()
  const reborn = await findReborn(tx, event, { born, locked, replaced: part.replaced })
  await assertMayTouch(tx, caller, event, locked)
  const batches = await readRuleStates(tx, event, locked, reborn)
  const replaces = part.replaced && new Set(part.replaced.batches.map(({ batchId }) => batchId))
  const ways = await readWays(tx, event, born)
  const context = { event, recordedAt, batches, ways, brokenLater, ...(replaces ? { replaces } : {}) }
  assertAllowed(context)
  const { importedAt } = reception
  const marks: MarkCode[] = [...marksOf(context), ...(importedAt ? (['IMPORTED'] as const) : [])]
  const times = { recordedAt, ...(importedAt ? { importedAt } : {}) }
  const appended = { event, disclosures, times, marks, locked, born, references, undone: part.undone }
  return writeEvent(tx, { ...appended, brokenLater })
}

/** An event that the rules allowed, and everything that was read to judge it. */
interface Judged {
  event: TraceEvent
  disclosures: readonly string[]
  times: { recordedAt: Instant; importedAt?: Instant }
  marks: readonly MarkCode[]
  locked: ReadonlyMap<Id, LockedBatch>
  born: ReadonlySet<Id>
  references: References
  undone: ReadonlyMap<Id, Undone> | undefined
  brokenLater: readonly BrokenLater[]
}

/**
 * The last step of {@link appendEvent}: writes an event that was judged before, at the end of the histories of its batches, which are
 * locked. What the log has already is written so too when it is brought back: today's rules have no say in it.
 */
export async function writeEvent(tx: EntityManager, parts: Judged): Promise<Appended> {
  const { event, disclosures, times, marks, locked, born, references, undone, brokenLater } = parts
  const { recordedAt } = times
  const heads = new Map([...locked].map(([id, { head }]) => [id, head]))
  const entry = sealEvent(event, heads, marks, times)
  assertFits(entry, event)
  const { id, organizationId, type } = event
  const row = { id, organizationId, type, corrects: event.corrects?.eventId, toPlaceId: toPlaceOf(event) }
  await together([
    insertEntry(tx, { id, organizationId, type, recordedAt }, entry),
    insertLinks(tx, row, entry.leafHash, linkRows(event, locked, undone)),
    insertDisclosures(tx, event, disclosures),
    insertShownFiles(tx, event, filesOfEvent(event)),
  ])
  if (event.type === 'label_activation') await insertLabelRanges(tx, event)
  for (const item of event.batches) if (item.creates) await bear(tx, item, born, references)
  const sequences = new Map([...heads].map(([batchId, head]) => [batchId, head.sequence + 1]))
  return { event, recordedAt, entry, marks, sequences, brokenLater, isNew: true }
}

async function bear(
  tx: EntityManager,
  item: BatchItem,
  born: ReadonlySet<Id>,
  references: References,
): Promise<void> {
  if (!item.creates) return
  if (born.has(item.batchId)) await claimCodes(tx, item.batchId, item.creates, references)
  else await updateBirth(tx, item.batchId, item.quantity?.unit, item.creates)
}

const idsOf = (event: TraceEvent): Id[] => [...new Set(event.batches.map(({ batchId }) => batchId))].sort()

function repeated(event: TraceEvent, bytes: Uint8Array): Appended {
  const stored = openEvent(bytes)
  if (!sameRecord(stored.event, event))
    throw new DomainError('ID_REUSED', 'the id was used for another record')
  const { recordedAt, marks, sequences } = stored
  const entry = { bytes, leafHash: leafOf(bytes) }
  return { event, recordedAt, entry, marks, sequences, brokenLater: [], isNew: false }
}
