import { setTimeout as pause } from 'node:timers/promises'
import { DomainError } from '@nguon/domain'
import { addCosignatures } from '@nguon/transparency'
import type { Logger } from 'pino'
import type { DataSource } from 'typeorm'
import { askWitness, type WitnessAnswer } from './ask-witness.ts'
import type { Published } from './published.ts'
import { readConsistency } from './read-proofs.ts'
import type { Witness } from './witness-list.ts'

/** The witnesses of this log, and what they have seen. */
export interface Witnesses {
  readonly list: readonly Witness[]
  /** How many of them must have seen a checkpoint: more than half. */
  readonly threshold: number
  /** The checkpoint with the cosignatures that are known of it. */
  cosigned(published: Published): Published
  /** The newest checkpoint that enough of them saw; `undefined` until there is one. */
  lastSeen(): Published | undefined
}

interface WitnessParts {
  readonly db: DataSource
  readonly list: readonly Witness[]
  readonly readPublished: () => Promise<Published>
  readonly logger: Logger
  /** From one round to the next. */
  readonly everyMs?: number
}

/**
 * Shows every witness the newest checkpoint from now on, one every 10 s while there are new ones. Sealing knows nothing of it, so nobody who
 * is slow or away holds it back. Each process asks for itself: a witness that has seen a checkpoint cosigns it again.
 */
export function startWitnesses({
  db,
  list,
  readPublished,
  logger,
  everyMs = 10_000,
}: WitnessParts): Witnesses & { stop(): Promise<void> } {
  const threshold = list.length === 0 ? 0 : Math.floor(list.length / 2) + 1
  const stopping = new AbortController()
  const seen = new Map<Witness, number>() // the size that each cosigned last
  let target: Published | undefined
  let newest: Published | undefined
  let lastSeen: Published | undefined

  async function show(witness: Witness): Promise<void> {
    const published = target
    if (!published || seen.get(witness) === published.size) return
    const request = async (old: number) => {
      const proof = old > 0 ? await readConsistency(db.manager, old, published.size) : []
      return askWitness(witness, { old, proof, checkpoint: published.note }, stopping.signal)
    }
    const line = await cosign(request, witness, seen.get(witness) ?? 0, published)
    seen.set(witness, published.size)
    if (published.size < (newest?.size ?? 0)) return // another has seen a later one meanwhile
    const known = newest?.size === published.size ? newest : published
    newest = { size: known.size, note: known.note + line }
    if (list.filter((each) => seen.get(each) === known.size).length >= threshold) lastSeen = newest
  }

  /** What is wrong is said once, and again after it was well. */
  async function repeat(act: () => Promise<void>, everyMs: number, wrong: string): Promise<void> {
    for (let isFailing = false; !stopping.signal.aborted; ) {
      try {
        await act()
        isFailing = false
      } catch (err) {
        if (!isFailing && !stopping.signal.aborted) logger.error({ err }, wrong)
        isFailing = true
      }
      await pause(everyMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  /** One checkpoint for all of them, while others are sealed: only then it is seen by several. */
  async function choose(): Promise<void> {
    target = (await readPublished().catch(ignoreUnavailable)) ?? target
  }

  /** Each for itself, so that nobody waits for another. */
  const run = (witness: Witness) =>
    repeat(() => show(witness), everyMs / 10, `the witness ${witness.key.name} does not cosign`)
  const choosing =
    list.length > 0 ? [repeat(choose, everyMs, 'no checkpoint could be read for the witnesses')] : []
  const running = Promise.all([...choosing, ...list.map(run)])
  return {
    ...{ list, threshold },
    cosigned: (published) => (newest?.size === published.size ? newest : published),
    lastSeen: () => lastSeen,
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** Before the first checkpoint, and when the database is older than what was published: of that the sequencer raises an alarm. */
function ignoreUnavailable(error: unknown): undefined {
  if (error instanceof DomainError && error.code === 'UNAVAILABLE') return undefined
  throw error
}

/** The line with which a witness says that it saw this checkpoint. It is told from where the log has grown since it saw it last. */
async function cosign(
  request: (old: number) => Promise<WitnessAnswer>,
  witness: Witness,
  from: number,
  { size, note }: Published,
): Promise<string> {
  const first = await request(from)
  if ('lines' in first) return lineOf(note, first.lines, witness)
  if (first.size > size) throw new Error(`it saw ${first.size} entries: this database is older than that`)
  const second = await request(first.size)
  if ('lines' in second) return lineOf(note, second.lines, witness)
  throw new Error('it saw another history of as many entries, or another process was faster')
}

/** @throws {LogError} when it is not this witness's signature over this note */
const lineOf = async (note: string, lines: string, { key }: Witness): Promise<string> =>
  (await addCosignatures(note, lines, [key])).slice(note.length)
