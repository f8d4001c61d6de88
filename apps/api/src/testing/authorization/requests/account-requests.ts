import { randomBytes } from 'node:crypto'
import { newId, type PersonKind } from '@nguon/domain'
import { insertPasskey, insertTotp } from '../../../accounts/factor-store.ts'

import { verifyNewPasskey } from '../../../accounts/passkey.ts'
import { sealSecret } from '../../../accounts/seal-secret.ts'
import { setChallenge, setDraftSecret } from '../../../accounts/session-store.ts'
import { newTotpSecret, totpCode } from '../../../accounts/totp.ts'
import { testOrigin, testSecretKey } from '../../serve-test.ts'
import { createSoftAuthenticator } from '../../soft-authenticator.ts'
import { type Asker, sessionOf } from '../asker.ts'
import { givenColleague, givenPrivate } from '../fresh.ts'
import { tenantOf, type World } from '../world.ts'
import { bare, type Prepare, type Requests } from './request.ts'

const challenge = Buffer.alloc(32, 9).toString('base64url')
const rpId = new URL(testOrigin).hostname
const secret = newTotpSecret()
const sealed = sealSecret(testSecretKey, secret)
const aCode = () => ({ body: { code: totpCode(secret, new Date()) } })

let phones = 0
const newPhone = () => `07${String(++phones).padStart(8, '0')}`

const withTotp = async ({ db }: World, accountId: string) => {
  await insertTotp(db.manager, accountId, { secret: sealed, step: 0 }, new Date())
}

/** A passkey of the account, and a challenge that waits for it. */
async function withPasskey({ db }: World, asker: Asker) {
  const { id, accountId } = sessionOf(asker)
  const authenticator = createSoftAuthenticator(testOrigin, rpId)
  const response = authenticator.create({ challenge })
  const made = await verifyNewPasskey({ response, challenge, origin: testOrigin, rpId })
  await insertPasskey(db.manager, accountId, { ...made, name: undefined }, new Date())
  await setChallenge(db.manager, id, challenge, new Date())
  return authenticator
}

const removeFactor: Prepare = async (world, asker, target) => {
  const tenant = tenantOf(world, target)
  const accountId =
    target === 'own'
      ? sessionOf(asker).accountId
      : tenant && (await givenColleague(world.db, tenant)).accountId
  if (!accountId) return { params: { id: newId() } }
  await withTotp(world, accountId)
  await withPasskey(world, asker) // one is left
  const rows: { id: string }[] = await world.db.query(
    `SELECT id FROM factor WHERE account_id = $1 AND kind = 'totp'`,
    [accountId],
  )
  return { params: { id: rows[0]?.id ?? '' } }
}

/** The two halves of an invite's link; of `mixed`, the secret of one organization beside the id of another. */
const linkOf: (kind?: PersonKind) => Prepare =
  (kind = 'staff') =>
  async (world, _asker, target) => {
    if (target === 'unknown')
      return { body: { organizationId: world.A.id, secret: randomBytes(16).toString('base64url') } }
    const tenant = tenantOf(world, target) ?? world.A
    const name = 'Người được mời' // whoever holds the secret reads it
    const { secret: half } = await givenPrivate(world.db, tenant, ({ invite }) => invite({ kind, name }))
    return { body: { organizationId: target === 'mixed' ? world.B.id : tenant.id, secret: half } }
  }

const join: Prepare = async (world, asker, target) => {
  const { body } = await linkOf()(world, asker, target)
  return { body: { ...body, name: 'Nông Thị Mẫu', phone: newPhone(), password: world.password } }
}

const signIn: Prepare = async ({ db, A, B, passwordHash, password }, _asker, target) => {
  if (target === 'unknown') return { body: { phone: newPhone(), password } }
  const tenant = target === 'A' ? A : B
  const { phone } = await givenColleague(
    db,
    { ...tenant, canaries: { ...tenant.canaries, people: 'Người' } },
    'staff',
    {
      passwordHash,
    },
  )
  return { body: { phone, password } }
}

/** Signing in and out, factors, and joining. */
export const accountRequests: Requests = {
  getSession: bare,
  signIn,
  signOut: () => ({ body: { keepStorage: true } }),
  confirmPassword: ({ password }) => ({ body: { password } }),
  async confirmTotp(world, asker) {
    await withTotp(world, sessionOf(asker).accountId)
    return aCode()
  },
  async beginPasskey(world, asker) {
    await withPasskey(world, asker)
    return { body: {} }
  },
  async confirmPasskey(world, asker) {
    return { body: { response: (await withPasskey(world, asker)).get({ challenge }) } }
  },
  beginTotp: () => ({ body: {} }),
  async addTotp({ db }, asker) {
    await setDraftSecret(db.manager, sessionOf(asker).id, sealed)
    return aCode()
  },
  beginNewPasskey: () => ({ body: {} }),
  async addPasskey({ db }, asker) {
    await setChallenge(db.manager, sessionOf(asker).id, challenge, new Date())
    const response = createSoftAuthenticator(testOrigin, rpId).create({ challenge })
    return { body: { response, name: 'Điện thoại' } }
  },
  listFactors: bare,
  removeFactor,
  changePassword: ({ password }) => ({ body: { current: password, password: 'năm con ngựa phi nhanh' } }),
  readInvite: linkOf(),
  join,
}
