import type { Day, Id, PrivateField } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'

const PrivateRow = z.object({
  entryId: z.string(),
  field: z.string(),
  digest: z.string(),
  disclosure: z.string(),
})
export type PrivateRow = z.infer<typeof PrivateRow>

/** The private fields that are kept of an organization's entries; inside the tenant, or of an inspector's area. */
export async function listPrivate(
  tx: EntityManager,
  organizationId: Id,
  entryIds: readonly Id[],
): Promise<PrivateRow[]> {
  if (entryIds.length === 0) return []
  const rows: unknown = await tx.query(
    `SELECT event_id AS "entryId", field, digest, disclosure FROM disclosure
     WHERE event_id = ANY($1) AND organization_id = $2`,
    [entryIds, organizationId],
  )
  return z.array(PrivateRow).parse(rows)
}

/** Deletes these fields of these entries, where they are the tenant's. @returns how many there were */
export async function erasePrivate(
  tx: EntityManager,
  entryIds: readonly Id[],
  fields: readonly PrivateField[],
): Promise<number> {
  const rows: { erased: number }[] = await tx.query('SELECT erase_disclosures($1, $2) AS erased', [
    entryIds,
    fields,
  ])
  return rows[0]?.erased ?? 0
}

const VersionRow = z.object({
  entryId: z.string(),
  sequence: z.int(),
  validFrom: z.string().nullable(),
  recordedAt: z.date(),
  data: z.record(z.string(), z.unknown()),
})
export type VersionRow = z.infer<typeof VersionRow>

const versionColumns = `event_id AS "entryId", sequence, valid_from::text AS "validFrom", recorded_at AS "recordedAt", data`

/** Every version of an organization's member, oldest first; none when it has no such member. */
export async function listMemberVersions(
  tx: EntityManager,
  organizationId: Id,
  memberId: Id,
): Promise<VersionRow[]> {
  const rows: unknown = await tx.query(
    `SELECT ${versionColumns} FROM subject_entry
     WHERE subject_id = $1 AND kind = 'member' AND organization_id = $2 ORDER BY sequence`,
    [memberId, organizationId],
  )
  return z.array(VersionRow).parse(rows)
}

/** Every word that a member gave or took back about being shown, oldest first. */
export async function listConsents(
  tx: EntityManager,
  organizationId: Id,
  memberId: Id,
): Promise<VersionRow[]> {
  const rows: unknown = await tx.query(
    `SELECT ${versionColumns} FROM subject_entry
     WHERE kind = 'consent' AND data->>'memberId' = $1 AND organization_id = $2 ORDER BY recorded_at, sequence`,
    [memberId, organizationId],
  )
  return z.array(VersionRow).parse(rows)
}

const EntryRow = z.object({ id: z.string(), organizationId: z.string(), entry: z.instanceof(Buffer) })

/**
 * The events in which a member acted, oldest first. Entries are canonical JSON: these bytes stand in no text that people wrote,
 * where quotes are escaped. It reads every entry of the organization, for what is asked for rarely.
 */
export async function listEventsOfActor(
  tx: EntityManager,
  organizationId: Id,
  memberId: Id,
): Promise<z.infer<typeof EntryRow>[]> {
  const rows: unknown = await tx.query(
    `SELECT id, organization_id AS "organizationId", entry FROM event
     WHERE organization_id = $1 AND position($2::bytea IN entry) > 0 ORDER BY recorded_at, id`,
    [organizationId, Buffer.from(`"actorId":"${memberId}"`)],
  )
  return z.array(EntryRow).parse(rows)
}

/** Whose entry it is, and its bytes. */
export async function findOwnedEntry(
  tx: EntityManager,
  id: Id,
): Promise<z.infer<typeof EntryRow> | undefined> {
  const rows: unknown = await tx.query(
    'SELECT id, organization_id AS "organizationId", entry FROM event WHERE id = $1',
    [id],
  )
  return z.array(EntryRow).parse(rows)[0]
}

/** The first day of a version's time, where it says one. */
export const sinceOf = ({ validFrom }: VersionRow): { validFrom?: Day } => (validFrom ? { validFrom } : {})
