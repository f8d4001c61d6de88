import { appendLeaves, leafHash, openCheckpoint, rootFromFrontier, toBase64Url } from '@nguon/transparency'
import type { History } from './history.ts'
import type { Acknowledged } from './write-load.ts'

/** Opens a signed note, or throws. Replaced only where it is shown that a check that checks nothing is noticed. */
export type OpenNote = typeof openCheckpoint

/**
 * What is wrong with a history: something acknowledged that is not there as it was, or there twice; a batch with a gap or a broken
 * link; a checkpoint that the log did not sign, or over other entries. Empty when all is well. An oracle: it shares nothing with
 * the server but the hashes.
 */
export async function findMistakes(
  { entries, notes, key }: History,
  acknowledged: readonly Acknowledged[],
  open: OpenNote = openCheckpoint,
): Promise<string[]> {
  const hashes = entries.map((entry) => leafHash(entry))
  const parsed = entries.map((entry) => JSON.parse(Buffer.from(entry).toString()) as Entry)
  const rootAt = rootsOf(hashes, sizesOf(notes))
  const mistakes = [...findLost(parsed, hashes, acknowledged), ...findBroken(parsed, hashes)]
  for (const note of notes)
    try {
      const { size, root } = await open(note, [key])
      if (!rootAt.get(size)?.equals(root)) mistakes.push(`the checkpoint at ${size} is over other entries`)
    } catch (error) {
      mistakes.push(`a checkpoint does not verify: ${(error as Error).message}`)
    }
  return mistakes
}

interface Entry {
  readonly id: string
  readonly details?: { readonly method?: string }
  readonly batches?: readonly {
    readonly batchId: string
    readonly sequence: number
    readonly prev: string | null
  }[]
}

const sizesOf = (notes: readonly string[]): number[] =>
  [...new Set(notes.map((note) => Number(note.split('\n')[1])))].sort((a, b) => a - b)

/** The roots at these sizes, smallest first; none for one beyond the entries. */
function rootsOf(hashes: readonly Uint8Array[], sizes: readonly number[]): Map<number, Buffer> {
  const roots = new Map<number, Buffer>()
  let [from, frontier]: [number, readonly Uint8Array[]] = [0, []]
  for (const size of sizes.filter((each) => each <= hashes.length)) {
    frontier = appendLeaves(from, frontier, hashes.slice(from, size)).frontier
    from = size
    roots.set(size, Buffer.from(rootFromFrontier(frontier)))
  }
  return roots
}

function findLost(
  parsed: readonly Entry[],
  hashes: readonly Uint8Array[],
  acknowledged: readonly Acknowledged[],
): string[] {
  const mistakes: string[] = []
  const times = new Map<string, number>()
  for (const { id, details } of parsed)
    for (const word of [id, details?.method ?? '']) if (word) times.set(word, (times.get(word) ?? 0) + 1)
  const hashOf = new Map(parsed.map(({ id }, at) => [id, toBase64Url(hashes[at] as Uint8Array)]))
  for (const { id, leafHash: told, text } of acknowledged) {
    if (!hashOf.has(id)) mistakes.push(`lost: ${text}`)
    else if (hashOf.get(id) !== told) mistakes.push(`changed: ${text}`)
    if ((times.get(id) ?? 0) > 1 || (times.get(text) ?? 0) > 1) mistakes.push(`doubled: ${text}`)
  }
  return mistakes
}

/** Every batch counts 1, 2, 3 … in the order of the log, and each of its entries names the hash of the one before. */
function findBroken(parsed: readonly Entry[], hashes: readonly Uint8Array[]): string[] {
  const heads = new Map<string, { sequence: number; hash: string | null }>()
  const mistakes: string[] = []
  // a batch that is taken and given in place stands twice in an entry, with one number
  for (const [at, { batches = [] }] of parsed.entries())
    for (const { batchId, sequence, prev } of new Map(batches.map((item) => [item.batchId, item])).values()) {
      const head = heads.get(batchId) ?? { sequence: 0, hash: null }
      if (sequence !== head.sequence + 1 || prev !== head.hash)
        mistakes.push(`the batch ${batchId} is broken at ${sequence}`)
      heads.set(batchId, { sequence, hash: toBase64Url(hashes[at] as Uint8Array) })
    }
  return mistakes
}
