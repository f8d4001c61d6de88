import type { PasskeyMade } from '@nguon/contract'
import { DomainError } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { withTenant } from '../db/with-tenant.ts'
import type { AccountParts } from './account-parts.ts'
import { findAccount, findName } from './account-store.ts'
import { actorOfSession, noteAudit } from './audit.ts'
import { assertFresh, type Caller, type Session, sessionOf } from './caller.ts'
import { insertPasskey, insertTotp, listFactors } from './factor-store.ts'
import { confirmSession, type Opened } from './open-session.ts'
import { newPasskeyOptions, verifyNewPasskey } from './passkey.ts'
import { openSecret, sealSecret } from './seal-secret.ts'
import { findDraftSecret, setChallenge, setDraftSecret, takeChallenge } from './session-store.ts'
import { newTotpSecret, totpUri, verifyTotp } from './totp.ts'

const mostPasskeys = 10

/**
 * Who may set up a factor: whoever owes the first one, and otherwise who has just confirmed who they are. Whoever still owes a
 * code must not get past it by adding another factor.
 */
function assertMayEnrol(caller: Caller, now: Date): Session {
  const session = sessionOf(caller)
  if (session.owes === 'second_factor') throw new DomainError('UNAUTHENTICATED', 'confirm who you are first')
  if (!session.owes) assertFresh(caller, now)
  return session
}

/** A new secret for the authenticator app; it counts once its first code was given. */
export async function beginTotp(
  { db, secretKey, now }: AccountParts,
  caller: Caller,
): Promise<{ secret: string; uri: string }> {
  const session = assertMayEnrol(caller, now())
  const account = await findAccount(db.manager, session.accountId)
  const secret = newTotpSecret()
  await setDraftSecret(db.manager, session.id, sealSecret(secretKey, secret))
  return { secret, uri: totpUri(secret, account?.phone ?? '', 'Nguồn') }
}

export async function addTotp(parts: AccountParts, caller: Caller, code: string): Promise<Opened> {
  const { db, secretKey, limits, now } = parts
  const session = assertMayEnrol(caller, now())
  await limits.factor.claim(session.accountId)
  const draft = await findDraftSecret(db.manager, session.id)
  const step = draft && verifyTotp(openSecret(secretKey, draft), code, now(), 0)
  if (!draft || step === undefined) throw new DomainError('FACTOR_FAILED', 'not the code of this secret')
  await limits.factor.reset(session.accountId)
  return add(parts, session, 'totp', (tx) =>
    insertTotp(tx, session.accountId, { secret: draft, step }, now()),
  )
}

/** What the browser needs to make a passkey; its challenge works once, for five minutes. */
export async function beginNewPasskey({ db, publicUrl, now }: AccountParts, caller: Caller): Promise<object> {
  const session = assertMayEnrol(caller, now())
  const { accountId, id } = session
  return withTenant(db, session, async (tx) => {
    const existing = (await listFactors(tx, accountId)).flatMap(({ credentialId }) => credentialId ?? [])
    if (existing.length >= mostPasskeys)
      throw new DomainError('INVALID_REQUEST', `at most ${mostPasskeys} passkeys: remove one first`)
    const name = (await findAccount(tx, accountId))?.phone ?? accountId
    const displayName = (await findName(tx, accountId)) ?? name
    const user = { id: accountId, name, displayName }
    const options = await newPasskeyOptions({ rpId: new URL(publicUrl).hostname, user, existing })
    await setChallenge(tx, id, options.challenge, now())
    return options
  })
}

export async function addPasskey(
  parts: AccountParts,
  caller: Caller,
  { response, name }: { response: PasskeyMade; name?: string | undefined },
): Promise<Opened> {
  const { db, publicUrl, now } = parts
  const session = assertMayEnrol(caller, now())
  const challenge = await db.transaction((tx) => takeChallenge(tx, session.id, now()))
  if (!challenge) throw new DomainError('FACTOR_FAILED', 'begin again')
  const rpId = new URL(publicUrl).hostname
  const made = await verifyNewPasskey({ response, challenge, origin: publicUrl, rpId })
  return add(parts, session, 'passkey', (tx) =>
    insertPasskey(tx, session.accountId, { ...made, name }, now()),
  )
}

/** Keeps the factor if the session is still as it was, and confirms the session with it. */
function add(
  { db, now }: AccountParts,
  session: Session,
  factor: string,
  insert: (tx: EntityManager) => Promise<void>,
): Promise<Opened> {
  return withTenant(db, session, async (tx) => {
    const { accountId } = session
    const account = await findAccount(tx, accountId, 'FOR UPDATE') // two enrolments of one person wait for each other
    const isFirst = (await listFactors(tx, accountId)).length === 0
    if (!account || (session.owes && !isFirst)) throw new DomainError('UNAUTHENTICATED', 'sign in again')
    await insert(tx)
    await noteAudit(tx, actorOfSession(session), 'factor_added', { about: factor })
    return confirmSession(tx, session, now())
  })
}
