import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { OpenCheckpoint } from '@nguon/transparency'
import { assertTrueLog } from './testing/assert-true-log.ts'
import { createTestLog, givenEntries, readTables, type TestLog, tamper } from './testing/test-log.ts'

let log: TestLog
let known: OpenCheckpoint
beforeEach(async () => {
  log = await createTestLog()
  await log.seal()
  await givenEntries(log.db, 5)
  known = (await log.seal())?.checkpoint as OpenCheckpoint
  await givenEntries(log.db, 3)
})
afterEach(() => log.drop())

const first = '(SELECT event_id FROM log_pending ORDER BY position LIMIT 1)'
const last = '(SELECT event_id FROM log_pending ORDER BY position DESC LIMIT 1)'
/** The content of two rows that wait, exchanged. */
const swap = `UPDATE event SET entry = other.entry, leaf_hash = other.leaf_hash FROM event other
  WHERE event.id IN (${first}, ${last}) AND other.id IN (${first}, ${last}) AND event.id <> other.id`

const kinds: readonly (readonly [name: string, table: string, sql: string, why: RegExp])[] = [
  [
    'an entry that waits is edited',
    'event',
    `UPDATE event SET entry = convert_to(replace(convert_from(entry, 'UTF8'), 'care', 'cure'), 'UTF8') WHERE id = ${first}`,
    /its hash differs/,
  ],
  [
    'the hash of an entry that waits is edited',
    'event',
    `UPDATE event SET leaf_hash = decode(repeat('00', 32), 'hex') WHERE id = ${first}`,
    /its hash differs/,
  ],
  ['two entries that wait are swapped', 'event', swap, /those of another entry/],
  [
    'an entry that waits is deleted',
    'event',
    `DELETE FROM event WHERE id = ${first}`,
    /not sealed yet, is gone/,
  ],
  [
    'the hash of a sealed leaf is edited',
    'log_leaf',
    `UPDATE log_leaf SET leaf_hash = decode(repeat('00', 32), 'hex') WHERE idx = 1`,
    /is not that of its leaves/,
  ],
  [
    'the hash of the last leaf, which has no node above it yet, is edited',
    'log_leaf',
    `UPDATE log_leaf SET leaf_hash = decode(repeat('00', 32), 'hex') WHERE idx = 4`,
    /do not lead to the root that was signed at 5/,
  ],
  [
    'two sealed leaves are swapped',
    'log_leaf',
    'UPDATE log_leaf SET leaf_hash = other.leaf_hash FROM log_leaf other WHERE log_leaf.idx + other.idx = 5 AND log_leaf.idx IN (2, 3)',
    /is not that of its leaves/,
  ],
  ['the last leaf is deleted', 'log_leaf', 'DELETE FROM log_leaf WHERE idx = 4', /node 4 of level 0 is gone/],
  [
    'a leaf in the middle is deleted',
    'log_leaf',
    'DELETE FROM log_leaf WHERE idx = 2',
    /node 2 of level 0 is gone/,
  ],
  [
    'a node is deleted',
    'log_node',
    'DELETE FROM log_node WHERE level = 1 AND idx = 0',
    /node 0 of level 1 is gone/,
  ],
  [
    'a node is edited',
    'log_node',
    `UPDATE log_node SET hash = decode(repeat('00', 32), 'hex') WHERE level = 2`,
    /node 0 of level 2 is not that/,
  ],
  [
    'the note of the last checkpoint is edited',
    'log_checkpoint',
    `UPDATE log_checkpoint SET note = replace(note, E'\\n5\\n', E'\\n4\\n') WHERE size = 5`,
    /signature/,
  ],
  [
    'the root of the last checkpoint is edited',
    'log_checkpoint',
    `UPDATE log_checkpoint SET root = decode(repeat('00', 32), 'hex') WHERE size = 5`,
    /not what its note says/,
  ],
  [
    'the last checkpoint is deleted',
    'log_checkpoint',
    'DELETE FROM log_checkpoint WHERE size = 5',
    /ends at entry 0 .* and 5 were published/,
  ],
]

test.each(kinds)('when %s, nothing is signed any more', async (_name, table, sql, why) => {
  await tamper(log.database, table, sql)
  const before = await readTables(log)
  await expect(log.seal(known)).rejects.toThrow(why)
  expect(await readTables(log)).toEqual(before)
})

test('untouched, the same rows are signed', async () => {
  await log.seal(known)
  await assertTrueLog(log)
})

test('a leaf beyond the last checkpoint, which no sequencer put there, is found', async () => {
  await log.database.asOwner(
    `INSERT INTO log_leaf (idx, event_id, leaf_hash) VALUES (6, gen_random_uuid(), decode(repeat('00', 32), 'hex'))`,
  )
  await expect(log.seal(known)).rejects.toThrow('beyond the checkpoint at 5')
})
