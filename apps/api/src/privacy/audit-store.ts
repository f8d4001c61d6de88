import type { AuditView } from '@nguon/contract'
import type { Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'

const AuditRow = z.object({
  id: z.string(),
  at: z.date(),
  action: z.string().transform((action) => action as AuditView['action']),
  accountId: z.string().nullable(),
  /** The name of who did it, where it is one of the organization's own people. */
  name: z.string().nullable(),
  /** Whose person did it. */
  fromId: z.string().nullable(),
  label: z.string().nullable(),
  about: z.string().nullable(),
  fromOutside: z.boolean(),
})
export type AuditRow = z.infer<typeof AuditRow>

/** What was noted about an organization, newest first; inside its tenant. */
export async function listAuditRows(
  tx: EntityManager,
  organizationId: Id,
  { after, limit }: { after: Id | undefined; limit: number },
): Promise<AuditRow[]> {
  const rows: unknown = await tx.query(
    `SELECT audit.id, audit.at, audit.action, audit.account_id AS "accountId", person.name, account.organization_id AS "fromId",
            audit.label, audit.about, audit.from_outside AS "fromOutside"
     FROM audit LEFT JOIN account ON account.id = audit.account_id
     LEFT JOIN membership person ON person.account_id = audit.account_id AND person.organization_id = $1
     WHERE audit.organization_id = $1 AND ($2::uuid IS NULL OR audit.id < $2) ORDER BY audit.id DESC LIMIT $3`,
    [organizationId, after, limit],
  )
  return z.array(AuditRow).parse(rows)
}

/** The names of an organization's people, by account. */
export async function listNames(
  tx: EntityManager,
  organizationId: Id,
  ids: readonly Id[],
): Promise<Map<Id, string>> {
  const rows: { id: Id; name: string }[] = await tx.query(
    'SELECT account_id AS id, name FROM membership WHERE account_id = ANY($1) AND organization_id = $2',
    [ids, organizationId],
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
