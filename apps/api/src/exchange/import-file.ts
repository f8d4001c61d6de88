import { DomainError, type Id, type Instant, type Violation } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import { assertMayCall, type Caller } from '../accounts/caller.ts'
import { enterTenant, scopeOfCaller } from '../db/with-tenant.ts'
import { appendRequest } from '../events/record-event.ts'
import { insertFile } from '../files/file-store.ts'
import { appendVersion } from '../subjects/record-version.ts'
import { pathInFile } from './event-paths.ts'
import { insertNames, insertScans, lockImports } from './exchange-store.ts'
import { findKnown } from './known-records.ts'
import { assertNoMistakes, type Mistakes, mistake } from './mistakes.ts'
import { type FileRecords, readFile, toRecords } from './read-file.ts'
import type { EventRecord } from './reading/event-records.ts'
import type { VersionRecord } from './reading/version-records.ts'

/** How much a file added. */
export interface ImportCounts {
  readonly versions: number
  /** Corrective events too. */
  readonly events: number
  readonly scans: number
  /** Versions and events that were there already. */
  readonly unchanged: number
}

/**
 * Reads a file of the exchange format into the database, whole or not at all. Every rule holds as if each event had come at the
 * time the file says it was recorded; the time of the import is kept beside it. The same file again changes nothing.
 *
 * @throws {DomainError} `NOT_ALLOWED` unless the caller is the operator; `INVALID_REQUEST` with a violation and its path for
 *   everything that is wrong: with the form, then with the references, then what the rules refuse
 */
export async function importFile(
  db: DataSource,
  caller: Caller,
  text: string,
  { importedAt }: { importedAt: Instant },
): Promise<ImportCounts> {
  assertMayCall(caller, ['operator'])
  const records = toRecords(readFile(text), importedAt)
  return db.transaction((tx) => importRecords(tx, caller, records, importedAt))
}

async function importRecords(
  tx: EntityManager,
  caller: Caller,
  records: FileRecords,
  importedAt: Instant,
): Promise<ImportCounts> {
  await lockImports(tx)
  const known = await findKnown(tx, records)
  assertNoMistakes([...known.violations])
  for (const { uploadedAt, ...row } of records.files) {
    await enterTenant(tx, scopeOfCaller(caller, row.organizationId))
    await insertFile(tx, { ...row, uploadedAt: new Date(uploadedAt) })
  }
  const writing: Writing = { tx, caller, importedAt, known: known.ids, mistakes: [], refused: new Set() }
  for (const record of inTurn(records)) {
    if ('isLater' in record) await writeVersion(writing, record)
    else await writeEvent(writing, record)
  }
  assertNoMistakes(writing.mistakes)
  await insertNames(tx, records.references)
  const scans = await insertScans(tx, records.scans)
  const added = (ids: readonly Id[]) => ids.filter((id) => !known.ids.has(id)).length
  const versions = added(records.versions.map(({ request }) => request.version.id))
  const events = added(records.events.flatMap(idsOf))
  return { versions, events, scans, unchanged: known.ids.size }
}

/** First versions, then the events; a later version comes before the first event that was recorded after it. */
function inTurn({ versions, events }: FileRecords): (VersionRecord | EventRecord)[] {
  const later = versions
    .filter(({ isLater }) => isLater)
    .sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1))
  const turns = events.flatMap((event) => {
    const due = later.findIndex(({ recordedAt }) => recordedAt > event.recordedAt)
    return [...later.splice(0, due === -1 ? later.length : due), event]
  })
  return [...versions.filter(({ isLater }) => !isLater), ...turns, ...later]
}

const idsOf = ({ request: { event, replacement } }: EventRecord): Id[] =>
  replacement ? [event.id, replacement.event.id] : [event.id]

interface Writing {
  readonly tx: EntityManager
  readonly caller: Caller
  readonly importedAt: Instant
  readonly known: ReadonlySet<Id>
  readonly mistakes: Mistakes
  /** Ids of what was refused: what names them cannot be judged any more. */
  readonly refused: Set<Id>
}

async function writeVersion(writing: Writing, { request, recordedAt, path }: VersionRecord): Promise<void> {
  const { caller, importedAt, known } = writing
  const { id, subject, organizationId } = request.version
  if (known.has(id) || isHopeless(writing, request)) return
  const refusal = await refusalOf(writing, organizationId, (inner) =>
    appendVersion(inner, caller, request, { recordedAt, importedAt }),
  )
  if (!refusal) return
  writing.refused.add(subject.id)
  const field = (violation: Violation) => violation.path?.replace(/^version\.data\b/, path) ?? path
  for (const each of refusal.violations) writing.mistakes.push({ ...each, path: field(each) })
}

async function writeEvent(
  writing: Writing,
  { request, recordedAt, path, reference }: EventRecord,
): Promise<void> {
  const { caller, importedAt, known } = writing
  if (known.has(request.event.id)) return
  if (isHopeless(writing, request)) return giveUp(writing, request)
  const refusal = await refusalOf(writing, request.event.organizationId, (inner) =>
    appendRequest(inner, caller, request, { recordedAt, importedAt }),
  )
  if (!refusal) return
  giveUp(writing, request)
  for (const each of refusal.violations) {
    const at = pathInFile(path, each.path?.split('.').slice(1) ?? [])
    writing.mistakes.push({ ...each, ...mistake(at, `${reference}: ${each.message}`, each.code) })
  }
}

function giveUp({ refused }: Writing, { event, replacement }: EventRecord['request']): void {
  for (const { id, batches } of replacement ? [event, replacement.event] : [event]) {
    refused.add(id)
    for (const { batchId } of batches) refused.add(batchId)
  }
}

function isHopeless({ refused }: Writing, request: object): boolean {
  if (refused.size === 0) return false
  const text = JSON.stringify(request)
  return [...refused].some((id) => text.includes(id))
}

/** What refuses the write for this organization; then nothing of it stays. @returns undefined when it is done */
async function refusalOf(
  { tx, caller }: Writing,
  organizationId: Id,
  write: (inner: EntityManager) => Promise<unknown>,
): Promise<DomainError | undefined> {
  try {
    // inside the import's own: a savepoint, which takes back the setting as well
    await tx.transaction(async (inner) => {
      await enterTenant(inner, scopeOfCaller(caller, organizationId))
      return write(inner)
    })
    return undefined
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
}
