import { randomBytes } from 'node:crypto'
import type { PersonKind } from '@nguon/domain'
import { insertPasskey, insertTotp, listFactors } from '../../accounts/factor-store.ts'
import { verifyNewPasskey } from '../../accounts/passkey.ts'
import { sealSecret } from '../../accounts/seal-secret.ts'
import { setChallenge, setDraftSecret } from '../../accounts/session-store.ts'
import { newTotpSecret, totpCode } from '../../accounts/totp.ts'
import type { Json } from '../break-body.ts'
import { testOrigin, testSecretKey } from '../serve-test.ts'
import { createSoftAuthenticator, type SoftAuthenticator } from '../soft-authenticator.ts'
import type { Maker } from './call.ts'
import { nextNumber, password, type World } from './world.ts'

const rpId = new URL(testOrigin).hostname
const newChallenge = () => randomBytes(32).toString('base64url')
const asJson = (value: object): Json => JSON.parse(JSON.stringify(value))

/** A phone number that nobody has. */
export const newPhone = (): string => `08${String(nextNumber()).padStart(8, '0')}`

const newPassword = () => `hai con bò ăn rơm ${nextNumber()}`

/** A person with an authenticator app, the key to it, and the id of the factor. */
async function withTotp(world: World, kind: PersonKind = 'staff') {
  const [person, secret] = [await world.newPerson(kind), newTotpSecret()]
  const { manager } = world.db
  const sealed = { secret: sealSecret(testSecretKey, secret), step: 0 }
  await insertTotp(manager, person.accountId, sealed, new Date())
  const [factor] = await listFactors(manager, person.accountId)
  return { person, secret, factorId: factor?.id ?? '' }
}

/** A person with a passkey, in the browser that holds it. */
async function withPasskey(world: World) {
  const person = await world.newPerson('staff')
  const browser = createSoftAuthenticator(testOrigin, rpId)
  const challenge = newChallenge()
  const response = browser.create({ challenge })
  const made = await verifyNewPasskey({ response, challenge, origin: testOrigin, rpId })
  await insertPasskey(world.db.manager, person.accountId, { ...made, name: 'điện thoại' }, new Date())
  return { person, browser }
}

/** What the browser answers to the challenge that the session has got. */
async function challenged(
  world: World,
  sessionId: string,
  answer: (options: { challenge: string }) => ReturnType<SoftAuthenticator['create' | 'get']>,
): Promise<Json> {
  const challenge = newChallenge()
  await setChallenge(world.db.manager, sessionId, challenge, new Date())
  return asJson(answer({ challenge }))
}

const signIn: Maker = async (world) => {
  const [{ accountId }, phone] = [await world.newPerson('staff'), newPhone()]
  await world.db.query('UPDATE account SET phone = $2 WHERE id = $1', [accountId, phone])
  return { body: { phone, password } }
}

const addTotp: Maker = async (world) => {
  const [as, secret] = [await world.newPerson('staff'), newTotpSecret()]
  await setDraftSecret(world.db.manager, as.session.id, sealSecret(testSecretKey, secret))
  return { as, body: { code: totpCode(secret, new Date()) } }
}

const addPasskey: Maker = async (world) => {
  const as = await world.newPerson('staff')
  const { create } = createSoftAuthenticator(testOrigin, rpId)
  return { as, body: { response: await challenged(world, as.session.id, create), name: 'máy tính' } }
}

const confirmPasskey: Maker = async (world) => {
  const { person, browser } = await withPasskey(world)
  return { as: person, body: { response: await challenged(world, person.session.id, browser.get) } }
}

/** Signing in and out, and the person's own factors: each call by a person of its own, whose session it may end. */
export const accountCalls: Record<string, Maker[]> = {
  signIn: [signIn],
  signOut: [async (world) => ({ as: await world.newPerson('staff'), body: { keepStorage: true } })],
  confirmPassword: [async (world) => ({ as: await world.newPerson('staff'), body: { password } })],
  confirmTotp: [
    async (world) => {
      const { person, secret } = await withTotp(world)
      return { as: person, body: { code: totpCode(secret, new Date()) } }
    },
  ],
  beginPasskey: [async (world) => ({ as: (await withPasskey(world)).person, body: {} })],
  confirmPasskey: [confirmPasskey],
  beginTotp: [async (world) => ({ as: await world.newPerson('staff'), body: {} })],
  addTotp: [addTotp],
  beginNewPasskey: [async (world) => ({ as: await world.newPerson('staff'), body: {} })],
  addPasskey: [addPasskey],
  removeFactor: [
    async (world) => {
      const { person, factorId } = await withTotp(world)
      return { as: person, params: { id: factorId }, body: {} }
    },
  ],
  changePassword: [
    async (world) => ({
      as: await world.newPerson('staff'),
      body: { current: password, password: newPassword() },
    }),
  ],
}
