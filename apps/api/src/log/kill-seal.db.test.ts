import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { OpenCheckpoint } from '@nguon/transparency'
import type { DataSource } from 'typeorm'
import { openSequencing } from '../db/data-source.ts'
import { sealPending } from './seal.ts'
import { assertTrueLog } from './testing/assert-true-log.ts'
import { createScissors, type Moment, type Scissors } from './testing/cutting-client.ts'
import { createTestLog, givenEntries, type TestLog } from './testing/test-log.ts'

let log: TestLog
let scissors: Scissors
let sealer: DataSource
beforeAll(async () => {
  log = await createTestLog()
  scissors = createScissors(log.database.owner)
  sealer = await openSequencing({ ...log.database.sequencer, Client: scissors.Client } as never)
})
afterAll(async () => {
  await sealer.destroy()
  await log.drop()
})

let known: OpenCheckpoint | undefined
const seal = async () => {
  const sealed = await sealPending(sealer, log.key, known)
  known = sealed?.checkpoint
  return sealed
}

test('a sequencer whose connection is cut at any statement recovers alone, and the log stays one history', async () => {
  await log.seal()
  await givenEntries(log.db, 3)
  await seal()
  await givenEntries(log.db, 2)
  scissors.arm()
  await seal()
  const statements = [...scissors.sent()]
  expect(statements.length).toBeGreaterThanOrEqual(11)
  expect([statements[0], statements.at(-1)]).toEqual(['START TRANSACTION', 'COMMIT'])

  let size = 5
  for (const moment of ['failed', 'failed but done'] satisfies Moment[])
    for (const at of statements.keys()) {
      await givenEntries(log.db, 2)
      size += 2
      scissors.arm(at + 1, moment)
      await expect(seal()).rejects.toThrow()
      expect([moment, statements[at], scissors.hasCut()]).toEqual([moment, statements[at], true])
      const isCommitted = moment === 'failed but done' && statements[at] === 'COMMIT'
      expect(await seal()).toMatchObject({ count: isCommitted ? 0 : 2, checkpoint: { size } })
      await assertTrueLog(log)
    }
})
