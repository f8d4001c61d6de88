import {
  assertNone,
  type BatchStatus,
  changesStatus,
  DomainError,
  type EventOf,
  effectOf,
  eventTypes,
  goneOnWith,
  type Id,
  statusAfter,
  type TraceEvent,
  type Violation,
} from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { lockBatch, readLabelling, readLocked, uncorrected } from '../batches/batch-store.ts'
import { readReceived } from '../handover/received-store.ts'
import {
  type BeforeCorrection,
  brokenByCorrection,
  readBeforeCorrection,
} from '../rules/broken-by-correction.ts'
import { type Appended, appendEvent, type EventRequest, type Reception } from './append-event.ts'
import { openEvent } from './entry.ts'
import { findEntries, findEntry } from './event-store.ts'
import type { Undone } from './link-rows.ts'

/** A correction with, for incorrect data, the corrective event. */
interface CorrectionRequest extends EventRequest {
  readonly event: EventOf<'correction'>
  readonly replacement?: EventRequest | undefined
}

/**
 * Appends a correction and the corrective event it brings, in one transaction: the corrected event stays visible, state and
 * lineage leave it out. Refused when another event depends on the corrected one.
 */
export async function appendCorrection(
  tx: EntityManager,
  caller: Caller,
  request: CorrectionRequest,
  reception: Reception,
): Promise<{ correction: Appended; replacement: Appended | undefined }> {
  const { event, disclosures, replacement } = request
  const corrected = await readCorrected(tx, event)
  assertReplacement(event, corrected, replacement?.event)
  const touched = [event, ...(replacement ? [replacement.event] : [])].flatMap(({ batches }) => batches)
  for (const id of [...new Set(touched.map(({ batchId }) => batchId))].sort()) await lockBatch(tx, id)
  const repeatedBefore = (await findEntry(tx, event.id)) !== undefined
  if (!repeatedBefore) await assertCorrectable(tx, event, corrected)
  const standing = repeatedBefore ? undefined : await readBeforeCorrection(tx, corrected)
  const undone = repeatedBefore ? new Map<Id, Undone>() : await undo(tx, corrected)
  const correction = await appendEvent(tx, caller, { event, disclosures }, reception, { undone })
  const together = { ...reception, recordedAt: correction.recordedAt } // both came in one request
  const appended =
    replacement && (await appendEvent(tx, caller, replacement, together, { replaced: corrected }))
  if (standing) await assertNothingDepends(tx, corrected, standing)
  return { correction, replacement: appended }
}

/** A corrective event tells the same thing rightly: what, by whom and when it was stay as they were. */
function assertReplacement(
  event: EventOf<'correction'>,
  corrected: TraceEvent,
  replacement: TraceEvent | undefined,
): void {
  if (event.corrects?.replacedBy !== replacement?.id)
    throw new DomainError('INVALID_REQUEST', 'replacedBy is the id of the corrective event sent along')
  if (!replacement) return
  for (const key of ['type', 'organizationId', 'occurredAt'] as const)
    if (replacement[key] !== corrected[key])
      throw new DomainError('INVALID_REQUEST', `the corrective event keeps ${key}: ${corrected[key]}`)
}

async function readCorrected(tx: EntityManager, event: EventOf<'correction'>): Promise<TraceEvent> {
  const stored = event.corrects && (await findEntry(tx, event.corrects.eventId))
  const corrected = stored && openEvent(stored.entry).event
  if (!corrected || corrected.organizationId !== event.organizationId)
    throw new DomainError('NOT_FOUND', 'no such event of the organization')
  return corrected
}

async function assertCorrectable(
  tx: EntityManager,
  event: EventOf<'correction'>,
  corrected: TraceEvent,
): Promise<void> {
  if (corrected.type === 'correction')
    throw new DomainError('IMMUTABLE', 'a correction is not corrected: record the event again')
  const batches = (each: TraceEvent) => [...new Set(each.batches.map(({ batchId }) => batchId))].sort().join()
  if (batches(event) !== batches(corrected))
    throw new DomainError('INVALID_REQUEST', 'a correction is about the batches of the corrected event')
  const [first] = corrected.batches
  const before: unknown[] = await tx.query('SELECT FROM event_batch WHERE batch_id = $1 AND corrects = $2', [
    first?.batchId,
    corrected.id,
  ])
  if (before.length > 0) throw new DomainError('IMMUTABLE', 'the event is corrected already')
}

