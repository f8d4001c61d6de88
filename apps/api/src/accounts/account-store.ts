import { AreaUnit, DomainError, type Id, type PersonKind } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { deleteFactors } from './factor-store.ts'

const AccountRow = z.object({
  id: z.string(),
  organizationId: z.string(),
  kind: z.enum(['staff', 'admin', 'inspector', 'operator']),
  phone: z.string().nullable(),
  passwordHash: z.string().nullable(),
  area: z.array(AreaUnit),
  endedAt: z.date().nullable(),
})

/** What a person signs in with. It has no name: that is the organization's. */
export type Account = z.infer<typeof AccountRow>

const columns = `id, organization_id AS "organizationId", kind, phone, password_hash AS "passwordHash", area, ended_at AS "endedAt"`

/** The live account with this phone number. */
export async function findAccountByPhone(tx: EntityManager, phone: string): Promise<Account | undefined> {
  const rows: unknown = await tx.query(
    `SELECT ${columns} FROM account WHERE phone = $1 AND ended_at IS NULL`,
    [phone],
  )
  return z.array(AccountRow).parse(rows)[0]
}

/** An account, ended or not; locked until the transaction ends where that is asked for. */
export async function findAccount(
  tx: EntityManager,
  id: Id,
  lock: '' | 'FOR UPDATE' = '',
): Promise<Account | undefined> {
  const rows: unknown = await tx.query(`SELECT ${columns} FROM account WHERE id = $1 ${lock}`, [id])
  return z.array(AccountRow).parse(rows)[0]
}

/** Adds an account and its membership. @throws {DomainError} `PHONE_TAKEN` */
export async function insertAccount(
  tx: EntityManager,
  account: Omit<Account, 'endedAt'> & { name: string; addedBy: Id | undefined; now: Date },
): Promise<void> {
  const { id, organizationId, kind, phone, passwordHash, area, name, addedBy, now } = account
  await refusingTakenPhone(
    tx.query(
      'INSERT INTO account (id, organization_id, kind, phone, password_hash, area) VALUES ($1, $2, $3, $4, $5, $6)',
      [id, organizationId, kind, phone, passwordHash, JSON.stringify(area)],
    ),
  )
  await tx.query(
    'INSERT INTO membership (account_id, organization_id, name, added_by, added_at) VALUES ($1, $2, $3, $4, $5)',
    [id, organizationId, name, addedBy, now],
  )
}

/** Sets what the person signs in with. @throws {DomainError} `PHONE_TAKEN` */
export async function updateCredentials(
  tx: EntityManager,
  id: Id,
  { phone, passwordHash }: { phone?: string; passwordHash: string },
): Promise<void> {
  await refusingTakenPhone(
    tx.query('UPDATE account SET password_hash = $2, phone = coalesce($3, phone) WHERE id = $1', [
      id,
      passwordHash,
      phone,
    ]),
  )
}

async function refusingTakenPhone(write: Promise<unknown>): Promise<void> {
  try {
    await write
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error
    throw new DomainError('PHONE_TAKEN', 'the phone number has an account')
  }
}

/** What a person is from now on; sessions opened as another kind end by that. */
export async function updateKind(tx: EntityManager, id: Id, kind: PersonKind): Promise<void> {
  await tx.query('UPDATE account SET kind = $2 WHERE id = $1', [id, kind])
}

export async function updateArea(tx: EntityManager, id: Id, area: readonly AreaUnit[]): Promise<void> {
  await tx.query('UPDATE account SET area = $2 WHERE id = $1', [id, JSON.stringify(area)])
}

/**
 * Ends an account and its membership: nobody signs in with it, its phone number is free again, and the password and the factors
 * are forgotten.
 */
export async function endAccount(tx: EntityManager, id: Id, now: Date): Promise<void> {
  await tx.query(
    'UPDATE account SET ended_at = $2, password_hash = NULL WHERE id = $1 AND ended_at IS NULL',
    [id, now],
  )
  await deleteFactors(tx, id)
  await tx.query('UPDATE membership SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL', [id, now])
}

/** How many live accounts of a kind an organization has; makes others who ask for this, to change it, wait. */
export async function countLocked(tx: EntityManager, organizationId: Id, kind: PersonKind): Promise<number> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [`${organizationId} ${kind}`])
  const rows: { count: number }[] = await tx.query(
    'SELECT count(*)::int AS count FROM account WHERE organization_id = $1 AND kind = $2 AND ended_at IS NULL',
    [organizationId, kind],
  )
  return rows[0]?.count ?? 0
}

/** Throws when this is the last one: somebody must be left who lets others in. */
export async function assertNotLast(tx: EntityManager, account: Account): Promise<void> {
  if (account.kind !== 'admin' && account.kind !== 'operator') return
  if ((await countLocked(tx, account.organizationId, account.kind)) > 1) return
  throw new DomainError('LAST_ONE', `the last ${account.kind}`)
}

/** The name of a person, within the tenant of the transaction. */
export async function findName(tx: EntityManager, accountId: Id): Promise<string | undefined> {
  const rows: { name: string }[] = await tx.query('SELECT name FROM membership WHERE account_id = $1', [
    accountId,
  ])
  return rows[0]?.name
}
