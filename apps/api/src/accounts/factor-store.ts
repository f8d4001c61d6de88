import { DomainError, type Id, newId } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'

const FactorRow = z.object({
  id: z.string(),
  kind: z.enum(['totp', 'passkey']),
  name: z.string().nullable(),
  secret: z.instanceof(Buffer).nullable(),
  step: z.string().nullable(),
  credentialId: z.string().nullable(),
  publicKey: z.instanceof(Buffer).nullable(),
  counter: z.string().nullable(),
  transports: z.array(z.string()).nullable(),
  addedAt: z.date(),
  lastUsedAt: z.date().nullable(),
})
export type FactorRow = z.infer<typeof FactorRow>

/** The factors of an account, oldest first; locked, where one is about to be used up. */
export async function listFactors(
  tx: EntityManager,
  accountId: Id,
  lock: '' | 'FOR UPDATE' = '',
): Promise<FactorRow[]> {
  const rows: unknown = await tx.query(
    `SELECT id, kind, name, secret, step, credential_id AS "credentialId", public_key AS "publicKey", counter, transports,
            added_at AS "addedAt", last_used_at AS "lastUsedAt"
     FROM factor WHERE account_id = $1 ORDER BY id ${lock}`,
    [accountId],
  )
  return z.array(FactorRow).parse(rows)
}

export interface NewPasskey {
  readonly name: string | undefined
  readonly credentialId: string
  readonly publicKey: Buffer
  readonly counter: number
  readonly transports: readonly string[]
}

/** Keeps a passkey. @throws {DomainError} `FACTOR_FAILED` when there is one of that id, of whoever */
export async function insertPasskey(
  tx: EntityManager,
  accountId: Id,
  key: NewPasskey,
  now: Date,
): Promise<void> {
  const write = tx.query(
    `INSERT INTO factor (id, account_id, kind, name, credential_id, public_key, counter, transports, added_at, last_used_at)
     VALUES ($1, $2, 'passkey', $3, $4, $5, $6, $7, $8, $8)`,
    [newId(), accountId, key.name, key.credentialId, key.publicKey, key.counter, key.transports, now],
  )
  await write.catch((error: { code?: string }) => {
    if (error.code !== '23505') throw error
    throw new DomainError('FACTOR_FAILED', 'this passkey cannot be kept')
  })
}

/** Keeps an authenticator app, in place of the one before. */
export async function insertTotp(
  tx: EntityManager,
  accountId: Id,
  { secret, step }: { secret: Buffer; step: number },
  now: Date,
): Promise<void> {
  await tx.query(`DELETE FROM factor WHERE account_id = $1 AND kind = 'totp'`, [accountId])
  await tx.query(
    `INSERT INTO factor (id, account_id, kind, secret, step, added_at, last_used_at) VALUES ($1, $2, 'totp', $3, $4, $5, $5)`,
    [newId(), accountId, secret, step, now],
  )
}

/** Notes that a factor was used: its code, or its counter, does not work again. */
export async function noteFactorUsed(
  tx: EntityManager,
  id: Id,
  used: { step?: number; counter?: number },
  now: Date,
): Promise<void> {
  await tx.query(
    'UPDATE factor SET step = coalesce($2, step), counter = coalesce($3, counter), last_used_at = $4 WHERE id = $1',
    [id, used.step, used.counter, now],
  )
}

/** Removes one factor of an account, or all. @returns how many */
export async function deleteFactors(tx: EntityManager, accountId: Id, id?: Id): Promise<number> {
  const [, count]: [unknown, number] = await tx.query(
    'DELETE FROM factor WHERE account_id = $1 AND ($2::uuid IS NULL OR id = $2)',
    [accountId, id],
  )
  return count
}
