import { platformId } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import { enterTenant, withTenant } from '../db/with-tenant.ts'
import { noteAudit } from './audit.ts'
import { inviteLink } from './invite-link.ts'
import { insertInvite, listInvites, type NewInvite, revokeInvite, stateOf } from './invite-store.ts'

/**
 * While nobody operates the platform: a one-time link for the first operator, in place of the one that an earlier start printed.
 *
 * @returns the lines to print; undefined when there is an operator
 */
export function createSetUpInvite(db: DataSource, publicUrl: string): Promise<string[] | undefined> {
  return db.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock(1852274031, 5)') // processes that start at once print one link that works
    const operators: unknown[] = await tx.query(
      `SELECT FROM account WHERE kind = 'operator' AND ended_at IS NULL LIMIT 1`,
    )
    if (operators.length > 0) return undefined
    await enterTenant(tx, { organizationId: platformId })
    const now = new Date()
    for (const invite of await listInvites(tx, platformId))
      if (stateOf(invite, now) === 'open') await revokeInvite(tx, invite.id, now)
    return ['set up: open this once to become the operator (72 hours)', `  ${await invite(tx, publicUrl)}`]
  })
}

/** A link that makes an operator, for whoever holds the machine: the way back in when every operator lost theirs. */
export function inviteOperator(db: DataSource, publicUrl: string): Promise<string> {
  return withTenant(db, { organizationId: platformId }, (tx) => invite(tx, publicUrl))
}

async function invite(tx: Parameters<typeof insertInvite>[0], publicUrl: string): Promise<string> {
  const nobody = { name: undefined, area: undefined, recovers: undefined, createdBy: undefined }
  const operator: NewInvite = {
    organizationId: platformId,
    kind: 'operator',
    awaitsApproval: false,
    ...nobody,
  }
  const { id, secret } = await insertInvite(tx, operator, new Date())
  await noteAudit(tx, { organizationId: platformId }, 'invited', { about: `operator ${id}` })
  return inviteLink(publicUrl, platformId, secret)
}
