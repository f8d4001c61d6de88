import { fromBase64, hashFromBase64, parseDecimal, toBase64 } from './base64.ts'
import type { OpenCheckpoint } from './checkpoint.ts'
import { LogError, malformed } from './error.ts'
import { openByPolicy, type Policy } from './policy.ts'
import { verifyInclusion } from './verify-proof.ts'

/** That an entry is in a log, to keep and to check without a network (C2SP tlog-proof): a file `.tlog-proof`. */
export interface TlogProof {
  /** What only the application knows; ours puts the bytes of the entry here. Nobody vouches for it but its own hash. */
  readonly extra?: Uint8Array
  readonly index: number
  readonly proof: readonly Uint8Array[]
  /** The note. */
  readonly checkpoint: string
}

const header = 'c2sp.org/tlog-proof@v1'
const maxProof = 63

/** The text of the file. */
export function formatTlogProof({ extra, index, proof, checkpoint }: TlogProof): string {
  const lines = [
    header,
    ...(extra ? [`extra ${toBase64(extra)}`] : []),
    `index ${index}`,
    ...proof.map(toBase64),
  ]
  return `${lines.join('\n')}\n\n${checkpoint}`
}

/** Reads the file; nothing in it is checked yet. @throws {LogError} `MALFORMED` */
export function parseTlogProof(text: string): TlogProof {
  const blank = text.indexOf('\n\n')
  const [first, ...lines] = text.slice(0, Math.max(blank, 0)).split('\n')
  const extra = lines[0]?.startsWith('extra ') ? lines.shift() : undefined
  const index = lines.shift()
  if (first !== header || !index?.startsWith('index ') || lines.length > maxProof)
    throw malformed('not a proof of a log')
  return {
    ...(extra === undefined ? {} : { extra: fromBase64(extra.slice(6)) }),
    index: parseDecimal(index.slice(6)),
    proof: lines.map(hashFromBase64),
    checkpoint: text.slice(blank + 2),
  }
}

/**
 * Checks that the entry with this leaf hash is in the log.
 *
 * @returns the checkpoint that was signed, and who of the witnesses saw it
 * @throws {LogError} whatever is wrong with its checkpoint, or `PROOF_INVALID`
 */
export async function verifyTlogProof(
  { index, proof, checkpoint: note }: TlogProof,
  leafHash: Uint8Array,
  policy: Policy,
): Promise<OpenCheckpoint> {
  const checkpoint = await openByPolicy(note, policy)
  const { size, root } = checkpoint
  if (!verifyInclusion({ leafHash, index, size, proof, root }))
    throw new LogError('PROOF_INVALID', 'the entry is not in the log')
  return checkpoint
}
