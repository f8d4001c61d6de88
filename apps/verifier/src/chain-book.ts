import type { OpenEntry } from '@nguon/transparency'
import { unverified } from './failure.ts'

/** Held back, recalled, both or neither, as the last entries about a batch say. */
type Status = 'active' | 'held' | 'recalled' | 'recalled_held'

/** Where the history of a batch, or of a subject such as a product, stands. */
interface Head {
  /** Entries of its history. */
  readonly sequence: number
  /** Leaf hash of the last one, in base64url. */
  readonly leafHash: string
  readonly status: Status
  /** The last entry that held, released, recalled it or lifted a recall. */
  readonly stop?: Stop
}

interface Stop {
  readonly type: string
  readonly eventId: string
  readonly sequence: number
  readonly recordedAt: string
}

/** The histories of all batches and subjects, while the log is read entry by entry. */
export interface ChainBook {
  readonly batches: ReadonlyMap<string, Head>
  readonly subjects: ReadonlyMap<string, Head>
  /** Puts an entry into every history it names. @throws {Failure} 1 when one has a gap there, or another past */
  add(index: number, entry: OpenEntry): void
}

interface Link {
  readonly sequence: unknown
  readonly prev: unknown
}

const stopTypes = new Set(['hold', 'release', 'recall', 'recall_lifted'])

export function openChainBook(): ChainBook {
  const [batches, subjects] = [new Map<string, Head>(), new Map<string, Head>()]
  /** Entries of a later version: what they belong to is known by what follows them. */
  const newer = new Set<string>()

  function follow(
    heads: Map<string, Head>,
    owner: string,
    link: Link,
    entry: OpenEntry,
    index: number,
  ): void {
    const head = heads.get(owner)
    const leafHash = Buffer.from(entry.leafHash).toString('base64url')
    if (head?.leafHash === leafHash && head.sequence === link.sequence) return // it touches the batch twice
    const sequence = (head?.sequence ?? 0) + 1
    const isNext = link.sequence === sequence && link.prev === (head?.leafHash ?? null)
    if (!isNext && !followsNewer(link, sequence))
      throw unverified(
        `Entry ${index} does not go on with the history of ${owner}: it should be number ${sequence} after ${head?.leafHash ?? 'none'}, ` +
          `and is number ${String(link.sequence)} after ${String(link.prev)}.`,
      )
    heads.set(owner, {
      sequence: Number(link.sequence),
      leafHash,
      ...statusAfter(head, entry, Number(link.sequence)),
    })
  }

  const followsNewer = ({ sequence, prev }: Link, least: number): boolean =>
    Number.isSafeInteger(sequence) && Number(sequence) > least && typeof prev === 'string' && newer.has(prev)

  return {
    batches,
    subjects,
    add(index, entry) {
      const { body, leafHash } = entry
      if (body.v !== 1) newer.add(Buffer.from(leafHash).toString('base64url'))
      else {
        for (const item of Array.isArray(body.batches) ? body.batches : [])
          follow(batches, ownerOf(item, 'batchId', index), item, entry, index)
        if (body.subject !== undefined)
          follow(subjects, ownerOf(body.subject, 'id', index), body.subject as Link, entry, index)
      }
    },
  }
}

function ownerOf(link: unknown, key: string, index: number): string {
  const owner = (link as Record<string, unknown> | null)?.[key]
  if (typeof owner === 'string') return owner
  throw unverified(`Entry ${index} does not say which history it belongs to.`)
}

/** A release ends holds and never a recall; a lifted recall ends no hold. */
function statusAfter(
  head: Head | undefined,
  { body }: OpenEntry,
  sequence: number,
): Pick<Head, 'status' | 'stop'> {
  const { type, id, recordedAt } = body
  const { status = 'active', stop } = head ?? {}
  if (!stopTypes.has(String(type))) return stop ? { status, stop } : { status }
  const isHeld = type === 'hold' || (type !== 'release' && status.endsWith('held'))
  const isRecalled = type === 'recall' || (type !== 'recall_lifted' && status.startsWith('recalled'))
  return {
    status: isRecalled ? (isHeld ? 'recalled_held' : 'recalled') : isHeld ? 'held' : 'active',
    stop: { type: String(type), eventId: String(id), sequence, recordedAt: String(recordedAt) },
  }
}
