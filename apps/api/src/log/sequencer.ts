import { setTimeout as pause } from 'node:timers/promises'
import { LogError, type OpenCheckpoint, type SignerKey } from '@nguon/transparency'
import type { Logger } from 'pino'
import type { DataSource } from 'typeorm'
import { readLastCheckpoint, writeLastCheckpoint } from './last-checkpoint.ts'
import { countPending } from './log-store.ts'
import { mostAtOnce, type SealedCheckpoint, sealPending } from './seal.ts'

/** Told of every checkpoint of this process once it is kept outside the database. It must not throw. */
export type OnPublish = (checkpoint: SealedCheckpoint) => void

interface SequencerParts {
  /** Connected as the role of the sequencer. */
  readonly db: DataSource
  readonly key: SignerKey
  /** Where the last checkpoint is kept outside the database. */
  readonly lastPath: string
  readonly logger: Logger
  readonly onPublish?: readonly OnPublish[]
}

/** What seals the log in this process. */
export interface Sequencer {
  /** Why nothing is sealed any more; `undefined` as long as all is well. Recording goes on in either case. */
  alarm(): string | undefined
  /** Finishes the round that is under way. */
  stop(): Promise<void>
}

const lookEveryMs = 250
const sealAfterMs = 1000
const sealAt = 256
const longestPauseMs = 4000

/**
 * Seals entries from now on: a second after they were seen, or at once when 256 wait. Several processes may do so at the same time.
 * What does not match is an alarm, and this process seals nothing any more; a database that is away is tried again.
 */
export function startSequencer({ db, key, lastPath, logger, onPublish = [] }: SequencerParts): Sequencer {
  const stopping = new AbortController()
  let alarm: string | undefined
  const log: LogState = { db, key, lastPath, onPublish, published: undefined, since: undefined }

  async function run(): Promise<void> {
    let failures = 0
    let isOpen = false
    while (!stopping.signal.aborted && alarm === undefined) {
      try {
        if (isOpen) await look(log, Date.now())
        else await open(log)
        isOpen = true
        failures = 0
      } catch (error) {
        if (error instanceof LogError) alarm = raise(logger, error)
        else logger.error({ err: error }, `sealing failed ${++failures} times and is tried again`)
        isOpen = false // it may be another database when it is back, and what was sealed may not be published
      }
      const pauseMs = Math.min(lookEveryMs * 2 ** failures, longestPauseMs)
      await pause(pauseMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  const running = run()
  return {
    alarm: () => alarm,
    async stop() {
      stopping.abort()
      await running
    },
  }
}

interface LogState extends Omit<Required<SequencerParts>, 'logger'> {
  /** The last checkpoint that we know was published, by this process or before. */
  published: OpenCheckpoint | undefined
  /** When entries were first seen to wait, in ms since 1970. */
  since: number | undefined
}

/** The first round, and the first after a failure: holds the database against the last checkpoint that was published. */
async function open(log: LogState): Promise<void> {
  const kept = await readLastCheckpoint(log.lastPath, log.key)
  if (kept && kept.size >= (log.published?.size ?? 0)) log.published = kept
  await sealAll(log)
}

async function look(log: LogState, now: number): Promise<void> {
  const waiting = await countPending(log.db.manager, sealAt)
  if (waiting === 0) {
    log.since = undefined
    return
  }
  log.since ??= now
  if (waiting >= sealAt || now - log.since >= sealAfterMs) await sealAll(log)
}

/** Seals and publishes until nothing, or little, waits. */
async function sealAll(log: LogState): Promise<void> {
  for (let isFull = true; isFull; ) {
    const sealed = await sealPending(log.db, log.key, log.published)
    log.since = undefined
    if (!sealed) return
    await publish(log, sealed.checkpoint)
    isFull = sealed.count === mostAtOnce
  }
}

/** Only what is kept outside the database is published: a database that was put back is then seen to be older. */
async function publish(log: LogState, checkpoint: SealedCheckpoint): Promise<void> {
  await writeLastCheckpoint(log.lastPath, log.key, checkpoint)
  log.published = checkpoint
  for (const tell of log.onPublish) tell(checkpoint)
}

function raise(logger: Logger, error: LogError): string {
  const alarm =
    `The log is sealed no more: ${error.message}. Recording goes on. Find out what changed the database; if it was put back from a ` +
    'backup, run: npm run nguon -- replay MIRROR'
  logger.fatal({ err: error }, alarm)
  return alarm
}
