import type { Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { isScannedWidely } from './scanned-widely.ts'

/** What a kept page depends on: the batches of its backward closure, the organizations whose words it uses, and the scans of its code. */
export interface Dependencies {
  readonly batchIds: readonly Id[]
  readonly organizationIds: readonly Id[]
  /** The code of a package, as its scans are kept. */
  readonly codes?: readonly string[]
}

/** How far each batch's history and each organization's master data have come, and whether a code was scanned suspiciously often. */
export type Stamps = ReadonlyMap<string, string>

/** The stamps of all of these, in one round trip. */
export async function readStamps(
  tx: EntityManager,
  { batchIds, organizationIds, codes = [] }: Dependencies,
): Promise<Stamps> {
  const rows: { id: string; stamp: string }[] = await tx.query(
    `SELECT id::text, (SELECT sequence FROM event_batch WHERE batch_id = id ORDER BY sequence DESC LIMIT 1)::text AS stamp
     FROM unnest($1::uuid[]) id
     UNION ALL
     SELECT id::text, (SELECT count(*) FROM subject_entry WHERE organization_id = id)::text FROM unnest($2::uuid[]) id
     UNION ALL
     SELECT seen.code, ${isScannedWidely('seen.code')}::text FROM unnest($3::text[]) seen(code)`,
    [batchIds, organizationIds, codes],
  )
  return new Map(rows.map(({ id, stamp }) => [id, stamp]))
}
