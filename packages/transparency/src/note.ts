import { fromBase64, toBase64 } from './base64.ts'
import { LogError, malformed } from './error.ts'
import { isKeyName, type SignerKey, signWith, toHex, type VerifierKey, verifyWith } from './note-key.ts'

/** A text and who signed it, unchecked (C2SP signed-note). */
export interface Note {
  /** Ends with a newline. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** One line below a note: the key it names, and the bytes of the signature. */
export interface NoteSignature {
  readonly name: string
  readonly id: string
  readonly bytes: Uint8Array
  /** As it stood there, with its newline. */
  readonly line: string
}

/** A signature that was checked and is right. `timeSeconds` (since 1970) is when a witness made it. */
export interface CheckedSignature {
  readonly key: VerifierKey
  readonly line: string
  readonly timeSeconds?: number
}

/** A note that at least one trusted key signed. */
export interface OpenNote {
  readonly text: string
  readonly checked: readonly CheckedSignature[]
  readonly unknown: readonly NoteSignature[]
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const maxLength = 100_000
const maxSignatures = 16

/**
 * Takes a note apart. Nothing in it may be believed before {@link openNote}.
 *
 * @throws {LogError} `MALFORMED` on anything but text, a blank line and 1 to 16 signature lines in UTF-8 without control characters
 */
export function parseNote(note: string | Uint8Array): Note {
  const whole = typeof note === 'string' ? note : decode(note)
  if (whole.length > maxLength) throw malformed('a note this long')
  if (isUnclean(whole)) throw malformed('a control character, or half a character')
  const blank = whole.lastIndexOf('\n\n')
  if (blank < 0 || !whole.endsWith('\n')) throw malformed('a note without signatures')
  const lines = whole.slice(blank + 2, -1).split('\n')
  if (lines.length > maxSignatures) throw malformed(`more than ${maxSignatures} signatures`)
  return { text: whole.slice(0, blank + 1), signatures: lines.map(parseSignature) }
}

/**
 * Opens a note. Lines of unknown keys are passed over; a line of a known key must be right, or the whole note is refused.
 *
 * @throws {LogError} `MALFORMED`, `SIGNATURE_INVALID`, or `UNSIGNED` when none of `keys` signed
 */
export async function openNote(note: string | Uint8Array, keys: readonly VerifierKey[]): Promise<OpenNote> {
  const { text, signatures } = parseNote(note)
  const checked = new Map<VerifierKey, CheckedSignature>()
  const unknown: NoteSignature[] = []
  for (const signature of signatures) {
    const key = keys.find(({ name, id }) => name === signature.name && id === signature.id)
    if (!key) unknown.push(signature)
    else checked.set(key, checked.get(key) ?? (await checkSignature(key, signature, text)))
  }
  if (checked.size === 0) throw new LogError('UNSIGNED', 'no known key signed the note')
  return { text, checked: [...checked.values()], unknown }
}

/**
 * The line a key puts below `text`.
 *
 * @param timeSeconds since 1970: what a witness (type 4) says with its name, and nobody else
 */
export async function signatureLine(key: SignerKey, text: string, timeSeconds?: number): Promise<string> {
  if ((key.type === 4) !== (timeSeconds !== undefined)) throw new TypeError('only a witness says the time')
  const signature = await signWith(key, signedBytes(text, timeSeconds))
  const time = timeSeconds === undefined ? [] : timeBytes(timeSeconds)
  const id = key.id.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? []
  return `— ${key.name} ${toBase64(new Uint8Array([...id, ...time, ...signature]))}\n`
}

/**
 * A note of `text`, signed by each key in turn.
 *
 * @throws {LogError} `MALFORMED` when nobody could open it: the text lacks its last newline, or holds control characters
 */
export async function signNote(text: string, ...keys: readonly SignerKey[]): Promise<string> {
  if (!text.endsWith('\n') || isUnclean(text)) throw malformed('not the text of a note')
  const lines = await Promise.all(keys.map((key) => signatureLine(key, text)))
  return `${text}\n${lines.join('')}`
}

async function checkSignature(
  key: VerifierKey,
  { bytes, line }: NoteSignature,
  text: string,
): Promise<CheckedSignature> {
  const invalid = () =>
    new LogError('SIGNATURE_INVALID', `the signature of ${key.name} is not over this note`)
  if (key.type === 1) {
    if (!(await verifyWith(key, bytes, signedBytes(text)))) throw invalid()
    return { key, line }
  }
  if (bytes.length !== 72) throw invalid()
  const time = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0)
  if (time > BigInt(Number.MAX_SAFE_INTEGER)) throw invalid()
  const timeSeconds = Number(time)
  if (!(await verifyWith(key, bytes.subarray(8), signedBytes(text, timeSeconds)))) throw invalid()
  return { key, line, timeSeconds }
}

const signedBytes = (text: string, timeSeconds?: number): Uint8Array =>
  encoder.encode(timeSeconds === undefined ? text : `cosignature/v1\ntime ${timeSeconds}\n${text}`)

function timeBytes(timeSeconds: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(timeSeconds))
  return bytes
}

function parseSignature(line: string): NoteSignature {
  const [dash, name = '', encoded = '', ...more] = line.split(' ')
  if (dash !== '—' || !isKeyName(name) || more.length > 0) throw malformed('not a signature line')
  const bytes = fromBase64(encoded)
  if (bytes.length < 5) throw malformed('not a signature line')
  return { name, id: toHex(bytes.subarray(0, 4)), bytes: bytes.slice(4), line: `${line}\n` }
}

/** Control characters other than the newline, and surrogates without their other half, which UTF-8 cannot write. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const isUnclean = (text: string): boolean => /[\x00-\x09\x0b-\x1f]|\p{Surrogate}/u.test(text)

function decode(note: Uint8Array): string {
  try {
    return decoder.decode(note)
  } catch {
    throw malformed('not UTF-8')
  }
}
