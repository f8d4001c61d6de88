import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type OpenCheckpoint, signCheckpoint } from '@nguon/transparency'
import { openSequencing } from '../db/data-source.ts'
import { givenSample } from '../testing/sample.ts'
import { mostAtOnce, sealPending } from './seal.ts'
import { assertTrueLog } from './testing/assert-true-log.ts'
import { createTestLog, givenEntries, readTables, type TestLog } from './testing/test-log.ts'

let log: TestLog
beforeEach(async () => {
  log = await createTestLog()
})
afterEach(() => log.drop())

test('the empty log is signed first', async () => {
  await givenEntries(log.db, 1)
  expect(await log.seal()).toMatchObject({
    count: 0,
    checkpoint: { size: 0, origin: 'nguon.example.vn/log' },
  })
})

test('the sample, sealed in rounds, is the tree that the definition of RFC 6962 gives', async () => {
  await log.seal()
  await givenSample(log.db)
  for (const more of [0, 1, 2, 3, 149, 1, 256, 31]) {
    await givenEntries(log.db, more)
    await log.seal()
  }
  await assertTrueLog(log)
  expect((await readTables(log)).checkpoints).toHaveLength(9)
})

test('many entries are sealed a part at a time, those that waited longest first', async () => {
  await log.seal()
  const ids = await givenEntries(log.db, mostAtOnce + 1)
  expect(await log.seal()).toMatchObject({ count: mostAtOnce })
  expect(await log.seal()).toMatchObject({ count: 1 })
  expect(await log.seal()).toMatchObject({ count: 0, checkpoint: { size: mostAtOnce + 1 } })
  const sealed = await log.database.asOwner('SELECT event_id FROM log_leaf ORDER BY idx')
  expect(sealed).toEqual(ids.map((event_id) => ({ event_id })))
}, 60_000)

test('three sequencers at once leave no gap and no fork, and none of them fails', async () => {
  const sealers = [log.sealer]
  for (let more = 0; more < 2; more += 1) sealers.push(await openSequencing(log.database.sequencer))
  let isRecorded = false
  const record = async () => {
    for (let part = 0; part < 20; part += 1) await givenEntries(log.db, 15)
    isRecorded = true
  }
  const seal = async (at: number) => {
    let [known, rounds]: [OpenCheckpoint | undefined, number] = [undefined, 0]
    for (let isLast = false; !isLast; ) {
      isLast = isRecorded
      const sealed = await sealPending(sealers[at] as never, log.key, known)
      if (sealed) [known, rounds] = [sealed.checkpoint, rounds + Math.sign(sealed.count)]
    }
    return rounds
  }
  const [, ...rounds] = await Promise.all([record(), seal(0), seal(1), seal(2)])
  await log.seal() // what was recorded last may have found all three busy
  for (const sealer of sealers.slice(1)) await sealer.destroy()
  expect(rounds.filter((count) => count > 0).length).toBeGreaterThan(1) // more than one had a turn
  await assertTrueLog(log)
})

describe('a database is not signed that', () => {
  let known: OpenCheckpoint
  beforeEach(async () => {
    await log.seal()
    await givenEntries(log.db, 5)
    known = (await log.seal())?.checkpoint as OpenCheckpoint
    await givenEntries(log.db, 3)
  })

  const refused = async (published: OpenCheckpoint, why: string) => {
    await expect(log.seal(published)).rejects.toThrow(why)
    expect(await readTables(log)).toMatchObject({ pending: 3, checkpoints: [{ size: '0' }, { size: '5' }] })
    await log.seal(known)
    await assertTrueLog(log)
  }

  test('is older than what was published', () => refused({ ...known, size: 6 }, 'ends at entry 5'))

  test('has another history than was published, as long or longer', async () => {
    await refused({ ...known, root: Buffer.alloc(32, 1) }, 'another history')
    await expect(log.seal({ ...known, size: 4, root: Buffer.alloc(32, 1) })).rejects.toThrow(
      'another history',
    )
  })

  test('was signed with another key', async () => {
    const other = await createTestLog()
    await expect(sealPending(log.sealer, other.key, undefined)).rejects.toThrow()
    const note = await signCheckpoint({ ...known, origin: other.key.name }, other.key)
    expect(note).toContain(log.key.name) // the same name, another key
    await other.drop()
  })
})
