import type { Id } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import { shareReads } from '../db/share-reads.ts'
import { stampsOfCodes } from '../scans/code-state.ts'

/** What a kept page depends on: the batches of its backward closure, the organizations whose words it uses, and the scans of its code. */
export interface Dependencies {
  readonly batchIds: readonly Id[]
  readonly organizationIds: readonly Id[]
  /** The code of a package, as its scans are kept. */
  readonly codes?: readonly string[]
}

/** How far each batch's history and each organization's master data have come, and what is said of a code's scans. */
export type Stamps = ReadonlyMap<string, string>

/** The stamps of all of these, in one round trip. */
export async function readStamps(
  tx: EntityManager,
  { batchIds, organizationIds, codes = [] }: Dependencies,
): Promise<Stamps> {
  const rows: { id: string; stamp: string }[] = await tx.query(
    `SELECT b.id::text, head.sequence::text AS stamp FROM batch b CROSS JOIN LATERAL (
       SELECT sequence FROM event_batch WHERE batch_id = b.id ORDER BY sequence DESC LIMIT 1) head WHERE b.id = ANY($1)
     UNION ALL
     SELECT organization_id::text, count(*)::text FROM subject_entry WHERE organization_id = ANY($2) GROUP BY organization_id
     UNION ALL
     ${stampsOfCodes('$3')}`,
    [batchIds, organizationIds, codes],
  )
  // what has no row has a stamp too: its first row changes it
  const none = [...batchIds, ...organizationIds, ...codes].map((id) => [id, ''] as const)
  return new Map([...none, ...rows.map(({ id, stamp }) => [id, stamp] as const)])
}

/** Reads stamps in a query that begins later than the call; calls that wait at the same moment share one query. */
export type StampsAfterNow = (dependencies: Dependencies) => Promise<Stamps>

export const shareStamps = (db: DataSource): StampsAfterNow =>
  shareReads((asked) => {
    const batchIds = [...new Set([...asked].flatMap((each) => each.batchIds))]
    const organizationIds = [...new Set([...asked].flatMap((each) => each.organizationIds))]
    const codes = [...new Set([...asked].flatMap((each) => each.codes ?? []))]
    return readStamps(db.manager, { batchIds, organizationIds, codes })
  })

/** Whether nothing has changed since these stamps were read. */
export function isUnchanged(before: Stamps, now: Stamps): boolean {
  for (const [id, stamp] of before) if (now.get(id) !== stamp) return false
  return true
}
