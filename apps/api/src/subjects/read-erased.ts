import type { Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'

/**
 * Which of these members and events lost private fields because a person asked for it, as the erasures of their organizations
 * say in the history.
 *
 * @param organizationIds whose they are
 */
export async function readErased(
  tx: EntityManager,
  organizationIds: readonly Id[],
  { memberIds, eventIds }: { readonly memberIds: readonly Id[]; readonly eventIds: readonly Id[] },
): Promise<ReadonlySet<Id>> {
  const rows: { id: Id }[] = await tx.query(
    `WITH erased AS MATERIALIZED (
       SELECT entry.id FROM subject_entry erasure, jsonb_array_elements_text(erasure.data->'entryIds') entry(id)
       WHERE erasure.kind = 'erasure' AND erasure.organization_id = ANY($1))
     SELECT id FROM erased WHERE id = ANY($3::text[])
     UNION
     SELECT subject_id::text FROM subject_entry WHERE kind = 'member' AND subject_id = ANY($2)
       AND event_id::text IN (SELECT id FROM erased)`,
    [organizationIds, memberIds, eventIds],
  )
  return new Set(rows.map(({ id }) => id))
}
