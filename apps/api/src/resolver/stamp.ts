import type { Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'

/** What a kept page depends on: the batches of its backward closure and the organizations whose words it uses. */
export interface Dependencies {
  readonly batchIds: readonly Id[]
  readonly organizationIds: readonly Id[]
}

/** How far each batch's history and each organization's master data have come. Only ever grows. */
export type Stamps = ReadonlyMap<Id, string>

/** The stamps of these batches and organizations, in one round trip. */
export async function readStamps(
  tx: EntityManager,
  { batchIds, organizationIds }: Dependencies,
): Promise<Stamps> {
  const rows: { id: Id; stamp: string }[] = await tx.query(
    `SELECT id, (SELECT sequence FROM event_batch WHERE batch_id = id ORDER BY sequence DESC LIMIT 1)::text AS stamp
     FROM unnest($1::uuid[]) id
     UNION ALL
     SELECT id, (SELECT count(*) FROM subject_entry WHERE organization_id = id)::text FROM unnest($2::uuid[]) id`,
    [batchIds, organizationIds],
  )
  return new Map(rows.map(({ id, stamp }) => [id, stamp]))
}
