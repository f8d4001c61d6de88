import { DomainError, type Id, newId, type PersonKind } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { withTenant } from '../db/with-tenant.ts'
import { revokeDevicesOf } from '../devices/revoke-device.ts'
import type { AccountParts, Origin } from './account-parts.ts'
import { type Account, findAccount, insertAccount, updateCredentials } from './account-store.ts'
import { actorOfSession, noteAudit } from './audit.ts'
import type { Session } from './caller.ts'
import { deleteFactors } from './factor-store.ts'
import { claimInvite, findInviteBySecret, type InviteRow } from './invite-store.ts'
import { type Opened, openSession } from './open-session.ts'
import { assertStrong, hashPassword } from './password.ts'
import { endSessions } from './session-store.ts'
import { readOrganizationNames } from './view-invite.ts'

export interface JoinRequest {
  readonly organizationId: Id
  readonly secret: string
  readonly name: string
  readonly phone: string
  readonly password: string
}

/**
 * Uses an invite: makes the account, or lets its person in again with a new password, and signs in. Of many who use one invite at
 * once, one joins.
 *
 * @param before the session that the browser had: it ends
 * @throws {DomainError} `INVITE_NOT_VALID`, `PASSWORD_WEAK`, `PHONE_TAKEN`; then the invite stays as it was
 */
export async function join(
  parts: AccountParts,
  request: JoinRequest,
  origin: Origin,
  before?: Session,
): Promise<Opened> {
  const { db, limits, now } = parts
  const { organizationId } = request
  await limits.invite.assertOpen(origin.network)
  await limits.invite.assertOpen(request.secret)
  let isGuess = false
  const joining = withTenant(db, { organizationId }, async (tx) => {
    const invite = await findInviteBySecret(tx, organizationId, request.secret)
    isGuess = !invite
    if (!invite) return undefined
    await assertStrongFor(tx, request)
    const accountId = invite.recovers ?? newId()
    if (!(await claimInvite(tx, invite.id, accountId, now()))) return undefined
    const account = invite.recovers
      ? await letIn(tx, { id: invite.recovers, kind: invite.kind }, request, now())
      : await add(tx, invite, accountId, request, now())
    if (!account) return undefined
    if (before) await endSessions(tx, before.accountId, { ids: [before.id], now: now() })
    const session = await openSession(tx, account, origin.label, now())
    const action = invite.recovers ? 'recovered' : 'joined'
    await noteAudit(tx, actorOfSession(session.session), action, { about: invite.id })
    return session
  })
  const opened = await joining.catch(async (error: unknown) => {
    const isTaken = error instanceof DomainError && error.code === 'PHONE_TAKEN'
    if (isTaken) await limits.invite.miss(request.secret) // an invite is no way to ask who has an account
    throw error
  })
  if (opened) return opened
  if (isGuess) await limits.invite.miss(origin.network) // an invite that was used is none
  throw new DomainError('INVITE_NOT_VALID', 'unknown, used, expired or withdrawn')
}

async function assertStrongFor(tx: EntityManager, request: JoinRequest): Promise<void> {
  const { organizationId, name, phone, password } = request
  const organizationName = await readOrganizationNames(tx, [organizationId])
  assertStrong(password, { phone, words: [name, organizationName(organizationId)] })
}

type Joined = Pick<Account, 'id' | 'organizationId' | 'kind'>

/** The password is hashed once the invite is had: of fifty at once, one does that work. */
async function add(
  tx: EntityManager,
  { organizationId, kind, area, createdBy }: InviteRow,
  id: Id,
  { name, phone, password }: JoinRequest,
  now: Date,
): Promise<Joined> {
  const passwordHash = await hashPassword(password)
  const addedBy = createdBy ?? undefined
  const account = { id, organizationId, kind, phone, passwordHash, area: area ?? [], name, addedBy, now }
  await insertAccount(tx, account)
  return account
}

/** A new password; every factor, session and phone of before is worth nothing any more (ASVS 6.4.1, 6.4.6). */
async function letIn(
  tx: EntityManager,
  { id, kind }: { id: Id; kind: PersonKind },
  { phone, password }: JoinRequest,
  now: Date,
): Promise<Joined | undefined> {
  const account = await findAccount(tx, id, 'FOR UPDATE')
  if (!account || account.endedAt || account.kind !== kind) return undefined // a kind that changed since takes a new invite
  await updateCredentials(tx, id, { phone, passwordHash: await hashPassword(password) })
  await deleteFactors(tx, id)
  await endSessions(tx, id, { now })
  await revokeDevicesOf(tx, account, now)
  return account
}
