import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { signCheckpoint } from '@nguon/transparency'
import pg from 'pg'
import { pino } from 'pino'
import { openSequencing } from '../db/data-source.ts'
import { readLastCheckpoint, writeLastCheckpoint } from './last-checkpoint.ts'
import type { SealedCheckpoint } from './seal.ts'
import { type Sequencer, startSequencer } from './sequencer.ts'
import { assertTrueLog } from './testing/assert-true-log.ts'
import { createTestLog, givenEntries, readTables, type TestLog } from './testing/test-log.ts'

let log: TestLog
let running: Sequencer[]
beforeEach(async () => {
  log = await createTestLog()
  running = []
})
afterEach(async () => {
  await Promise.all(running.map((each) => each.stop()))
  await log.drop()
})

/** A sequencer, and what it tells: each is awaited until it has said what the test waits for. */
function start(db = log.sealer) {
  const published: SealedCheckpoint[] = []
  const lines: { level: number; msg: string }[] = []
  let wake = () => {}
  const write = (line: string) => {
    lines.push(JSON.parse(line))
    wake()
  }
  const onPublish = (checkpoint: SealedCheckpoint) => {
    published.push(checkpoint)
    wake()
  }
  const until = async (isDone: () => boolean) => {
    while (!isDone()) await new Promise<void>((resolve) => (wake = resolve))
  }
  const logger = pino({ level: 'warn' }, { write })
  const sequencer = startSequencer({ ...log, db, logger, onPublish: [onPublish] })
  running.push(sequencer)
  return { sequencer, published, lines, until }
}

test('what is recorded is sealed, kept outside the database, and only then published', async () => {
  const { published, until, lines, sequencer } = start()
  await until(() => published.length === 1)
  expect(published[0]).toMatchObject({ size: 0 })
  for (const [more, size] of [
    [3, 3],
    [300, 303],
  ] as const) {
    await givenEntries(log.db, more)
    await until(() => published.at(-1)?.size === size)
    expect(await readLastCheckpoint(log.lastPath, log.key)).toMatchObject({ size })
  }
  await assertTrueLog(log)
  expect([lines, sequencer.alarm()]).toEqual([[], undefined])
})

test('several processes seal side by side', async () => {
  const others = [await openSequencing(log.database.sequencer), await openSequencing(log.database.sequencer)]
  const all = [start(), ...others.map((db) => start(db))]
  const sizes = () => all.map(({ published }) => published.at(-1)?.size ?? 0)
  for (const more of [260, 260, 3]) await givenEntries(log.db, more)
  let isDone = false
  await Promise.race(all.map(({ until }) => until(() => isDone || Math.max(...sizes()) === 523)))
  isDone = true
  await Promise.all(running.map((each) => each.stop()))
  for (const { lines, sequencer } of all) expect([lines, sequencer.alarm()]).toEqual([[], undefined])
  await assertTrueLog(log)
  expect(await readLastCheckpoint(log.lastPath, log.key)).toMatchObject({ size: 523 })
  await Promise.all(others.map((db) => db.destroy()))
})

test('a database that is away is no alarm: it is tried again, and sealing goes on', async () => {
  const { published, until, lines, sequencer } = start()
  await until(() => published.length === 1)
  const blocker = new pg.Client(log.database.owner)
  await blocker.connect()
  await blocker.query('BEGIN; LOCK TABLE log_pending')
  for (let ended: unknown[] = []; ended.length === 0; )
    ended = await log.database.asOwner(
      `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    )
  await until(() => lines.length > 0)
  await blocker.end()
  expect(lines[0]).toMatchObject({ level: 50, msg: 'sealing failed 1 times and is tried again' })
  await givenEntries(log.db, 2)
  await until(() => published.at(-1)?.size === 2)
  expect(sequencer.alarm()).toBeUndefined()
  await assertTrueLog(log)
})

test('a database that is older than the last checkpoint is not signed: an alarm names the command that mends it', async () => {
  const note = await signCheckpoint({ origin: log.key.name, size: 7, root: Buffer.alloc(32) }, log.key)
  await writeLastCheckpoint(log.lastPath, log.key, { size: 7, note })
  const { published, until, lines, sequencer } = start()
  await until(() => lines.length === 1)
  await sequencer.stop()
  expect(lines[0]).toMatchObject({
    level: 60,
    msg: expect.stringMatching(/ends at entry 0 .* and 7 were published.*replay MIRROR/),
  })
  expect(sequencer.alarm()).toBe(lines[0]?.msg)
  expect(published).toEqual([])
  await givenEntries(log.db, 1) // recording goes on
  expect(await readTables(log)).toMatchObject({ checkpoints: [], pending: 1 })
})
