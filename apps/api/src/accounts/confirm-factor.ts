import type { PasskeyShown } from '@nguon/contract'
import { DomainError } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { withTenant } from '../db/with-tenant.ts'
import type { AccountParts } from './account-parts.ts'
import { findAccount } from './account-store.ts'
import type { Session } from './caller.ts'
import { type FactorRow, listFactors, noteFactorUsed } from './factor-store.ts'
import { confirmSession, type Opened } from './open-session.ts'
import { passkeyOptions, verifyPasskey } from './passkey.ts'
import { verifyPassword } from './password.ts'
import { openSecret } from './seal-secret.ts'
import { setChallenge, takeChallenge } from './session-store.ts'
import { verifyTotp } from './totp.ts'

/** Checks one factor of the session's person under a lock, charges a miss unless it fits, and confirms the session then. */
async function confirm(
  { db, limits, now }: AccountParts,
  session: Session,
  check: (tx: EntityManager, factors: readonly FactorRow[]) => Promise<boolean>,
): Promise<Opened> {
  await limits.factor.claim(session.accountId)
  const opened = await withTenant(db, session, async (tx) => {
    const factors = await listFactors(tx, session.accountId, 'FOR UPDATE')
    return (await check(tx, factors)) ? confirmSession(tx, session, now()) : undefined
  })
  if (!opened) throw new DomainError('FACTOR_FAILED', 'not confirmed')
  await limits.factor.reset(session.accountId)
  return opened
}

/** The code of the authenticator app. No code works twice (ASVS 6.5.1). */
export function confirmTotp(parts: AccountParts, session: Session, code: string): Promise<Opened> {
  return confirm(parts, session, async (tx, factors) => {
    const app = factors.find(({ kind }) => kind === 'totp')
    if (!app?.secret) return false
    const step = verifyTotp(openSecret(parts.secretKey, app.secret), code, parts.now(), Number(app.step ?? 0))
    if (step === undefined) return false
    await noteFactorUsed(tx, app.id, { step }, parts.now())
    return true
  })
}

/** The password, of a person without a second factor: to open what asks for a fresh confirmation. */
export function confirmPassword(parts: AccountParts, session: Session, password: string): Promise<Opened> {
  return confirm(parts, session, async (tx, factors) => {
    if (factors.length > 0 || session.owes) return false
    const account = await findAccount(tx, session.accountId)
    return verifyPassword(account?.passwordHash ?? undefined, password)
  })
}

/** What the browser needs to show a passkey; its challenge works once, for five minutes. */
export async function beginPasskey({ db, publicUrl, now }: AccountParts, session: Session): Promise<object> {
  const credentials = (await listFactors(db.manager, session.accountId)).flatMap((factor) => {
    const { credentialId, transports } = factor
    return credentialId === null ? [] : [{ credentialId, transports: transports ?? [] }]
  })
  if (credentials.length === 0) throw new DomainError('FACTOR_FAILED', 'no passkey')
  const options = await passkeyOptions({ rpId: new URL(publicUrl).hostname, credentials })
  await setChallenge(db.manager, session.id, options.challenge, now())
  return options
}

export function confirmPasskey(
  parts: AccountParts,
  session: Session,
  response: PasskeyShown,
): Promise<Opened> {
  const { publicUrl, now } = parts
  return confirm(parts, session, async (tx, factors) => {
    const challenge = await takeChallenge(tx, session.id, now())
    const key = factors.find(({ credentialId }) => credentialId === response.id)
    if (!challenge || !key?.publicKey || !key.credentialId) return false
    const credential = {
      credentialId: key.credentialId,
      publicKey: key.publicKey,
      counter: Number(key.counter ?? 0),
      transports: key.transports ?? [],
    }
    const rpId = new URL(publicUrl).hostname
    const shown = await verifyPasskey({ response, challenge, origin: publicUrl, rpId, credential }).catch(
      refused,
    )
    if (!shown) return false
    await noteFactorUsed(tx, key.id, { counter: shown.counter }, now())
    return true
  })
}

/** A passkey that does not fit is a miss; anything else is a fault of ours. */
function refused(error: unknown): undefined {
  if (error instanceof DomainError && error.code === 'FACTOR_FAILED') return undefined
  throw error
}
