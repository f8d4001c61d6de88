import { DomainError, type Id, type PersonKind } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import type { Session } from '../accounts/caller.ts'

/** The key behind the id of a session, or behind its own id, if the person may end it; undefined when there is no such. */
export async function findTarget(
  tx: EntityManager,
  { accountId, organizationId, kind }: Session,
  id: Id,
): Promise<{ deviceId: Id | undefined } | undefined> {
  const rows: { deviceId: Id | null }[] = await tx.query(
    `SELECT device_id AS "deviceId" FROM session WHERE id = $1 AND organization_id = $2 AND ($3 OR account_id = $4)
     UNION ALL SELECT id FROM device WHERE id = $1 AND organization_id = $2 AND ($3 OR account_id = $4)`,
    [id, organizationId, kind === 'admin', accountId],
  )
  const [row] = rows
  return row && { deviceId: row.deviceId ?? undefined }
}

/** The session runs on this phone from now on; answers the key that it had. @throws {DomainError} `UNAUTHENTICATED` when it ended */
export async function bindSession(tx: EntityManager, id: Id, deviceId: Id): Promise<Id | undefined> {
  const rows: { deviceId: Id | null }[] = await tx.query(
    'SELECT device_id AS "deviceId" FROM session WHERE id = $1 AND ended_at IS NULL FOR NO KEY UPDATE',
    [id],
  )
  const [row] = rows
  if (!row) throw new DomainError('UNAUTHENTICATED', 'the session has ended')
  await tx.query('UPDATE session SET device_id = $2 WHERE id = $1', [id, deviceId])
  return row.deviceId ?? undefined
}

/** Ends the session of this id and every session of the key; answers the keys that they had besides. */
export async function endSessionsOf(
  tx: EntityManager,
  id: Id,
  deviceId: Id | undefined,
  now: Date,
): Promise<{ count: number; deviceIds: Id[] }> {
  const [rows]: [{ deviceId: Id | null }[]] = await tx.query(
    `UPDATE session SET ended_at = $3 WHERE (id = $1 OR device_id = $2) AND ended_at IS NULL
     RETURNING device_id AS "deviceId"`,
    [id, deviceId, now],
  )
  const others = rows.flatMap((row) =>
    row.deviceId !== null && row.deviceId !== deviceId ? [row.deviceId] : [],
  )
  return { count: rows.length, deviceIds: [...new Set(others)] }
}

const OpenRow = z.object({
  id: z.string(),
  accountId: z.string(),
  kind: z.enum(['staff', 'admin', 'inspector', 'operator']) satisfies z.ZodType<PersonKind>,
  deviceId: z.string().nullable(),
  label: z.string(),
  createdAt: z.date(),
  seenAt: z.date(),
})
export type OpenRow = z.infer<typeof OpenRow>

/** Sessions of the organization, or of one of its people, that have not ended and are not too old; the latest used first. */
export async function listOpenSessions(
  tx: EntityManager,
  organizationId: Id,
  accountId: Id | undefined,
  now: Date,
): Promise<OpenRow[]> {
  const rows: unknown = await tx.query(
    `SELECT session.id, account_id AS "accountId", session.kind, device_id AS "deviceId", label, created_at AS "createdAt",
            seen_at AS "seenAt"
     FROM session JOIN account ON account.id = session.account_id
     WHERE session.organization_id = $1 AND ($2::uuid IS NULL OR account_id = $2) AND session.ended_at IS NULL
       AND account.ended_at IS NULL AND session.expires_at > $3 AND session.owes IS NULL
     ORDER BY seen_at DESC, session.id DESC LIMIT 1000`,
    [organizationId, accountId, now],
  )
  return z.array(OpenRow).parse(rows)
}

/** The names of these people, by account; of the tenant's only. */
export async function readPersonNames(
  tx: EntityManager,
  accountIds: readonly Id[],
): Promise<Map<Id, string>> {
  const rows: { id: Id; name: string }[] = await tx.query(
    'SELECT account_id AS id, name FROM membership WHERE account_id = ANY($1)',
    [accountIds],
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
