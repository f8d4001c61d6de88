import type { Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'

const Row = z.object({
  id: z.string(),
  organizationId: z.string(),
  accountId: z.string(),
  publicKey: z.instanceof(Buffer),
  label: z.string(),
  addedAt: z.date(),
  revokedAt: z.date().nullable(),
})

/** The key of a phone. */
export interface Device {
  readonly id: Id
  readonly organizationId: Id
  readonly accountId: Id
  /** SubjectPublicKeyInfo, P-256. */
  readonly publicKey: Buffer
  /** What the browser calls itself, in words. */
  readonly label: string
  readonly addedAt: Date
  /** Since when it signs no more: the key was revoked, or its person removed. */
  readonly revokedAt: Date | undefined
}

const columns = `device.id, device.organization_id AS "organizationId", device.account_id AS "accountId",
  device.public_key AS "publicKey", device.label, device.added_at AS "addedAt",
  coalesce(device.revoked_at, account.ended_at) AS "revokedAt"`
const tables = 'device JOIN account ON account.id = device.account_id'

const parse = (rows: unknown): Device[] =>
  z
    .array(Row)
    .parse(rows)
    .map((row) => ({ ...row, revokedAt: row.revokedAt ?? undefined }))

/**
 * A key of the tenant's.
 *
 * @param lock `SHARE`: it is not revoked before the transaction ends; `UPDATE`: nothing that it signed is taken meanwhile
 */
export async function findDevice(
  tx: EntityManager,
  id: Id,
  lock?: 'SHARE' | 'UPDATE',
): Promise<Device | undefined> {
  const locking = lock ? `FOR ${lock} OF device` : ''
  return parse(await tx.query(`SELECT ${columns} FROM ${tables} WHERE device.id = $1 ${locking}`, [id]))[0]
}

/** The account's key with these bytes, locked so that it is not revoked meanwhile. */
export async function findDeviceByKey(
  tx: EntityManager,
  accountId: Id,
  publicKey: Uint8Array,
): Promise<Device | undefined> {
  const rows: unknown = await tx.query(
    `SELECT ${columns} FROM ${tables} WHERE device.account_id = $1 AND device.public_key = $2 FOR SHARE OF device`,
    [accountId, Buffer.from(publicKey)],
  )
  return parse(rows)[0]
}

/** The keys of the tenant, or of one of its people, the latest first. */
export async function listDeviceKeys(
  tx: EntityManager,
  organizationId: Id,
  accountId?: Id,
): Promise<Device[]> {
  const rows: unknown = await tx.query(
    `SELECT ${columns} FROM ${tables} WHERE device.organization_id = $1 AND ($2::uuid IS NULL OR device.account_id = $2)
     ORDER BY device.added_at DESC, device.id DESC LIMIT 1000`,
    [organizationId, accountId],
  )
  return parse(rows)
}

/** Ids of the account's keys that are not revoked, in the order in which they are locked. */
export async function listLiveDeviceIds(tx: EntityManager, accountId: Id): Promise<Id[]> {
  const rows: { id: Id }[] = await tx.query(
    'SELECT id FROM device WHERE account_id = $1 AND revoked_at IS NULL ORDER BY id',
    [accountId],
  )
  return rows.map(({ id }) => id)
}

export async function insertDevice(tx: EntityManager, device: Omit<Device, 'revokedAt'>): Promise<void> {
  const { id, organizationId, accountId, publicKey, label, addedAt } = device
  await tx.query(
    'INSERT INTO device (id, organization_id, account_id, public_key, label, added_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [id, organizationId, accountId, publicKey, label, addedAt],
  )
}

/** Revokes a key; answers whether it was not revoked before. */
export async function markRevoked(
  tx: EntityManager,
  id: Id,
  by: Id | undefined,
  now: Date,
): Promise<boolean> {
  const [, count]: [unknown, number] = await tx.query(
    'UPDATE device SET revoked_at = $2, revoked_by = $3 WHERE id = $1 AND revoked_at IS NULL',
    [id, now, by],
  )
  return count > 0
}
