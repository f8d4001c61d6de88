import {
  consistencyProof,
  LogError,
  type OpenCheckpoint,
  parseTlogProof,
  readNodesOfTiles,
  rootOf,
  verifyConsistency,
} from '@nguon/transparency'
import { unverified } from './failure.ts'
import { type LogSource, openSource } from './log-source.ts'
import { readHashes } from './read-tree.ts'
import { findTrust, openNoteOf, type TrustOptions } from './trust.ts'

/** What somebody was shown of a log: a checkpoint that it signed, and where its tiles can be read. */
export interface View {
  readonly name: string
  readonly note: string
  readonly checkpoint: OpenCheckpoint
  readonly source?: LogSource
}

/** Two views of one log that do not contradict each other. */
export interface Agreement {
  readonly origin: string
  /** Entries that both have. */
  readonly size: number
  /** Entries of the larger one. */
  readonly newest: number
  readonly warning?: string
}

/** Compares what a log shows at two places, each a server or a mirror. @throws {Failure} 1 with the proof when it shows two histories */
export async function compare(one: string, two: string, options: TrustOptions): Promise<Agreement> {
  const sources = [openSource(one), openSource(two)] as const
  const { policy, warning } = await findTrust(options, ...sources)
  const open = async (source: LogSource): Promise<View> => {
    const note = (await source.readCheckpoint()).toString()
    return { name: source.name, note, checkpoint: await openNoteOf(note, policy, source.name), source }
  }
  const agreement = await compareViews(await open(sources[0]), await open(sources[1]))
  return { ...agreement, ...(warning ? { warning } : {}) }
}

/**
 * Checks that what a log shows now goes on from a checkpoint that somebody was shown elsewhere: on a printed receipt, by a phone.
 *
 * @param text the note of the checkpoint, or a whole receipt
 * @throws {Failure} 1 with the proof when it does not
 */
export async function gossip(text: string, at: string, options: TrustOptions): Promise<Agreement> {
  const source = openSource(at)
  const { policy, warning } = await findTrust(options, source)
  const note = noteOf(text)
  const seen = { name: 'the note', note, checkpoint: await openNoteOf(note, policy, 'the note') }
  const present = (await source.readCheckpoint()).toString()
  const checkpoint = await openNoteOf(present, policy, at)
  const agreement = await compareViews(seen, { name: at, note: present, checkpoint, source })
  return { ...agreement, ...(warning ? { warning } : {}) }
}

function noteOf(text: string): string {
  try {
    return text.startsWith('c2sp.org/tlog-proof@') ? parseTlogProof(text).checkpoint : text
  } catch (error) {
    throw error instanceof LogError ? unverified(`This is no receipt: ${error.message}.`) : error
  }
}

/** @throws {Failure} 1 when the larger tree does not begin with the smaller one, or nobody shows that it does */
export async function compareViews(one: View, two: View): Promise<Agreement> {
  const [older, newer] = one.checkpoint.size <= two.checkpoint.size ? [one, two] : [two, one]
  const { origin, size } = older.checkpoint
  const newest = newer.checkpoint.size
  if (newer.checkpoint.origin !== origin)
    throw unverified(`These are two logs: ${one.checkpoint.origin} and ${two.checkpoint.origin}.`)
  if (size === newest && !isSame(older.checkpoint.root, newer.checkpoint.root))
    throw unverified(`${origin} signed two histories of ${size} entries.`, proofText(older, newer))
  if (size > 0 && size < newest) await assertBegins(older, newer)
  return { origin, size, newest }
}

/** Computes from the tiles of the larger tree how it began: whoever signed both cannot deny that they differ. */
async function assertBegins(older: View, newer: View): Promise<void> {
  const [from, to] = [older.checkpoint.size, newer.checkpoint.size]
  const { source } = newer
  if (!source)
    throw unverified(
      `${older.name} shows ${from} entries, and ${newer.name} is of ${to}: it may be an old copy, so try again later; if it stays so, ` +
        'the log hides what it has signed.',
      `Signed: \n${newer.note}\nShown now:\n${older.note}`,
    )
  const readNodes = readNodesOfTiles(to, (tile) => readHashes(source, tile))
  const fromRoot = await rootOf(from, readNodes)
  const proof = await consistencyProof(from, to, readNodes)
  if (!verifyConsistency({ from, to, fromRoot, toRoot: newer.checkpoint.root, proof }))
    throw unverified(`The tiles of ${newer.name} are not those of the tree that was signed.`)
  if (isSame(fromRoot, older.checkpoint.root)) return
  throw unverified(
    `${newer.checkpoint.origin} signed two histories: its tree of ${to} entries does not begin with its tree of ${from}.`,
    proofText(older, newer, { fromRoot, proof }),
  )
}

/** All that somebody needs who trusts neither us nor the log, only its key. */
function proofText(
  older: View,
  newer: View,
  begun?: { readonly fromRoot: Uint8Array; readonly proof: readonly Uint8Array[] },
): string {
  const base64 = (hash: Uint8Array) => Buffer.from(hash).toString('base64')
  const { size } = older.checkpoint
  const beginning = begun && [
    `The second tree began otherwise. The root of its first ${size} entries:`,
    base64(begun.fromRoot),
    'The consistency proof (RFC 6962) that leads from it to the root of the second note:',
    ...begun.proof.map(base64),
  ]
  return [
    'PROOF OF MISBEHAVIOUR: one log signed two notes that contradict each other.',
    `The first, from ${older.name}:`,
    '',
    older.note,
    `The second, from ${newer.name}:`,
    '',
    newer.note,
    ...(beginning ?? []),
  ].join('\n')
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0
