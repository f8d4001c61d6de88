import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'

/** How this time differs from what a good authenticator does. */
interface Manner {
  /** Whether it asked the person for finger or PIN. */
  readonly verifiesUser?: boolean
  /** How often it says it was used; by itself it counts. */
  readonly counter?: number
  /** What it says of itself: nothing, a signature by the new key, or these certificates (DER). */
  readonly attestation?: 'none' | 'self' | { readonly fmt: string; readonly x5c: readonly Buffer[] }
}

/** A browser at one origin with one passkey in it. Of the options it was given it heeds the challenge. */
export interface SoftAuthenticator {
  readonly credentialId: string
  create(options: { challenge: string }, manner?: Manner): RegistrationResponseJSON
  get(options: { challenge: string }, manner?: Manner): AuthenticationResponseJSON
}

/**
 * An authenticator made of node:crypto alone (P-256), for tests of what a server takes.
 *
 * @param origin of the page that the browser shows, such as `https://trace.example.vn`
 * @param rpId host name that the passkey is for
 */
export function createSoftAuthenticator(origin: string, rpId: string): SoftAuthenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  const credentialId = id.toString('base64url')
  const attested = Buffer.concat([Buffer.alloc(16), uint(2, id.length), id, cbor(coseKey(publicKey))])
  const answer = { id: credentialId, rawId: credentialId, type: 'public-key' } as const
  let used = 0

  const clientData = (type: string, challenge: string): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  const signed = (authData: Buffer, client: Buffer): Buffer =>
    sign('sha256', Buffer.concat([authData, sha256(client)]), privateKey)

  return {
    credentialId,
    create({ challenge }, manner = {}) {
      const client = clientData('webauthn.create', challenge)
      const authData = authenticatorData(rpId, { counter: used, ...manner }, attested)
      const attestation = attestationObject(authData, manner.attestation, () => signed(authData, client))
      const response = inText({ clientDataJSON: client, attestationObject: attestation })
      return { ...answer, clientExtensionResults: {}, response: { ...response, transports: ['internal'] } }
    },
    get({ challenge }, manner = {}) {
      used += 1
      const client = clientData('webauthn.get', challenge)
      const authData = authenticatorData(rpId, { counter: used, ...manner })
      const signature = signed(authData, client)
      const response = inText({ clientDataJSON: client, authenticatorData: authData, signature })
      return { ...answer, clientExtensionResults: {}, response }
    },
  }
}

/** WebAuthn 6.1: hash of the host, flags, counter and, when a key is made, the key. */
function authenticatorData(
  rpId: string,
  { verifiesUser = true, counter = 0 }: Manner,
  attested?: Buffer,
): Buffer {
  const flags = 0x01 | (verifiesUser ? 0x04 : 0) | (attested ? 0x40 : 0) // present, verified, with a key
  return Buffer.concat([sha256(rpId), Buffer.of(flags), uint(4, counter), attested ?? Buffer.of()])
}

function attestationObject(
  authData: Buffer,
  attestation: Manner['attestation'] = 'none',
  signedByItself: () => Buffer,
): Buffer {
  const parts: [string, ReadonlyMap<string, Cbor>] =
    attestation === 'none'
      ? ['none', new Map()]
      : attestation === 'self'
        ? ['packed', new Map<string, Cbor>(Object.entries({ alg: -7, sig: signedByItself() }))]
        : [attestation.fmt, new Map([['x5c', attestation.x5c]])]
  const [fmt, attStmt] = parts
  return cbor(new Map<string, Cbor>(Object.entries({ fmt, attStmt, authData })))
}

/** RFC 9053: an elliptic key, for ES256, on P-256, with its point. */
function coseKey(publicKey: KeyObject): Cbor {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  return new Map<number, Cbor>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Buffer.from(x, 'base64url')],
    [-3, Buffer.from(y, 'base64url')],
  ])
}

const inText = <K extends string>(parts: Record<K, Buffer>): Record<K, string> =>
  Object.fromEntries(
    Object.entries<Buffer>(parts).map(([name, bytes]) => [name, bytes.toString('base64url')]),
  ) as Record<K, string>

const sha256 = (bytes: string | Buffer): Buffer => createHash('sha256').update(bytes).digest()

function uint(bytes: number, value: number): Buffer {
  const buffer = Buffer.alloc(bytes)
  buffer.writeUIntBE(value, 0, bytes)
  return buffer
}

type Cbor = number | string | Buffer | readonly Cbor[] | ReadonlyMap<number | string, Cbor>

/** As much of CBOR (RFC 8949) as an attestation is made of. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  if (value instanceof Map)
    return Buffer.concat([
      head(5, value.size),
      ...[...value].flatMap(([name, each]) => [cbor(name), cbor(each)]),
    ])
  const items = value as readonly Cbor[]
  return Buffer.concat([head(4, items.length), ...items.map(cbor)])
}

function head(major: number, size: number): Buffer {
  if (size < 24) return Buffer.of((major << 5) | size)
  if (size < 256) return Buffer.of((major << 5) | 24, size)
  return Buffer.concat([Buffer.of((major << 5) | 25), uint(2, size)])
}
