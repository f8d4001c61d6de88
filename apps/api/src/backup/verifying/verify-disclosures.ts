import { digestOf, openDisclosure } from '@nguon/transparency'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { fieldsOfActor } from '../../privacy/member-data.ts'
import type { Problems } from './problems.ts'

const Row = z.object({
  id: z.string(),
  digest: z.string(),
  disclosure: z.string(),
  field: z.string(),
  /** Whether the entry, of the same organization, has the digest. */
  isCommitted: z.boolean(),
})

const pageSize = 5000
const firstId = '00000000-0000-0000-0000-000000000000'

/**
 * Holds every private field against the digest in its entry, and looks for those that the log says were erased.
 *
 * @returns how many private fields there are
 */
export async function verifyDisclosures(tx: EntityManager, problems: Problems): Promise<number> {
  let count = 0
  for (let [id, digest] = [firstId, '']; ; ) {
    const page = await listPage(tx, id, digest)
    for (const row of page)
      if (!isTrue(row)) problems.add(`a private field of the entry ${row.id} is not the one it stands for`)
    count += page.length
    const last = page.at(-1)
    if (!last) break
    ;[id, digest] = [last.id, last.digest]
  }
  const kept: { id: string; field: string }[] = await tx.query(
    `SELECT DISTINCT disclosure.event_id AS id, disclosure.field
     FROM subject_entry erasure CROSS JOIN jsonb_array_elements_text(erasure.data->'entryIds') AS entry(id)
       JOIN disclosure ON disclosure.event_id = entry.id::uuid
       LEFT JOIN subject_entry member ON member.kind = 'member' AND member.event_id = disclosure.event_id
     WHERE erasure.kind = 'erasure' AND (member.event_id IS NOT NULL OR disclosure.field = ANY($1))`,
    [fieldsOfActor],
  )
  for (const { id, field } of kept) problems.add(`the ${field} of the entry ${id} was erased, and is there`)
  return count
}

async function listPage(tx: EntityManager, id: string, digest: string): Promise<z.infer<typeof Row>[]> {
  const rows: unknown = await tx.query(
    `SELECT event_id AS id, digest, disclosure, field, coalesce(event.organization_id = disclosure.organization_id
       AND position(convert_to('"' || digest || '"', 'UTF8') IN entry) > 0, false) AS "isCommitted"
     FROM disclosure LEFT JOIN event ON event.id = event_id
     WHERE (event_id, digest) > ($1, $2) ORDER BY event_id, digest LIMIT ${pageSize}`,
    [id, digest],
  )
  return z.array(Row).parse(rows)
}

function isTrue({ digest, disclosure, field, isCommitted }: z.infer<typeof Row>): boolean {
  try {
    return isCommitted && digestOf(disclosure) === digest && openDisclosure(disclosure).name === field
  } catch {
    return false
  }
}
