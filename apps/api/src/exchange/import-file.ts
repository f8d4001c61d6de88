import { setImmediate } from 'node:timers/promises'
import { DomainError, type Id, type Instant, type Violation } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import { assertMayCall, type Caller } from '../accounts/caller.ts'
import { enterTenant, scopeOfCaller } from '../db/with-tenant.ts'
import { appendRequest } from '../events/record-event.ts'
import { insertFile } from '../files/file-store.ts'
import { scoreImported } from '../scans/score-imported.ts'
import { appendVersion } from '../subjects/record-version.ts'
import { type ManyEvents, openManyEvents } from './bulk/append-many.ts'
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
  options: ImportOptions,
): Promise<ImportCounts> {
  assertMayCall(caller, ['operator'])
  return importRecords(db, caller, toRecords(readFile(text), options.importedAt), options)
}

interface ImportOptions {
  readonly importedAt: Instant
  /** Told how many of the file's records are judged, after every one. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined
  /** Appends every event on its own, as a recording does: what the faster way has to agree with. */
  readonly oneByOne?: boolean | undefined
}

/** The same of a file that is read already. */
export function importRecords(
  db: DataSource,
  caller: Caller,
  records: FileRecords,
  options: ImportOptions,
): Promise<ImportCounts> {
  assertMayCall(caller, ['operator'])
  return db.transaction((tx) => writeRecords(tx, caller, records, options))
}

async function writeRecords(
  tx: EntityManager,
  caller: Caller,
  records: FileRecords,
  options: ImportOptions,
): Promise<ImportCounts> {
  const { importedAt } = options
  await lockImports(tx)
  const known = await findKnown(tx, records)
  assertNoMistakes([...known.violations])
  for (const { uploadedAt, ...row } of records.files) {
    await enterTenant(tx, scopeOfCaller(caller, row.organizationId))
    await insertFile(tx, { ...row, uploadedAt: new Date(uploadedAt) })
  }
  const writing: Writing = { tx, caller, importedAt, known: known.ids, mistakes: [], refused: new Set() }
  await writeAll(writing, records, options)
  assertNoMistakes(writing.mistakes)
  const scans = await insertScans(tx, records.scans)
  await scoreImported(tx, scans, new Date(importedAt))
  const added = (ids: readonly Id[]) => ids.filter((id) => !known.ids.has(id)).length
  const versions = added(records.versions.map(({ request }) => request.version.id))
  const events = added(records.events.flatMap(idsOf))
  return { versions, events, scans: scans.length, unchanged: known.ids.size }
}

async function writeAll(writing: Writing, records: FileRecords, options: ImportOptions): Promise<void> {
  const { tx, caller, importedAt, known } = writing
  const turns = inTurn(records)
  const isFresh = ({ request }: EventRecord) => !known.has(request.event.id)
  const reserved = new Set(records.versions.map(({ request }) => request.version.id))
  const many = options.oneByOne
    ? undefined
    : await openManyEvents(tx, caller, importedAt, records.events.filter(isFresh), reserved)
  const names = [...records.references]
  let naming: Promise<void> = Promise.resolve()
  let prepared = 0
  for (const [index, record] of turns.entries()) {
    if (isEvent(record)) {
      if (index >= prepared) {
        const next = eventsFrom(turns, index)
        await many?.prepare(next.filter(isFresh))
        prepared = index + next.length
        await naming
        naming = insertNames(tx, names.splice(0, namesAhead)) // the database has time for them while events are judged
        naming.catch(() => undefined) // whoever waits for it next is told
      }
      await writeEvent(writing, many, record)
    } else {
      await many?.settle()
      await writeVersion(writing, record)
      many?.forgetSubject(record.request.version.subject.id)
    }
    options.onProgress?.(index + 1, turns.length)
    if (index % turnsAtOnce === 0) await setImmediate() // lets the connection send the next rows while events are judged
  }
  await many?.settle()
  await naming
  await insertNames(tx, names)
}

const turnsAtOnce = 64

/** So many events are looked up in the database at once. */
const eventsAhead = 5_000
const namesAhead = 10_000

/** The events from this turn on, up to the next version. */
function eventsFrom(turns: readonly (VersionRecord | EventRecord)[], index: number): EventRecord[] {
  const next = turns.slice(index, index + eventsAhead)
  const end = next.findIndex((record) => !isEvent(record))
  return (end === -1 ? next : next.slice(0, end)).filter(isEvent)
}

const isEvent = (record: VersionRecord | EventRecord): record is EventRecord => !('isLater' in record)

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
  many: ManyEvents | undefined,
  record: EventRecord,
): Promise<void> {
  const { request } = record
  if (writing.known.has(request.event.id)) return
  if (isHopeless(writing, request)) return giveUp(writing, request)
  if (await many?.take(record)) return
  await many?.settle()
  await appendAlone(writing, record)
  many?.forget(record)
}

async function appendAlone(
  writing: Writing,
  { request, recordedAt, path, reference }: EventRecord,
): Promise<void> {
  const { caller, importedAt } = writing
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
  const ids = JSON.stringify(request).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []
  return ids.some((id) => refused.has(id))
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
