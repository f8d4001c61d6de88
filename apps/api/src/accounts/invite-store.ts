import { createHash, randomBytes } from 'node:crypto'
import { AreaUnit, type Id, newId, type PersonKind } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'

/** An invite is good for so long. */
const inviteMs = 72 * 3_600_000

/** The secret half of an invite's link: 128 random bits. The table holds its hash. */
const newSecret = (): string => randomBytes(16).toString('base64url')

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

const InviteRow = z.object({
  id: z.string(),
  organizationId: z.string(),
  kind: z.enum(['staff', 'admin', 'inspector', 'operator']),
  name: z.string().nullable(),
  area: z.array(AreaUnit).nullable(),
  recovers: z.string().nullable(),
  recoversName: z.string().nullable(),
  createdBy: z.string().nullable(),
  createdAt: z.date(),
  expiresAt: z.date(),
  awaitsApproval: z.boolean(),
  approvedBy: z.string().nullable(),
  usedAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
})
export type InviteRow = z.infer<typeof InviteRow>

const columns = `invite.id, invite.organization_id AS "organizationId", invite.kind, invite.name, invite.area, invite.recovers,
  person.name AS "recoversName", invite.created_by AS "createdBy", invite.created_at AS "createdAt",
  invite.expires_at AS "expiresAt", invite.awaits_approval AS "awaitsApproval", invite.approved_by AS "approvedBy",
  invite.used_at AS "usedAt", invite.revoked_at AS "revokedAt"`
const source = 'invite LEFT JOIN membership person ON person.account_id = invite.recovers'

export interface NewInvite {
  readonly organizationId: Id
  readonly kind: PersonKind
  readonly name: string | undefined
  readonly area: readonly AreaUnit[] | undefined
  readonly recovers: Id | undefined
  readonly createdBy: Id | undefined
  readonly awaitsApproval: boolean
}

/** Adds an invite. @returns its id and secret; the secret is not kept */
export async function insertInvite(
  tx: EntityManager,
  invite: NewInvite,
  now: Date,
): Promise<{ id: Id; secret: string }> {
  const [id, secret] = [newId(), newSecret()]
  const area = invite.area && JSON.stringify(invite.area)
  await tx.query(
    `INSERT INTO invite (id, organization_id, kind, name, area, secret_hash, recovers, created_by, created_at, expires_at, awaits_approval)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[id, invite.organizationId, invite.kind, invite.name, area, hashOf(secret), invite.recovers],
      ...[invite.createdBy, now, new Date(now.getTime() + inviteMs), invite.awaitsApproval],
    ],
  )
  return { id, secret }
}

/** The invites that the transaction sees, newest first. */
export async function listInvites(tx: EntityManager, organizationId?: Id): Promise<InviteRow[]> {
  const rows: unknown = await tx.query(
    `SELECT ${columns} FROM ${source} WHERE $1::uuid IS NULL OR invite.organization_id = $1
     ORDER BY invite.id DESC LIMIT 500`,
    [organizationId],
  )
  return z.array(InviteRow).parse(rows)
}

export async function findInvite(tx: EntityManager, id: Id): Promise<InviteRow | undefined> {
  const rows: unknown = await tx.query(`SELECT ${columns} FROM ${source} WHERE invite.id = $1`, [id])
  return z.array(InviteRow).parse(rows)[0]
}

export async function findInviteBySecret(
  tx: EntityManager,
  organizationId: Id,
  secret: string,
): Promise<InviteRow | undefined> {
  const rows: unknown = await tx.query(
    `SELECT ${columns} FROM ${source} WHERE invite.organization_id = $1 AND invite.secret_hash = $2`,
    [organizationId, hashOf(secret)],
  )
  return z.array(InviteRow).parse(rows)[0]
}

const isOpen = `used_at IS NULL AND revoked_at IS NULL AND expires_at > $2 AND (NOT awaits_approval OR approved_by IS NOT NULL)`

/** Uses an invite up. One of many who try at once gets it: the others wait for that one, and find it used. */
export async function claimInvite(tx: EntityManager, id: Id, usedBy: Id, now: Date): Promise<boolean> {
  const [, count]: [unknown, number] = await tx.query(
    `UPDATE invite SET used_at = $2, used_by = $3 WHERE id = $1 AND ${isOpen}`,
    [id, now, usedBy],
  )
  return count === 1
}

/** Withdraws an invite that was not used. */
export async function revokeInvite(tx: EntityManager, id: Id, now: Date): Promise<boolean> {
  const [, count]: [unknown, number] = await tx.query(
    'UPDATE invite SET revoked_at = $2 WHERE id = $1 AND used_at IS NULL AND revoked_at IS NULL',
    [id, now],
  )
  return count === 1
}

/** Withdraws every invite of a person that was not used: a new one takes their place. */
export async function revokeInvitesFor(tx: EntityManager, accountId: Id, now: Date): Promise<void> {
  await tx.query(
    'UPDATE invite SET revoked_at = $2 WHERE recovers = $1 AND used_at IS NULL AND revoked_at IS NULL',
    [accountId, now],
  )
}

/** Whether the account was ever let in again by an invite of this person. */
export async function wasLetInBy(tx: EntityManager, accountId: Id, by: Id): Promise<boolean> {
  const rows: unknown[] = await tx.query(
    'SELECT FROM invite WHERE recovers = $1 AND created_by = $2 AND used_at IS NOT NULL LIMIT 1',
    [accountId, by],
  )
  return rows.length > 0
}

/** Agrees to an invite that waits for a second operator. */
export async function approveInvite(tx: EntityManager, id: Id, by: Id, now: Date): Promise<boolean> {
  const [, count]: [unknown, number] = await tx.query(
    `UPDATE invite SET approved_by = $3 WHERE id = $1 AND awaits_approval AND approved_by IS NULL
       AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $2`,
    [id, now, by],
  )
  return count === 1
}

export function stateOf(
  { usedAt, revokedAt, expiresAt, awaitsApproval, approvedBy }: InviteRow,
  now: Date,
): 'open' | 'awaiting' | 'used' | 'expired' | 'revoked' {
  if (usedAt) return 'used'
  if (revokedAt) return 'revoked'
  if (expiresAt <= now) return 'expired'
  return awaitsApproval && !approvedBy ? 'awaiting' : 'open'
}
