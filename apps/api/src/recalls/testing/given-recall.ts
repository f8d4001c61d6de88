import { type Id, newId } from '@nguon/domain'
import { kg } from '@nguon/domain/testing'
import type { DataSource } from 'typeorm'
import type { Caller } from '../../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../../db/with-tenant.ts'
import type { GivenOrganization } from '../../testing/given.ts'
import { givenLot } from '../../testing/given.ts'
import { proposeRecall, type RecallRequest } from '../propose-recall.ts'

type Given = RecallRequest & { readonly batchIds: readonly Id[] }

/** What a form sends. */
export const recallOf = (batchIds: readonly Id[], more: Partial<RecallRequest> = {}): Given => ({
  id: newId(),
  reason: 'dư lượng thuốc vượt mức',
  ...more,
  batchIds: more.batchIds ?? batchIds,
})

/** A recall of new lots of the organization that somebody proposed and nobody decided. */
export async function givenProposal(
  db: DataSource,
  by: Caller,
  org: GivenOrganization,
  lots = 1,
): Promise<Given> {
  const batchIds: Id[] = []
  for (let count = 0; count < lots; count += 1) batchIds.push(await givenLot(db, org, kg('10')))
  const request = recallOf(batchIds)
  await proposeRecall(db, by, request, new Date())
  return request
}

/** How many recall events each of these batches has, in their order. */
export async function recallsOf(db: DataSource, batchIds: readonly Id[]): Promise<number[]> {
  const rows: { id: Id; count: number }[] = await db.query(
    `SELECT batch_id AS id, count(*)::int AS count FROM event_batch WHERE batch_id = ANY($1) AND type = 'recall' GROUP BY 1`,
    [batchIds],
  )
  return batchIds.map((id) => rows.find((row) => row.id === id)?.count ?? 0)
}

/** What the audit of the caller's organization says about the recall (or with these words), oldest first. */
export async function notesOf(
  db: DataSource,
  caller: Caller,
  about: string,
): Promise<{ action: string; fromOutside: boolean }[]> {
  return withTenant(db, scopeOfCaller(caller), (tx) =>
    tx.query('SELECT action, from_outside AS "fromOutside" FROM audit WHERE about = $1 ORDER BY at, id', [
      about,
    ]),
  )
}
