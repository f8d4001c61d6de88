import type { EntityManager } from 'typeorm'
import type { Account } from '../accounts/account-store.ts'

/** Stands where the name of a person stood. */
const erasedName = 'Đã xóa'

/** Takes from an account that ended what says whose it was, and from the invites that led to it. @returns how many fields were there */
export async function eraseAccountFields(tx: EntityManager, { id, phone }: Account): Promise<number> {
  await tx.query('UPDATE account SET phone = NULL, password_hash = NULL WHERE id = $1', [id])
  const [, names]: [unknown, number] = await tx.query(
    'UPDATE membership SET name = $2 WHERE account_id = $1 AND name <> $2',
    [id, erasedName],
  )
  await tx.query('UPDATE invite SET name = NULL WHERE (used_by = $1 OR recovers = $1) AND name IS NOT NULL', [
    id,
  ])
  return names + (phone === null ? 0 : 1)
}
