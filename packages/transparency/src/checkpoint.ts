import { hashFromBase64, parseDecimal, toBase64 } from './base64.ts'
import { LogError, malformed } from './error.ts'
import { type CheckedSignature, openNote, signNote } from './note.ts'
import type { SignerKey, VerifierKey } from './note-key.ts'

/** What a log signs: how many entries it has and the root of their tree (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** The name of the log. */
  readonly origin: string
  readonly size: number
  /** 32 bytes. */
  readonly root: Uint8Array
  /** Lines of other programs, without their newlines; ours writes none. */
  readonly extensions?: readonly string[]
}

/** A checkpoint whose log signed it. */
export interface OpenCheckpoint extends Checkpoint {
  /** The signed text. */
  readonly text: string
  /** Who of the trusted witnesses saw it, and when. */
  readonly cosignatures: readonly CheckedSignature[]
}

/** The text of a checkpoint. @throws {LogError} when it could not be read back as the same */
export function formatCheckpoint({ origin, size, root, extensions = [] }: Checkpoint): string {
  const text = [origin, size, toBase64(root), ...extensions].map((line) => `${line}\n`).join('')
  const back = parseCheckpoint(text)
  if (back.origin !== origin || back.extensions?.length !== extensions.length)
    throw malformed('a newline in a line')
  return text
}

/** Reads the text of a checkpoint. @throws {LogError} `MALFORMED` */
export function parseCheckpoint(text: string): Checkpoint {
  if (!text.endsWith('\n')) throw malformed('not a checkpoint')
  const [origin, size, root, ...extensions] = text.slice(0, -1).split('\n')
  if (!origin || size === undefined || root === undefined || extensions.includes(''))
    throw malformed('not a checkpoint')
  return { origin, size: parseDecimal(size), root: hashFromBase64(root), extensions }
}

/** A checkpoint as a note that its log signed. */
export const signCheckpoint = (checkpoint: Checkpoint, ...keys: readonly SignerKey[]): Promise<string> =>
  signNote(formatCheckpoint(checkpoint), ...keys)

/**
 * Opens the note of a checkpoint: one of the log's keys signed it, and its origin is the name of that key.
 *
 * @param logKeys the keys of one log, or of several; two of one log while it changes its key
 * @param witnesses whose cosignatures count; all others are passed over
 * @throws {LogError} `MALFORMED`, `SIGNATURE_INVALID`, `UNSIGNED` or `WRONG_ORIGIN`
 */
export async function openCheckpoint(
  note: string | Uint8Array,
  logKeys: readonly VerifierKey[],
  witnesses: readonly VerifierKey[] = [],
): Promise<OpenCheckpoint> {
  const { text, checked } = await openNote(note, [...logKeys, ...witnesses])
  const ofLog = checked.filter(({ key }) => logKeys.includes(key))
  if (ofLog.length === 0) throw new LogError('UNSIGNED', 'the log did not sign the checkpoint')
  const checkpoint = parseCheckpoint(text)
  if (!ofLog.some(({ key }) => key.name === checkpoint.origin))
    throw new LogError('WRONG_ORIGIN', `the checkpoint of ${checkpoint.origin}`)
  const cosignatures = checked.filter(({ key }) => key.type === 4 && witnesses.includes(key))
  return { ...checkpoint, text, cosignatures }
}
