import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { openCheckpoint } from '@nguon/transparency'
import { writeLastCheckpoint } from './last-checkpoint.ts'
import { createPublished } from './published.ts'
import { createTestLog, givenEntries, type TestLog, tamper } from './testing/test-log.ts'

let log: TestLog
beforeEach(async () => {
  log = await createTestLog()
})
afterEach(() => log.drop())

const seal = async (more: number) => {
  await givenEntries(log.db, more)
  return (await log.seal())?.checkpoint
}

test('several servers show the same checkpoint, whichever of them sealed it, each kept first outside the database', async () => {
  await log.seal()
  const paths = [1, 2].map((number) => join(log.folder, `checkpoint.${number}`))
  const servers = paths.map((lastPath) => createPublished(log.db, { key: log.key, lastPath }))
  for (const more of [0, 3, 1]) {
    const sealed = await seal(more)
    for (const [at, read] of servers.entries()) {
      expect(await read()).toEqual({ size: sealed?.size, note: sealed?.note })
      expect(readFileSync(paths[at] ?? '', 'utf8')).toBe(sealed?.note)
    }
  }
})

test('nothing is shown before the log was signed', async () => {
  await expect(createPublished(log.db, log)()).rejects.toMatchObject({ code: 'UNAVAILABLE' })
})

test('a database that is older than what was published is not shown, nor one that loses its tail while it is', async () => {
  await log.seal()
  await seal(2)
  const later = await seal(3)
  if (!later) throw new Error('nothing was sealed')
  const read = createPublished(log.db, log)
  expect(await read()).toMatchObject({ size: 5 })
  await tamper(log.database, 'log_checkpoint', 'DELETE FROM log_checkpoint WHERE size = 5')
  await expect(read()).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  await expect(createPublished(log.db, log)()).rejects.toMatchObject({ code: 'UNAVAILABLE' }) // started again

  const elsewhere = { key: log.key, lastPath: join(log.folder, 'elsewhere') }
  expect(await createPublished(log.db, elsewhere)()).toMatchObject({ size: 2 }) // knows of no more
  await writeLastCheckpoint(elsewhere.lastPath, log.key, later)
  await expect(createPublished(log.db, elsewhere)()).rejects.toMatchObject({ code: 'UNAVAILABLE' })
})

test('a note that this log did not sign, or that is of another size, is not shown', async () => {
  await log.seal()
  const { note } = (await seal(2)) ?? { note: '' }
  await tamper(log.database, 'log_checkpoint', `UPDATE log_checkpoint SET size = 3 WHERE size = 2`)
  expect(await openCheckpoint(note, [log.key])).toMatchObject({ size: 2 })
  await expect(createPublished(log.db, log)()).rejects.toThrow('the note at 3 is of 2')
  await tamper(
    log.database,
    'log_checkpoint',
    `UPDATE log_checkpoint SET note = replace(note, E'\\n2\\n', E'\\n3\\n')`,
  )
  await expect(createPublished(log.db, log)()).rejects.toThrow('signature')
})
