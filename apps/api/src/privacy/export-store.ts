import { type Id, newId } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'

/** An export can be fetched for so long; then it is deleted. */
export const exportMs = 24 * 3_600_000

export interface NewExport {
  readonly organizationId: Id
  readonly accountId: Id
  readonly content: Buffer
}

/** Keeps what an export put together, for the account that asked for it. */
export async function insertExport(
  tx: EntityManager,
  { organizationId, accountId, content }: NewExport,
  now: Date,
): Promise<{ id: Id; expiresAt: Date }> {
  const [id, expiresAt] = [newId(now.getTime()), new Date(now.getTime() + exportMs)]
  await tx.query(
    `INSERT INTO export (id, organization_id, account_id, content, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, organizationId, accountId, content, now, expiresAt],
  )
  return { id, expiresAt }
}

const ExportRow = z.object({ content: z.instanceof(Buffer), createdAt: z.date() })
export type ExportRow = z.infer<typeof ExportRow>

/** An export of this account that can still be fetched. */
export async function findExport(
  tx: EntityManager,
  id: Id,
  accountId: Id,
  now: Date,
): Promise<ExportRow | undefined> {
  const rows: unknown = await tx.query(
    `SELECT content, created_at AS "createdAt" FROM export WHERE id = $1 AND account_id = $2 AND expires_at > $3`,
    [id, accountId, now],
  )
  return z.array(ExportRow).parse(rows)[0]
}

/** When the account's exports expire, the first one first. */
export async function listExpiries(tx: EntityManager, accountId: Id): Promise<Date[]> {
  const rows: { at: Date }[] = await tx.query(
    'SELECT expires_at AS at FROM export WHERE account_id = $1 ORDER BY expires_at',
    [accountId],
  )
  return rows.map(({ at }) => at)
}

/** Deletes what has expired, of everyone in the organization. */
export async function deleteExpiredExports(tx: EntityManager, organizationId: Id, now: Date): Promise<void> {
  await tx.query('DELETE FROM export WHERE organization_id = $1 AND expires_at <= $2', [organizationId, now])
}

/** Deletes the exports of one account, or all of the organization. */
export async function deleteExports(tx: EntityManager, organizationId: Id, accountId?: Id): Promise<void> {
  await tx.query('DELETE FROM export WHERE organization_id = $1 AND ($2::uuid IS NULL OR account_id = $2)', [
    organizationId,
    accountId,
  ])
}
