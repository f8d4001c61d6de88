import type { Day, Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import type { Caller } from '../../accounts/caller.ts'
import { enterTenant, scopeOfCaller } from '../../db/with-tenant.ts'
import { findKept } from '../../files/file-store.ts'
import { filesOfEvent } from '../../files/shown-files.ts'
import { listVersions, type StoredVersion, versionOn } from '../../subjects/subject-store.ts'
import type { EventRecord } from '../reading/event-records.ts'

type Kept = ReadonlyMap<string, { bytes: number; mime: string }>

/** Master data and files that events name, read once. */
export interface MasterData {
  /** The version of today of each that is known. */
  readonly present: ReadonlyMap<Id, StoredVersion>
  readonly on: (id: Id, day: Day) => StoredVersion | undefined
  /** The files of an organization that events name. */
  readonly kept: (organizationId: Id) => Kept
  readonly load: (ids: Iterable<Id>) => Promise<void>
  readonly loadFiles: (records: readonly EventRecord[]) => Promise<void>
  /** After a version was added. */
  readonly forget: (id: Id) => void
}

export async function openMasterData(tx: EntityManager, caller: Caller): Promise<MasterData> {
  const [row]: { today: Day }[] = await tx.query(
    `SELECT (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date::text AS today`,
  )
  const today = row?.today ?? ''
  const versions = new Map<Id, StoredVersion[]>()
  const present = new Map<Id, StoredVersion>()
  const files = new Map<Id, Map<string, { bytes: number; mime: string }>>()
  const on = (id: Id, day: Day) => versionOn(versions.get(id) ?? [], day)
  return {
    present,
    on,
    kept: (organizationId) => files.get(organizationId) ?? new Map(),
    async load(asked) {
      const unknown: Id[] = []
      for (const id of asked) if (!versions.has(id)) unknown.push(id)
      if (unknown.length === 0) return
      for (const id of unknown) versions.set(id, [])
      for (const version of await listVersions(tx, unknown)) versions.get(version.id)?.push(version)
      for (const id of unknown) {
        const version = on(id, today)
        if (version) present.set(id, version)
      }
    },
    async loadFiles(records) {
      for (const [organizationId, hashes] of filesNamed(records)) {
        const known = files.get(organizationId) ?? new Map()
        files.set(organizationId, known)
        const unknown = [...hashes].filter((hash) => !known.has(hash))
        if (unknown.length === 0) continue
        await enterTenant(tx, scopeOfCaller(caller, organizationId))
        for (const [hash, file] of await findKept(tx, organizationId, unknown)) known.set(hash, file)
      }
    },
    forget(id) {
      versions.delete(id)
      present.delete(id)
    },
  }
}

/** Hashes of the files that events name, by organization. */
function filesNamed(records: readonly EventRecord[]): Map<Id, Set<string>> {
  const named = new Map<Id, Set<string>>()
  for (const { request } of records) {
    const hashes = filesOfEvent(request.event)
    if (hashes.length === 0) continue
    const { organizationId } = request.event
    named.set(organizationId, new Set([...(named.get(organizationId) ?? []), ...hashes]))
  }
  return named
}