/** What leaving the event out gives back to each of its batches. */
export async function undo(tx: EntityManager, corrected: TraceEvent): Promise<Map<Id, Undone>> {
  const locked = await readLocked(tx, [...new Set(corrected.batches.map(({ batchId }) => batchId))])
  const undone = new Map<Id, Undone>()
  for (const [id, { state }] of locked) {
    const effect = corrected.batches
      .filter(({ batchId }) => batchId === id)
      .reduce((sum, item) => sum + effectOf(item, corrected.organizationId, state.organizationId), 0n)
    const status = changesStatus(corrected.type) ? await statusWithout(tx, id, corrected.id) : undefined
    undone.set(id, { amount: -effect, status })
  }
  return undone
}

async function statusWithout(tx: EntityManager, batchId: Id, eventId: Id): Promise<BatchStatus> {
  const rows: { type: TraceEvent['type'] }[] = await tx.query(
    `SELECT link.type FROM event_batch link
     WHERE link.batch_id = $1 AND link.type = ANY($3) AND link.event_id <> $2 AND ${uncorrected('link')}
     ORDER BY link.sequence`,
    [batchId, eventId, eventTypes.filter(changesStatus)],
  )
  return rows.reduce<BatchStatus>((status, { type }) => statusAfter(status, type), 'active')
}

/** Throws when what was recorded later would no longer hold: stock, time, labels, intervals, expiry, permits, or a receiver's word. */
async function assertNothingDepends(
  tx: EntityManager,
  corrected: TraceEvent,
  standing: BeforeCorrection,
): Promise<void> {
  const violations: Violation[] = await brokenByCorrection(tx, corrected, standing)
  for (const [batchId, { state }] of await readLocked(tx, idsOf(corrected))) {
    const { lot, kind, balance, madeAt } = state
    const code = kind === 'input' ? 'INPUT_OVERDRAWN' : 'BATCH_OVERDRAWN'
    if (balance < 0n)
      violations.push({ code, batchId, message: `more was taken from lot ${lot} than would have come in` })
    const takenAt = await firstTaken(tx, batchId)
    if (takenAt !== undefined && (madeAt === undefined || madeAt > takenAt))
      violations.push({
        code: 'USED_BEFORE_MADE',
        batchId,
        message: `lot ${lot} was used before it would have been there`,
      })
    const { labels, unitsPacked } = await readLabelling(tx, batchId)
    if (labels > unitsPacked || labels < 0)
      violations.push({
        code: 'LABEL_OVER_ISSUE',
        batchId,
        message: `lot ${lot}: ${labels} labels for ${unitsPacked} packages`,
      })
  }
  if (corrected.type === 'receipt') violations.push(...(await takenBack(tx, corrected)))
  if (corrected.type === 'dispatch' && (await hasReceipt(tx, corrected)))
    violations.push({
      code: 'IMMUTABLE',
      message: 'the receiver has answered this dispatch: it corrects its receipt first',
    })
  assertNone(violations)
}

/** BATCH_OVERDRAWN: without the corrected receipt its organization has less than it has gone on with. */
async function takenBack(tx: EntityManager, corrected: TraceEvent): Promise<Violation[]> {
  const locked = await readLocked(tx, idsOf(corrected))
  const received = await readReceived(tx, corrected.organizationId, idsOf(corrected))
  return [...received].flatMap(([id, { left }]) =>
    left < 0n ? [goneOnWith(id, locked.get(id)?.state.lot ?? '')] : [],
  )
}

const idsOf = (event: TraceEvent): Id[] => [...new Set(event.batches.map(({ batchId }) => batchId))]

async function hasReceipt(tx: EntityManager, dispatch: TraceEvent): Promise<boolean> {
  const rows: { event_id: Id }[] = await tx.query(
    `SELECT link.event_id FROM event_batch link
     WHERE link.batch_id = ANY($1) AND link.type = 'receipt' AND ${uncorrected('link')}`,
    [idsOf(dispatch)],
  )
  const receipts = await findEntries(
    tx,
    rows.map((row) => row.event_id),
  )
  return receipts.some(({ entry }) => {
    const { event } = openEvent(entry)
    return event.type === 'receipt' && event.details.dispatchId === dispatch.id
  })
}

async function firstTaken(tx: EntityManager, batchId: Id): Promise<number | undefined> {
  const rows: { at: Date }[] = await tx.query(
    `SELECT link.at FROM event_batch link WHERE link.batch_id = $1 AND link.role = 'in' AND ${uncorrected('link')}
     ORDER BY link.at LIMIT 1`,
    [batchId],
  )
  return rows[0]?.at.getTime()
}
