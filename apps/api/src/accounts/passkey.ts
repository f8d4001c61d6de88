import type { api } from '@nguon/contract'
import { DomainError, type Id } from '@nguon/domain'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { decodeAttestationObject } from '@simplewebauthn/server/helpers'
import type * as z from 'zod'

/** What is kept of a passkey. */
export interface Passkey {
  readonly credentialId: string
  /** COSE. */
  readonly publicKey: Buffer
  /** How often it was used, as it says itself; 0 for ever where it does not count. */
  readonly counter: number
  readonly transports: readonly string[]
}

/** What the answer of a browser is held against. */
interface Expected {
  /** Of the options the browser was given; the caller lets it serve once. */
  readonly challenge: string
  /** Of the public address: `https://trace.example.vn`. */
  readonly origin: string
  /** The host name of the public address. */
  readonly rpId: string
}

type Made = RegistrationResponseJSON | z.output<typeof api.addPasskey.input>['response']
type Shown = AuthenticationResponseJSON | z.output<typeof api.confirmPasskey.input>['response']

/** What a browser needs to make a passkey; keep the `challenge`. */
export function newPasskeyOptions({
  rpId,
  user,
  existing,
}: {
  rpId: string
  user: { id: Id; name: string; displayName: string }
  /** Ids of the person's passkeys: no device makes a second one. */
  existing: readonly string[]
}): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    rpName: 'Nguồn',
    rpID: rpId,
    userID: new TextEncoder().encode(user.id),
    userName: user.name,
    userDisplayName: user.displayName,
    attestationType: 'none',
    excludeCredentials: existing.map((id) => ({ id })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  })
}

/** The passkey that a browser made. @throws {DomainError} `FACTOR_FAILED` */
export async function verifyNewPasskey({
  response,
  ...expected
}: Expected & { response: Made }): Promise<Passkey> {
  const { credential } = await orFail(async () => {
    assertNoCertificates(response.response.attestationObject)
    const options = { response: response as RegistrationResponseJSON, ...expectations(expected) }
    return (await verifyRegistrationResponse(options)).registrationInfo
  })
  return {
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: response.response.transports ?? [],
  }
}

/** What a browser needs to show one of these passkeys; keep the `challenge`. */
export function passkeyOptions({
  rpId,
  credentials,
}: {
  rpId: string
  credentials: readonly Pick<Passkey, 'credentialId' | 'transports'>[]
}): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: rpId,
    allowCredentials: credentials.map(({ credentialId: id, transports }) => ({
      id,
      transports: [...transports],
    })),
    userVerification: 'required',
  })
}

/**
 * That a browser showed this passkey, for this challenge, with the person verified. Keep the `counter`: an answer that does not
 * go beyond it is a copy.
 *
 * @throws {DomainError} `FACTOR_FAILED`
 */
export async function verifyPasskey({
  response,
  credential: { credentialId, publicKey, counter },
  ...expected
}: Expected & { response: Shown; credential: Passkey }): Promise<{ counter: number }> {
  const { newCounter } = await orFail(async () => {
    if (response.id !== credentialId) return undefined
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      ...expectations(expected),
      credential: { id: credentialId, publicKey: new Uint8Array(publicKey), counter },
    })
    return verified ? authenticationInfo : undefined
  })
  return { counter: newCounter }
}

const expectations = ({ challenge, origin, rpId }: Expected) => ({
  expectedChallenge: challenge,
  expectedOrigin: origin,
  expectedRPID: rpId,
  requireUserVerification: true,
})

/**
 * Nobody asked for certificates of the device. Whoever sends them anyway would have the library fetch revocation lists from
 * addresses of the sender's choice.
 */
function assertNoCertificates(attestationObject: string): void {
  const attestation = decodeAttestationObject(new Uint8Array(Buffer.from(attestationObject, 'base64url')))
  const format = attestation.get('fmt')
  const isOwnSignature = format === 'packed' && !attestation.get('attStmt').get('x5c')
  if (format !== 'none' && !isOwnSignature) throw new Error(`attestation ${format} was not asked for`)
}

/** The library throws at whatever is not as it should be: all of that comes from the browser. */
async function orFail<T>(verify: () => Promise<T | undefined>): Promise<T> {
  const found = await verify().catch(() => undefined)
  if (found === undefined) throw new DomainError('FACTOR_FAILED', 'the passkey was not accepted')
  return found
}
