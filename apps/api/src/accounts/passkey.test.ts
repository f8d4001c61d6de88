import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { newId } from '@nguon/domain'
import { createSoftAuthenticator, type SoftAuthenticator } from '../testing/soft-authenticator.ts'
import {
  newPasskeyOptions,
  type Passkey,
  passkeyOptions,
  verifyNewPasskey,
  verifyPasskey,
} from './passkey.ts'

const [origin, rpId] = ['https://trace.example.vn', 'trace.example.vn']
const challenge = 'c2VydmVyLW1hZGUtY2hhbGxlbmdl'
const expected = { challenge, origin, rpId }
const refused = { code: 'FACTOR_FAILED', message: 'the passkey was not accepted' }

/** Signed by itself; names http://inside.example/list.crl as the place to ask whether it was revoked. */
const certificate = Buffer.from(
  [
    'MIIBeDCCAR6gAwIBAgIUSs2GrWWcve1+7FfQXx+IkJIblqgwCgYIKoZIzj0EAwIwETEPMA0GA1UEAwwGQW55b25lMCAXDTI2',
    'MTEyMzE3Mzk1N1oYDzIxMjYxMDMwMTczOTU3WjARMQ8wDQYDVQQDDAZBbnlvbmUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC',
    'AAShraj441kY3E6gc8S0Sdx+lb3/gwYebMyNB8ur0uSd/6BmP7iH0d4Tnop9ULJQxvLy3xaeUWCreIGIXSXOavsWo1IwUDAv',
    'BgNVHR8EKDAmMCSgIqAghh5odHRwOi8vaW5zaWRlLmV4YW1wbGUvbGlzdC5jcmwwHQYDVR0OBBYEFIk/YNBdj9L/jbbWW2WP',
    'KZCSBcXOMAoGCCqGSM49BAMCA0gAMEUCIGrVvD98Cb4wjYQ9Kj137tG1nO3+xsDCScWerFTYJb8AAiEAnF4kdUKd9t2JqCoq',
    'eVxprvkUFqMexsMt9BcXaNA4oWo=',
  ].join(''),
  'base64',
)

let phone: SoftAuthenticator
beforeEach(() => {
  phone = createSoftAuthenticator(origin, rpId)
})
const made = (): Promise<Passkey> => verifyNewPasskey({ response: phone.create({ challenge }), ...expected })

describe('the options for a browser', () => {
  test('ask for the person to be verified and for no certificate, with a challenge of their own', async () => {
    const user = { id: newId(), name: '0912345678', displayName: 'Hoàng Thị Mỹ Duyên' }
    const options = await newPasskeyOptions({ rpId, user, existing: [phone.credentialId] })
    expect(options).toMatchObject({
      rp: { id: rpId, name: 'Nguồn' },
      user: { name: user.name, displayName: user.displayName },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      excludeCredentials: [{ id: phone.credentialId }],
    })
    const [one, two] = await Promise.all(
      [1, 2].map(() => passkeyOptions({ rpId, credentials: [{ credentialId: 'YQ', transports: ['usb'] }] })),
    )
    expect(one).toMatchObject({
      rpId,
      userVerification: 'required',
      allowCredentials: [{ id: 'YQ', transports: ['usb'] }],
    })
    expect(Buffer.from(one?.challenge ?? '', 'base64url').length).toBeGreaterThanOrEqual(16)
    expect(one?.challenge).not.toBe(two?.challenge)
  })
})

describe('a new passkey', () => {
  test('is kept as the browser made it', async () => {
    expect(await made()).toMatchObject({
      credentialId: phone.credentialId,
      counter: 0,
      transports: ['internal'],
    })
  })

  test.each([
    ['for another challenge', () => phone.create({ challenge: 'b3RoZXI' })],
    [
      'on another site',
      () => createSoftAuthenticator('https://trace.examp1e.vn', rpId).create({ challenge }),
    ],
    ['for another host', () => createSoftAuthenticator(origin, 'example.vn').create({ challenge })],
    ['without verifying the person', () => phone.create({ challenge }, { verifiesUser: false })],
    ['by showing one instead', () => phone.get({ challenge }) as never],
  ])('made %s is refused', async (_case, response) => {
    await expect(verifyNewPasskey({ response: response(), ...expected })).rejects.toMatchObject(refused)
  })

  test('is refused where what is sent cannot be read', async () => {
    const response = phone.create({ challenge })
    for (const attestationObject of ['', 'AAAA', '_w', response.response.attestationObject.slice(0, 100)]) {
      const broken = { ...response, response: { ...response.response, attestationObject } }
      await expect(verifyNewPasskey({ response: broken, ...expected })).rejects.toMatchObject(refused)
    }
  })
})

