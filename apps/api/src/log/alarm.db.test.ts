import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { newId } from '@nguon/domain'
import { pino } from 'pino'
import request from 'supertest'
import { givenVersion } from '../testing/given.ts'
import { testApp } from '../testing/serve-test.ts'
import { type Sequencer, startSequencer } from './sequencer.ts'
import { createTestLog, givenEntries, readTables, type TestLog, tamper } from './testing/test-log.ts'

let log: TestLog
beforeEach(async () => {
  log = await createTestLog()
  await log.seal()
  await givenEntries(log.db, 5)
  await log.seal()
  await givenEntries(log.db, 3)
})
afterEach(() => log.drop())

test('an alarm is in the log of the server, in the metrics and in /readyz, and recording goes on', async () => {
  await tamper(log.database, 'log_node', 'DELETE FROM log_node WHERE level = 1 AND idx = 0')
  const said: string[] = []
  let sequencer: Sequencer | undefined
  await new Promise<void>((resolve) => {
    const write = (line: string) => {
      said.push(line)
      resolve()
    }
    sequencer = startSequencer({ ...log, db: log.sealer, logger: pino({ level: 'warn' }, { write }) })
  })
  await sequencer?.stop()
  expect(said).toHaveLength(1)
  expect(JSON.parse(said[0] ?? '')).toMatchObject({
    level: 60,
    msg: expect.stringMatching(/node 0 of level 1 is gone.*npm run nguon -- replay MIRROR/),
  })

  const app = testApp(log.db, { logAlarm: () => sequencer?.alarm() })
  const ready = await request(app).get('/readyz')
  expect([ready.status, ready.body]).toEqual([
    200,
    { status: 'ready', log: 'sealed no more: see the log of the server' },
  ])
  expect((await request(app).get('/metrics')).text).toContain('\nnguon_log_alarm 1\n')
  const data = { kind: 'cooperative' as const, name: 'HTX', addresses: [], status: 'active' as const }
  const id = newId()
  await givenVersion(log.db, 'organization', id, data, id)
  expect(await readTables(log)).toMatchObject({ pending: 4 })
})

test('without an alarm the metrics say so, and /readyz has nothing to say', async () => {
  const app = testApp(log.db)
  expect((await request(app).get('/readyz')).body).toEqual({ status: 'ready' })
  expect((await request(app).get('/metrics')).text).toContain('\nnguon_log_alarm 0\n')
})
