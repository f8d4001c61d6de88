import {
  type Day,
  type Id,
  type Instant,
  type PrivateField,
  type PrivateFields,
  privateFields,
  type SubjectKind,
} from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import type { FileRow } from '../../db/tables.ts'
import { enterTenant } from '../../db/with-tenant.ts'
import { openAll } from '../../events/disclosures.ts'
import { openEvent, type StoredEvent } from '../../events/entry.ts'
import {
  listDisclosures,
  listEntries,
  listFiles,
  listNames,
  listRecorders,
  listScans,
} from '../exchange-store.ts'
import { createNames, type Names } from '../names.ts'

/** A version of master data as it was recorded, with its private part. */
export interface RecordedVersion {
  readonly id: Id
  readonly organizationId: Id
  readonly subject: { readonly kind: SubjectKind; readonly id: Id; readonly sequence: number }
  readonly validFrom?: Day
  readonly capturedAt: Instant
  readonly recordedAt: Instant
  readonly importedAt?: Instant
  readonly data: Record<string, unknown>
  readonly privately: PrivateFields
}

/** An event as it was recorded, with its private part. */
export interface RecordedEvent extends StoredEvent {
  readonly privately: PrivateFields
}

/** Everything that was recorded. */
export interface History {
  /** The versions of each subject, oldest first. */
  readonly subjects: ReadonlyMap<Id, readonly RecordedVersion[]>
  readonly events: readonly RecordedEvent[]
  readonly names: Names
  readonly files: readonly FileRow[]
  readonly scans: Awaited<ReturnType<typeof listScans>>
}

const VersionEntry = z.looseObject({
  subject: z.looseObject({ kind: z.string(), id: z.string(), sequence: z.int() }),
})

/** Reads everything: all of it is held in memory, so this is for an operator's command. */
export async function readHistory(tx: EntityManager): Promise<History> {
  const entries = await listEntries(tx)
  const { disclosures, files } = await readOwn(tx)
  const privately = (id: Id) => inOrder(openAll(disclosures.get(id) ?? []))
  const isVersion = ({ type }: { type: string }) => type.endsWith('_version')
  const isTold = ({ type }: { type: string }) => type !== 'device_key_version' && type !== 'erasure_version'
  const versions = entries
    .filter((row) => isVersion(row) && isTold(row))
    .map(({ id, entry }) => {
      const parsed = VersionEntry.parse(JSON.parse(entry.toString()))
      return { ...parsed, privately: privately(id) } as unknown as RecordedVersion
    })
  const events = entries
    .filter((row) => !isVersion(row))
    .map(({ id, entry }) => ({ ...openEvent(entry), privately: privately(id) }))
  const names = createNames()
  for (const name of await listNames(tx)) names.declare(name)
  return {
    subjects: bySubject(versions),
    events,
    names,
    files,
    scans: await listScans(tx),
  }
}

/** What row level security guards is read from one organization to the next. */
async function readOwn(tx: EntityManager): Promise<{ disclosures: Map<Id, string[]>; files: FileRow[] }> {
  const disclosures: [Id, string[]][] = []
  const files: FileRow[] = []
  for (const organizationId of await listRecorders(tx)) {
    await enterTenant(tx, { organizationId, isOperator: true })
    disclosures.push(...(await listDisclosures(tx, organizationId)))
    files.push(...(await listFiles(tx, organizationId)))
  }
  const key = ({ sha256, organizationId }: FileRow) => sha256 + organizationId
  return { disclosures: new Map(disclosures), files: files.sort((a, b) => (key(a) < key(b) ? -1 : 1)) }
}

function bySubject(versions: readonly RecordedVersion[]): Map<Id, RecordedVersion[]> {
  const subjects = new Map<Id, RecordedVersion[]>()
  const oldestFirst = [...versions].sort((a, b) => a.subject.sequence - b.subject.sequence)
  for (const version of oldestFirst)
    subjects.set(version.subject.id, [...(subjects.get(version.subject.id) ?? []), version])
  return subjects
}

/** Private fields in the order of the model, whatever the order in which they were disclosed. */
function inOrder(fields: PrivateFields): PrivateFields {
  const keys = (Object.keys(privateFields) as PrivateField[]).filter((key) => fields[key] !== undefined)
  return Object.fromEntries(keys.map((key) => [key, fields[key]]))
}
