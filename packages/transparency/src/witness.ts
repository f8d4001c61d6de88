import { hashFromBase64, parseDecimal, toBase64 } from './base64.ts'
import { type OpenCheckpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts'
import { LogError, malformed } from './error.ts'
import { isSameBytes } from './hash.ts'
import { openNote, parseNote, signatureLine } from './note.ts'
import type { SignerKey, VerifierKey } from './note-key.ts'
import { emptyRoot } from './tree.ts'
import { verifyConsistency } from './verify-proof.ts'

/** What a log sends to a witness (C2SP tlog-witness): its newest checkpoint, and the proof from the one the witness saw last. */
export interface AddCheckpoint {
  /** Leaves of the tree that the witness saw last; 0 when it never saw one. */
  readonly old: number
  readonly proof: readonly Uint8Array[]
  /** The note. */
  readonly checkpoint: string
}

/** The newest checkpoint of a log that a witness cosigned. */
export interface Seen {
  readonly size: number
  readonly root: Uint8Array
}

/** What a witness answers, as HTTP says it. With 409 goes the size it knows. */
export type Decision =
  | { readonly status: 200; readonly checkpoint: OpenCheckpoint }
  | { readonly status: 409; readonly size: number }
  | { readonly status: 400 | 403 | 404 | 422 }

const maxProof = 63

/** The body of a request to `add-checkpoint`. */
export const formatAddCheckpoint = ({ old, proof, checkpoint }: AddCheckpoint): string =>
  `old ${old}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${checkpoint}`

/** Reads the body of a request to `add-checkpoint`. @throws {LogError} `MALFORMED` */
export function parseAddCheckpoint(body: string): AddCheckpoint {
  const blank = body.indexOf('\n\n')
  const [first = '', ...proof] = body.slice(0, Math.max(blank, 0)).split('\n')
  if (!first.startsWith('old ') || proof.length > maxProof)
    throw malformed('not a request to add a checkpoint')
  const checkpoint = body.slice(blank + 2)
  parseCheckpoint(parseNote(checkpoint).text)
  return { old: parseDecimal(first.slice(4)), proof: proof.map(hashFromBase64), checkpoint }
}

/**
 * What a witness answers to a request. It must keep the checkpoint of a 200 before it answers, and must not let another request
 * for the log in between: else two checkpoints that contradict each other could both be cosigned.
 *
 * @param logKeys the keys of the logs it knows
 * @param seen what it cosigned last for the log; nothing yet is the empty tree
 */
export async function decideAddCheckpoint(
  body: string,
  logKeys: readonly VerifierKey[],
  findSeen: (origin: string) => Promise<Seen | undefined>,
): Promise<Decision> {
  try {
    const { old, proof, checkpoint: note } = parseAddCheckpoint(body)
    const { origin, size } = parseCheckpoint(parseNote(note).text)
    const keys = logKeys.filter(({ name }) => name === origin)
    if (keys.length === 0) return { status: 404 }
    const checkpoint = await openCheckpoint(note, keys)
    if (old > size) return { status: 400 }
    const seen = (await findSeen(origin)) ?? { size: 0, root: emptyRoot() }
    if (old !== seen.size) return { status: 409, size: seen.size }
    return judge(seen, checkpoint, proof)
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    return { status: error.code === 'MALFORMED' ? 400 : 403 }
  }
}

function judge(seen: Seen, checkpoint: OpenCheckpoint, proof: readonly Uint8Array[]): Decision {
  const { size, root } = checkpoint
  if (size === seen.size) {
    if (!isSameBytes(root, seen.root)) return { status: 409, size }
    return proof.length === 0 ? { status: 200, checkpoint } : { status: 422 }
  }
  const claim = { from: seen.size, to: size, fromRoot: seen.root, toRoot: root, proof }
  // Whatever a log begins with, it begins with nothing: there is no proof of that, and none may be sent.
  const isExtension = seen.size === 0 ? proof.length === 0 : verifyConsistency(claim)
  return isExtension ? { status: 200, checkpoint } : { status: 422 }
}

/** The line with which a witness (key of type 4) says that it saw this checkpoint and nothing that contradicts it. */
export const cosign = (key: SignerKey, { text }: OpenCheckpoint, timeSeconds: number): Promise<string> =>
  signatureLine(key, text, timeSeconds)

/**
 * The note with the cosignatures out of a witness's answer: those of the known witnesses that are right and not yet there.
 *
 * @throws {LogError} `UNSIGNED` when there is none, `SIGNATURE_INVALID` when a known witness's is wrong, `MALFORMED`
 */
export async function addCosignatures(
  note: string,
  answer: string,
  witnesses: readonly VerifierKey[],
): Promise<string> {
  const { text, signatures } = parseNote(note)
  const { checked } = await openNote(`${text}\n${answer}`, witnesses)
  const isThere = (key: VerifierKey) => signatures.some(({ name, id }) => name === key.name && id === key.id)
  return note + checked.flatMap(({ key, line }) => (isThere(key) ? [] : [line])).join('')
}
