import { canonicalBytes } from './canonical.ts'
import { LogError, malformed } from './error.ts'
import { fromBase64Url, leafHash, toBase64Url } from './hash.ts'
import { verifyEvent } from './signature.ts'

/** An entry, read only after its bytes were hashed. */
export interface OpenEntry {
  readonly leafHash: Uint8Array
  /** Of a later version or an unknown type: newer than this program, which can say that it is unchanged but not what it means. */
  readonly isNewer: boolean
  readonly body: Readonly<Record<string, unknown>>
}

/** Whether a phone signed (of a later version nobody can say): `unknown_key` where its key was not given, `revoked` where it was revoked before the entry was recorded. */
export type EntrySignature = 'none' | 'valid' | 'unknown_key' | 'revoked'

/** An entry in its place. */
export interface ChainEntry extends OpenEntry {
  /** 1, 2, 3 … in the history of its batch or subject. */
  readonly sequence: number
  readonly signature: EntrySignature
}

/** The public key of a phone, as an entry `device_key_version` gives it. */
export interface DeviceKey {
  readonly keyId: string
  readonly organizationId: string
  /** SubjectPublicKeyInfo of a P-256 key, 91 bytes. */
  readonly publicKey: Uint8Array
  /** The same, as `importPublicKey` makes it: for who checks many signatures. */
  readonly imported?: CryptoKey
  readonly revokedAt?: string
}

/** Whose history it is. */
export type ChainOwner = { readonly batchId: string } | { readonly subjectId: string }

