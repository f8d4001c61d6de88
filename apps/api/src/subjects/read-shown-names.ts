import type { Day, Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { openAll } from '../events/disclosures.ts'
import type { StoredVersion } from './subject-store.ts'

/**
 * The names of those of these members who agree today that theirs is shown, in one round trip. Their last word counts, also for
 * what happened before it; a name that was erased is not there. Needs no tenant: row level security lets these names pass, and
 * nothing else of a member.
 *
 * @returns the person's name in a version of the member; undefined: show the pseudonym
 */
export async function readShownNames(
  tx: EntityManager,
  memberIds: readonly Id[],
  today: Day,
): Promise<(version: StoredVersion) => string | undefined> {
  const names = new Map<string, string>()
  if (memberIds.length === 0) return () => undefined
  const rows: { id: Id; sequence: number; disclosures: string[] }[] = await tx.query(
    `SELECT member.subject_id AS id, member.sequence, array_agg(private.disclosure) AS disclosures
     FROM subject_entry member JOIN disclosure private ON private.event_id = member.event_id AND private.field = 'name'
     WHERE member.subject_id = ANY($1) AND member.kind = 'member' AND (
       SELECT (consent.data->>'granted')::boolean AND coalesce(consent.valid_from <= $2::date, true)
       FROM subject_entry consent
       WHERE consent.kind = 'consent' AND consent.data->>'memberId' = member.subject_id::text
         AND consent.data->>'purpose' = 'public_name' AND consent.organization_id = member.organization_id
       ORDER BY consent.recorded_at DESC, consent.sequence DESC, consent.data->>'granted' LIMIT 1)
     GROUP BY member.subject_id, member.sequence`,
    [memberIds, today],
  )
  for (const { id, sequence, disclosures } of rows) {
    const { name } = openAll(disclosures)
    if (name !== undefined) names.set(`${id} ${sequence}`, name)
  }
  return ({ id, sequence }) => names.get(`${id} ${sequence}`)
}
