import { type Id, type PrivateField, privateFields } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import * as z from 'zod'
import { withTenant } from '../db/with-tenant.ts'
import { eraseDecided } from '../devices/quarantine-store.ts'
import { fieldsOfActor } from '../privacy/member-data.ts'
import { erasePrivate } from '../privacy/private-store.ts'

const Erasure = z.object({
  organizationId: z.string(),
  entryIds: z.array(z.string()),
  /** Which of them are versions of members, and of whom. */
  versionIds: z.array(z.string()),
  memberIds: z.array(z.string()),
})

/**
 * Erases again whatever the log says was erased: a backup from before must not bring it back. As eraseMember does it: of a member's
 * versions every field, of other entries what speaks of who acted.
 *
 * @returns how many fields were there
 */
export async function eraseAgain(db: DataSource): Promise<number> {
  const rows: unknown = await db.query(
    `SELECT erasure.organization_id AS "organizationId", erasure.data->'entryIds' AS "entryIds",
       coalesce(array_agg(member.event_id) FILTER (WHERE member.event_id IS NOT NULL), '{}') AS "versionIds",
       coalesce(array_agg(DISTINCT member.subject_id) FILTER (WHERE member.event_id IS NOT NULL), '{}') AS "memberIds"
     FROM subject_entry erasure CROSS JOIN jsonb_array_elements_text(erasure.data->'entryIds') AS entry(id)
       LEFT JOIN subject_entry member ON member.kind = 'member' AND member.event_id = entry.id::uuid
     WHERE erasure.kind = 'erasure' GROUP BY erasure.subject_id, erasure.sequence`,
  )
  let erased = 0
  for (const erasure of z.array(Erasure).parse(rows)) erased += await eraseOne(db, erasure)
  return erased
}

function eraseOne(
  db: DataSource,
  { organizationId, entryIds, versionIds, memberIds }: z.infer<typeof Erasure>,
): Promise<number> {
  const others = entryIds.filter((id: Id) => !versionIds.includes(id))
  return withTenant(db, { organizationId }, async (tx) => {
    let erased = await erasePrivate(tx, versionIds, Object.keys(privateFields) as PrivateField[])
    erased += await erasePrivate(tx, others, fieldsOfActor)
    for (const memberId of memberIds) erased += await eraseDecided(tx, organizationId, memberId)
    return erased
  })
}
