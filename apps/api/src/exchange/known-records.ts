import type { Id, Violation } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { openEvent, sameRecord } from '../events/entry.ts'
import { findEntries } from '../events/event-store.ts'
import { findNames } from './exchange-store.ts'
import { mistake } from './mistakes.ts'
import type { Name } from './names.ts'
import type { FileRecords } from './read-file.ts'
import type { EventRecord } from './reading/event-records.ts'
import type { VersionRecord } from './reading/version-records.ts'

/** What of a file was recorded before. */
interface Known {
  readonly ids: ReadonlySet<Id>
  /** `ID_REUSED` for every id that stands for something else. */
  readonly violations: readonly Violation[]
}

/**
 * Looks up which records of a file are in the history already. Their public content must be the same; private fields are salted
 * anew whenever a file is read, so they are not compared.
 */
export async function findKnown(tx: EntityManager, records: FileRecords): Promise<Known> {
  const versions = records.versions.map((record) => ({ record, id: record.request.version.id }))
  const events = records.events.flatMap(partsOf)
  const byId = await readEntries(
    tx,
    [...versions, ...events].map(({ id }) => id),
  )
  const differs = [
    ...versions.filter(({ record, id }) => !isSameVersion(record, byId.get(id))),
    ...events.filter(({ event, id }) => !isSameEvent(event, byId.get(id))),
  ]
  const violations = differs.map(({ record, id }) =>
    mistake(record.path, `${id} stands for another record already`, 'ID_REUSED'),
  )
  return { ids: new Set(byId.keys()), violations: [...violations, ...(await renamed(tx, records))] }
}

const entriesAtOnce = 10_000

async function readEntries(tx: EntityManager, ids: readonly Id[]): Promise<Map<Id, Uint8Array>> {
  const byId = new Map<Id, Uint8Array>()
  for (let from = 0; from < ids.length; from += entriesAtOnce)
    for (const { id, entry } of await findEntries(tx, ids.slice(from, from + entriesAtOnce)))
      byId.set(id, entry)
  return byId
}

function partsOf(record: EventRecord) {
  const { event, replacement } = record.request
  const events = replacement ? [event, replacement.event] : [event]
  return events.map((each) => ({ record, event: each, id: each.id }))
}

function isSameEvent(event: EventRecord['request']['event'], entry: Uint8Array | undefined): boolean {
  return !entry || sameRecord(essence(openEvent(entry).event), essence(event))
}

function isSameVersion({ request, capturedNow }: VersionRecord, entry: Uint8Array | undefined): boolean {
  if (!entry) return true
  const stored = JSON.parse(Buffer.from(entry).toString())
  const { kind, id } = stored.subject
  const known = {
    ...stored,
    subject: { kind, id },
    type: undefined,
    recordedAt: undefined,
    importedAt: undefined,
  }
  const now = capturedNow ? { capturedAt: undefined } : {}
  return sameRecord(essence({ ...known, ...now }), essence({ ...request.version, ...now }))
}

/** What a record says in public: nothing is as good as an empty list or false, and batches have no order. */
function essence(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(essence)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
    .filter(([key, each]) => key !== '_sd' && !isNothing(each))
    .map(([key, each]) => [key, key === 'batches' ? sorted(each) : essence(each)])
  return Object.fromEntries(entries)
}

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0)

const sorted = (batches: { role: string; batchId: Id }[]): unknown[] =>
  [...batches].sort((a, b) => (a.role + a.batchId < b.role + b.batchId ? -1 : 1)).map(essence)

/** Names that stand for another id since an earlier import. */
async function renamed(tx: EntityManager, { references }: FileRecords): Promise<Violation[]> {
  const key = ({ kind, organizationId, reference }: Name) => `${kind} ${organizationId} ${reference}`
  const known = await findNames(
    tx,
    references.map(({ reference }) => reference),
  )
  const before = new Map(known.map((name) => [key(name), name.id]))
  return references
    .filter((name) => (before.get(key(name)) ?? name.id) !== name.id)
    .map(({ reference, kind }) =>
      mistake(reference, `names another ${kind} since an earlier import`, 'ID_REUSED'),
    )
}