/** With what a history is checked. */
export interface ChainContext {
  /** The phones whose signatures are checked. */
  readonly keys?: readonly DeviceKey[]
  /** The types the program knows; any, where they are not given. */
  readonly types?: ReadonlySet<string>
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Reads an entry by its exact bytes.
 *
 * @throws {LogError} `MALFORMED` unless it is a JSON object, and, in the version we know, its canonical bytes: then no two programs
 * read it differently
 */
export function openEntry(bytes: Uint8Array, types?: ReadonlySet<string>): OpenEntry {
  const hash = leafHash(bytes)
  const text = decode(bytes)
  const body = parseObject(text)
  if (!Number.isSafeInteger(body.v) || typeof body.type !== 'string') throw malformed('not an entry')
  if (body.v !== 1) return { leafHash: hash, isNewer: true, body }
  if (!isCanonical(body, text)) throw malformed('an entry that is not canonical')
  return { leafHash: hash, isNewer: types !== undefined && !types.has(body.type), body }
}

/**
 * Checks the whole history of a batch or subject: its entries from the first on, none left out or changed, each signed by the phone
 * it names. Whether the entries are in a log is for `verifyInclusion` to say.
 *
 * @param entries the exact bytes, in order
 * @throws {LogError} `CHAIN_BROKEN`, `SIGNATURE_INVALID` or `MALFORMED`, naming the entry
 */
export async function verifyChain(
  owner: ChainOwner,
  entries: readonly Uint8Array[],
  context: ChainContext = {},
): Promise<ChainEntry[]> {
  const chain: ChainEntry[] = []
  for (const bytes of entries) {
    const entry = openEntry(bytes, context.types)
    const sequence = chain.length + 1
    const prev = chain.at(-1)
    if (entry.body.v === 1) assertLinked(entry, owner, sequence, prev ? toBase64Url(prev.leafHash) : null)
    chain.push({ ...entry, sequence, signature: await checkSigner(entry, sequence, context.keys ?? []) })
  }
  return chain
}

/**
 * The keys of phones that histories of keys give, each as its last version says. Check the histories first.
 *
 * @throws {LogError} `MALFORMED`
 */
export function deviceKeysOf(entries: readonly OpenEntry[]): DeviceKey[] {
  const keys = entries.flatMap(({ body: { type, subject, organizationId, data } }): DeviceKey[] => {
    if (type !== 'device_key_version' || !isObject(subject) || !isObject(data)) return []
    const { publicKey, revokedAt } = data
    if (typeof subject.id !== 'string' || typeof organizationId !== 'string') return []
    if (typeof publicKey !== 'string' || !/^[A-Za-z0-9_-]{122}$/.test(publicKey))
      throw malformed('not the key of a phone')
    const revoked = typeof revokedAt === 'string' ? { revokedAt } : {}
    return [{ keyId: subject.id, organizationId, publicKey: fromBase64Url(publicKey), ...revoked }]
  })
  return [...new Map(keys.map((key) => [key.keyId, key])).values()]
}

function assertLinked({ body }: OpenEntry, owner: ChainOwner, sequence: number, prev: string | null): void {
  const links =
    'batchId' in owner
      ? listOf(body.batches).filter(({ batchId }) => batchId === owner.batchId)
      : listOf([body.subject]).filter(({ id }) => id === owner.subjectId)
  const isLinked = links.every((link) => link.sequence === sequence && link.prev === prev)
  if (links.length === 0 || !isLinked)
    throw new LogError('CHAIN_BROKEN', `entry ${sequence} does not follow the one before`)
}

/**
 * Checks the signature in an entry, under the key that it names among `keys`.
 *
 * @param sequence what an error calls the entry
 * @throws {LogError} `SIGNATURE_INVALID` when it is another's, or over something else
 */
export async function checkSigner(
  { body }: Pick<OpenEntry, 'body'>,
  sequence: number,
  keys: readonly DeviceKey[],
): Promise<EntrySignature> {
  const { device, organizationId, recordedAt } = body
  if (device === undefined || body.v !== 1) return 'none'
  const key = keys.find(({ keyId }) => isObject(device) && keyId === device.keyId)
  if (!key) return 'unknown_key'
  const isSigned = await verifyEvent(key.imported ?? key.publicKey, recordedPart(body)).catch(() => false)
  if (key.organizationId !== organizationId || !isSigned)
    throw new LogError('SIGNATURE_INVALID', `entry ${sequence} was not signed by the phone it names`)
  const isLate = key.revokedAt !== undefined && !(Date.parse(`${recordedAt}`) < Date.parse(key.revokedAt))
  return isLate ? 'revoked' : 'valid'
}

/** What its recorder made: an entry without what the server added. */
function recordedPart(body: OpenEntry['body']): Record<string, unknown> {
  const { recordedAt: _recordedAt, importedAt: _importedAt, marks: _marks, ...recorded } = body
  const batches = listOf(body.batches).map(({ sequence: _sequence, prev: _prev, ...item }) => item)
  return body.batches === undefined ? recorded : { ...recorded, batches }
}

/** What has no canonical form (half a character, a hundred thousand brackets) is nobody's canonical bytes. */
function isCanonical(body: unknown, text: string): boolean {
  try {
    return isPlainly(body, text) || decoder.decode(canonicalBytes(body)) === text
  } catch {
    return false
  }
}

/**
 * Whether the text is seen to be canonical without writing it anew, as nearly every entry is: three times as fast, which a log of a
 * million entries notices. RFC 8785 is what ECMAScript writes, with the keys in order and no half characters.
 */
const isPlainly = (body: unknown, text: string): boolean =>
  JSON.stringify(body) === text && isSorted(body) && !text.includes('\\ud')

function isSorted(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isSorted)
  let before: string | undefined
  for (const [key, each] of Object.entries(value)) {
    if (key === 'toJSON' || (before !== undefined && before > key) || !isSorted(each)) return false
    before = key
  }
  return true
}

function decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw malformed('an entry that is not JSON')
  }
}

function parseObject(text: string): Record<string, unknown> {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw malformed('an entry that is not JSON')
  }
  if (!isObject(body)) throw malformed('an entry that is not an object')
  return body
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const listOf = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter(isObject) : []