describe('what a new passkey says of its device', () => {
  const asked: string[] = []
  beforeEach(() => {
    jest.spyOn(globalThis, 'fetch').mockImplementation(async (address) => {
      asked.push(String(address))
      return new Response()
    })
  })
  afterEach(() => {
    jest.restoreAllMocks()
    asked.length = 0
  })

  test('may be a signature by the key itself, which is checked', async () => {
    const response = phone.create({ challenge }, { attestation: 'self' })
    expect(await verifyNewPasskey({ response, ...expected })).toMatchObject({
      credentialId: phone.credentialId,
    })
    const others = JSON.stringify({ type: 'webauthn.create', challenge, origin }) // not what was signed
    const clientDataJSON = Buffer.from(others).toString('base64url')
    const mixed = { ...response, response: { ...response.response, clientDataJSON } }
    await expect(verifyNewPasskey({ response: mixed, ...expected })).rejects.toMatchObject(refused)
  })

  test.each(['apple', 'android-key', 'packed', 'fido-u2f', 'tpm'])(
    'is refused as certificates (%s), and nothing is fetched from the addresses in them (V1.3.6)',
    async (fmt) => {
      const response = phone.create({ challenge }, { attestation: { fmt, x5c: [certificate] } })
      await expect(verifyNewPasskey({ response, ...expected })).rejects.toMatchObject(refused)
      expect(asked).toEqual([])
    },
  )
})

describe('a passkey', () => {
  test('lets its person in, as often as it is shown anew', async () => {
    const passkey = await made()
    const first = await verifyPasskey({
      response: phone.get({ challenge }),
      credential: passkey,
      ...expected,
    })
    expect(first).toEqual({ counter: 1 })
    const later = { ...passkey, ...first }
    expect(
      await verifyPasskey({ response: phone.get({ challenge }), credential: later, ...expected }),
    ).toEqual({ counter: 2 })
  })

  test('that does not count its uses lets its person in', async () => {
    const credential = await made()
    const response = phone.get({ challenge }, { counter: 0 })
    expect(await verifyPasskey({ response, credential, ...expected })).toEqual({ counter: 0 })
  })

  test.each([
    ['for another challenge', () => phone.get({ challenge: 'b3RoZXI' })],
    ['without verifying the person', () => phone.get({ challenge }, { verifiesUser: false })],
    ['by making one instead', () => phone.create({ challenge }) as never],
  ])('shown %s is refused', async (_case, response) => {
    const credential = await made()
    await expect(verifyPasskey({ response: response(), credential, ...expected })).rejects.toMatchObject(
      refused,
    )
  })

  test.each([
    ['on another site', { origin: 'https://other.example.vn' }],
    ['for another host', { rpId: 'example.vn' }],
  ])('shown %s is refused', async (_case, elsewhere) => {
    const credential = await made()
    const shown = { response: phone.get({ challenge }), credential, ...expected, ...elsewhere }
    await expect(verifyPasskey(shown)).rejects.toMatchObject(refused)
  })

  test('whose answer comes a second time, or from a copy that counts less, is refused', async () => {
    const passkey = await made()
    const response = phone.get({ challenge }, { counter: 7 })
    const { counter } = await verifyPasskey({ response, credential: passkey, ...expected })
    const later = { ...passkey, counter }
    await expect(verifyPasskey({ response, credential: later, ...expected })).rejects.toMatchObject(refused)
    for (const counts of [0, 6, 7]) {
      const copy = phone.get({ challenge }, { counter: counts })
      await expect(verifyPasskey({ response: copy, credential: later, ...expected })).rejects.toMatchObject(
        refused,
      )
    }
  })

  test('of another key is refused, also under the id of this one', async () => {
    const credential = await made()
    const other = createSoftAuthenticator(origin, rpId).get({ challenge })
    const { id, rawId } = phone.get({ challenge })
    for (const response of [other, { ...other, id, rawId }])
      await expect(verifyPasskey({ response, credential, ...expected })).rejects.toMatchObject(refused)
  })

  test('under the id of another is refused', async () => {
    const credential = { ...(await made()), credentialId: 'YQ' }
    const response = phone.get({ challenge })
    await expect(verifyPasskey({ response, credential, ...expected })).rejects.toMatchObject(refused)
  })
})
