import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Id } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import { withTenant } from '../../db/with-tenant.ts'
import type { LabelKeys } from '../label-keys.ts'
import { labelsOf } from './frozen.ts'
import { claimPrint, drawScope, finishPrint, listOutdated, noteProgress, noteRemoved } from './job-store.ts'
import { fileOf } from './print-file.ts'
import { type PrintRow, readPrint } from './print-store.ts'
import type { QrPool } from './qr-pool.ts'

/** What draws files of labels in the background. */
export interface LabelJobs {
  /** Says that there may be work. */
  wake(): void
  /** Draws what waits now, and removes what is a day old; done when nothing is left to do. */
  work(): Promise<void>
  /** Where the file of a print lies. */
  pathOf(print: PrintRow): string
  /** Lets go of what is under way: whoever starts next takes it over. */
  stop(): Promise<void>
}

export interface LabelJobParts {
  readonly db: DataSource
  readonly keys: LabelKeys
  /** Folder of the finished files. */
  readonly dir: string
  readonly pool: QrPool
  readonly now: () => Date
  readonly onError: (error: unknown) => void
}

const atOnce = 2
const lookEveryMs = 30_000

/**
 * Draws the prints that wait, at most two at once. A print that is being drawn is claimed for a minute at a time; when nobody renews
 * the claim, because the program ended, the next that looks draws it from the beginning.
 */
export function openLabelJobs(parts: LabelJobParts): LabelJobs {
  let stopped = false
  const running = new Set<Promise<void>>()
  const isStopped = () => stopped
  const run = (): void => {
    if (stopped || running.size >= atOnce) return
    const turn: Promise<void> = drawNext(parts, isStopped)
      .then((drew) => {
        running.delete(turn)
        if (drew) run()
      })
      .catch((error: unknown) => {
        running.delete(turn)
        if (!stopped) parts.onError(error)
      })
    running.add(turn)
  }
  const look = (): void => {
    run()
    removeOutdated(parts).catch(parts.onError)
  }
  let timer: NodeJS.Timeout | undefined
  const jobs: LabelJobs = {
    wake() {
      timer ??= setInterval(look, lookEveryMs).unref()
      for (let turn = 0; turn < atOnce; turn++) run()
    },
    async work() {
      await removeOutdated(parts)
      jobs.wake()
      while (running.size > 0) await Promise.all(running)
    },
    pathOf: ({ id, frozen }) => pathOf(parts.dir, id, frozen.file.format),
    async stop() {
      stopped = true
      clearInterval(timer)
      await Promise.allSettled(running)
      await parts.pool.stop()
    },
  }
  return jobs
}

const pathOf = (dir: string, id: Id, format: string): string => join(dir, `${id}.${format}`)

/** Thrown to end the drawing of a print that somebody cancelled, or that the program leaves to the next start. */
class Ended extends Error {}

/** @returns whether there was one to draw */
async function drawNext(parts: LabelJobParts, isStopped: () => boolean): Promise<boolean> {
  const { db, now } = parts
  const claimed = await withTenant(db, drawScope, (tx) => claimPrint(tx, now()))
  if (!claimed) return false
  const { id, organizationId } = claimed
  const inTenant = { organizationId }
  try {
    const print = await withTenant(db, inTenant, (tx) => readPrint(tx, organizationId, id))
    await drawFile(parts, print, async (count) => {
      const goesOn = await withTenant(db, inTenant, (tx) => noteProgress(tx, id, count, now()))
      if (!goesOn || isStopped()) throw new Ended()
    })
    await withTenant(db, inTenant, (tx) => finishPrint(tx, id, 'done', now()))
  } catch (error) {
    if (error instanceof Ended) return !isStopped()
    await withTenant(db, inTenant, (tx) => finishPrint(tx, id, 'failed', now()))
    throw error
  }
  return true
}

/** Labels between two words about progress. */
const tellEvery = 480

async function drawFile(
  { dir, keys, pool }: LabelJobParts,
  { id, frozen, first, last }: PrintRow,
  tell: (count: number) => Promise<void>,
): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const path = pathOf(dir, id, frozen.file.format)
  const draft = `${path}.part`
  try {
    const drawn = async (count: number) => {
      if (count % tellEvery === 0) await tell(count)
    }
    const bytes = fileOf(frozen.file, labelsOf(frozen, keys, first, last), pool, drawn)
    await pipeline(Readable.from(bytes), createWriteStream(draft, { mode: 0o600 }))
    await tell(last - first + 1)
    await rename(draft, path)
  } finally {
    await rm(draft, { force: true })
  }
}

async function removeOutdated({ db, dir, now }: LabelJobParts): Promise<void> {
  for (const { id, organizationId, format } of await withTenant(db, drawScope, (tx) =>
    listOutdated(tx, now()),
  )) {
    await rm(pathOf(dir, id, format), { force: true })
    await withTenant(db, { organizationId }, (tx) => noteRemoved(tx, id))
  }
}

/** Whether the file of a finished print is here: another machine may have drawn it. */
export const isHere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
