import { dayOf, type Id, type Instant, type SubjectKind, type TraceEvent, type Version } from '@nguon/domain'
import { LogError } from '@nguon/transparency'
import type { DataSource, EntityManager } from 'typeorm'
import * as z from 'zod'
import { readLocked } from '../../batches/batch-store.ts'
import { withTenant } from '../../db/with-tenant.ts'
import { claimNumber, settleEntries } from '../../devices/device-entry-store.ts'
import { markRevoked } from '../../devices/device-store.ts'
import { undo } from '../../events/append-correction.ts'
import { writeEvent } from '../../events/append-event.ts'
import { openEvent, type StoredEvent } from '../../events/entry.ts'
import { findEntry } from '../../events/event-store.ts'
import { lockBatches } from '../../events/lock-batches.ts'
import { idsNamed, type References, referencesAmong } from '../../events/references.ts'
import { filesOfEvent } from '../../files/shown-files.ts'
import { writeVersion } from '../../subjects/record-version.ts'
import { findSubjectHead, lockSubject, readPresent } from '../../subjects/subject-store.ts'

const Body = z.looseObject({ id: z.string(), organizationId: z.string(), subject: z.unknown().optional() })

/**
 * Appends an entry that the log has and the database lost: by the steps that write a new one, but for the rules, which allowed it
 * when it was recorded. It must come out as the same bytes, or nothing of it is written. Its private fields and files are not in the log.
 *
 * @returns whether it was missing
 * @throws {LogError} `PROOF_INVALID` when the database holds another history before it
 */
export function appendEntry(db: DataSource, bytes: Buffer, leafHash: Uint8Array): Promise<boolean> {
  const { id, organizationId, subject } = Body.parse(JSON.parse(bytes.toString()))
  return withTenant(db, { organizationId, isOperator: true }, async (tx) => {
    const existing = await findEntry(tx, id)
    if (!existing) {
      if (subject === undefined) await appendStored(tx, openEvent(bytes))
      else await appendStoredVersion(tx, bytes)
    }
    const written = existing ?? (await findEntry(tx, id))
    if (!written?.leafHash.equals(leafHash)) throw differs(id, bytes, written?.entry ?? Buffer.from('{}'))
    return !existing
  })
}

async function appendStored(tx: EntityManager, stored: StoredEvent): Promise<void> {
  const { event, recordedAt, importedAt, marks } = stored
  const references = await readReferences(tx, event, importedAt ?? recordedAt)
  const read = () => readLocked(tx, [...new Set(event.batches.map(({ batchId }) => batchId))].sort())
  const { born, read: locked } = await lockBatches(tx, event, references, read)
  const corrected =
    event.type === 'correction' && event.corrects && (await findEntry(tx, event.corrects.eventId))
  const undone = corrected ? await undo(tx, openEvent(corrected.entry).event) : undefined
  const times = { recordedAt, ...(importedAt ? { importedAt } : {}) }
  await writeEvent(tx, {
    ...{ event, disclosures: [], times, marks, locked, born, references, undone, brokenLater: [] },
  })
  if (event.device) await claimAgain(tx, event, event.device, new Date(recordedAt))
}

/** The master data as it was when the event was recorded; its files count as there, for the log holds none. */
async function readReferences(tx: EntityManager, event: TraceEvent, at: Instant): Promise<References> {
  const found = await readPresent(tx, idsNamed(event), dayOf(at, '+07:00'))
  const kept = new Map(filesOfEvent(event).map((sha256) => [sha256, { bytes: 0, mime: '' }]))
  for (const { sha256, bytes, mime } of event.evidence) kept.set(sha256, { bytes, mime })
  return referencesAmong(event, found, kept)
}

/** The phone is told, when it next asks, that this one arrived. */
async function claimAgain(
  tx: EntityManager,
  { id: eventId, organizationId }: TraceEvent,
  { keyId: deviceId, sequence }: NonNullable<TraceEvent['device']>,
  at: Date,
): Promise<void> {
  await claimNumber(tx, { deviceId, organizationId, sequence, eventId }, 'recorded', at)
  await settleEntries(tx, deviceId, [eventId], at) // it may have waited in quarantine when the backup was made
}

const StoredVersion = z.looseObject({
  organizationId: z.string(),
  recordedAt: z.string(),
  importedAt: z.string().optional(),
  type: z.string(),
  subject: z.object({ kind: z.string(), id: z.string() }),
  data: z.looseObject({ revokedAt: z.string().optional() }),
})

async function appendStoredVersion(tx: EntityManager, bytes: Buffer): Promise<void> {
  const stored = StoredVersion.parse(JSON.parse(bytes.toString()))
  const { recordedAt, importedAt, type: _type, subject, ...rest } = stored
  const id: Id = subject.id
  const version = { ...rest, subject: { kind: subject.kind as SubjectKind, id } } as unknown as Version
  await lockSubject(tx, id)
  const head = await findSubjectHead(tx, id)
  const times = { recordedAt, ...(importedAt ? { importedAt } : {}) }
  await writeVersion(tx, { version, disclosures: [], head, times })
  const { revokedAt } = stored.data
  if (subject.kind === 'device_key' && revokedAt) await markRevoked(tx, id, undefined, new Date(revokedAt))
}

/** Says in which parts the entry of the database is another. */
function differs(id: Id, ofLog: Buffer, ofDatabase: Buffer): LogError {
  const [there, here]: Record<string, unknown>[] = [ofLog, ofDatabase].map((bytes) =>
    JSON.parse(bytes.toString()),
  )
  const keys = [...new Set([...Object.keys(there ?? {}), ...Object.keys(here ?? {})])].sort()
  const parts = keys.filter((key) => JSON.stringify(there?.[key]) !== JSON.stringify(here?.[key]))
  return new LogError(
    'PROOF_INVALID',
    `the entry ${id} would not become what the log has: ${parts.join(', ')} differ. Was something recorded after the restore? ` +
      'Put the backup back into another empty database and replay the mirror before the server starts.',
  )
}
