import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openNote } from '@nguon/transparency'
import { createTestLog, givenEntries, type TestLog, tamper } from '../log/testing/test-log.ts'
import { eraseMember } from '../privacy/erase-member.ts'
import { givenFarm } from '../privacy/testing/given-privacy.ts'
import { operator } from '../testing/given.ts'
import { backUp } from './back-up.ts'
import { readManifest, tablePath } from './manifest.ts'
import { restoreCheck } from './restore-check.ts'
import { givenStory, sealAll } from './testing/given-story.ts'
import { verifyDatabase } from './verifying/verify-database.ts'

const seed = Math.floor(Math.random() * 1e6)
let log: TestLog
beforeAll(async () => {
  log = await createTestLog()
  await givenStory(log, seed)
  await givenEntries(log.db, 3) // which wait
}, 60_000)
afterAll(() => log.drop())

const back = () => {
  const config = { NGUON_DATA: join(log.folder, 'data'), PUBLIC_URL: 'https://nguon.example.vn' }
  return backUp(log.database.owner, config, join(log.folder, 'backups'))
}

/** Changes the rows of a table in a backup, and its manifest with them, as somebody who has the folder can. */
function change(folder: string, name: string, edit: (lines: string[]) => string[]): void {
  const path = tablePath(folder, { name })
  const lines = edit(gunzipSync(readFileSync(path)).toString().split('\n').slice(0, -1))
  const bytes = gzipSync(lines.map((line) => `${line}\n`).join(''))
  writeFileSync(path, bytes)
  const manifest = readManifest(folder)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const tables = manifest.tables.map((table) =>
    table.name === name ? { ...table, sha256, rows: lines.length } : table,
  )
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, tables }))
}

test('a sound backup is said to be so, in a report that the log signs', async () => {
  const folder = await back()
  const report = await restoreCheck(folder, { key: log.key })
  expect(report).toMatchObject({ problems: [], problemCount: 0, waiting: 3, signatures: true, behind: 0 })
  expect(report.entries).toBeGreaterThan(20)
  expect(report.commitments).toBe(report.disclosures)
  expect(report.disclosures).toBeGreaterThan(3)
  const { text } = await openNote(readFileSync(join(folder, 'restore-check.txt')), [log.key])
  expect(text).toContain('nothing is off')
  expect(JSON.parse(readFileSync(join(folder, 'restore-check.json'), 'utf8'))).toEqual(report)
}, 60_000)

test.each<[what: string, table: string, edit: (lines: string[]) => string[], why: RegExp]>([
  [
    'an entry',
    'event',
    (lines) => lines.map((line) => line.replace(/226e616d65223a22..../, '226e616d65223a226a6a')),
    /is not the one that was sealed/,
  ],
  ['a node', 'log_node', (lines) => lines.slice(1), /node .* is gone/],
  [
    'a quantity that queries read',
    'event_batch',
    (lines) => lines.map((line) => line.replace(/\t10\.000000\tkg/, '\t11.000000\tkg')),
    /do not say what the entry/,
  ],
  [
    'a private field',
    'disclosure',
    (lines) => lines.map((line) => line.replace(/\tname$/, '\tphone')),
    /not the one it stands for/,
  ],
])(
  'a backup in which somebody changed %s, and the manifest with it, is found out',
  async (_what, table, edit, why) => {
    const folder = await back()
    change(folder, table, edit)
    const report = await restoreCheck(folder, { key: log.key })
    expect(report.problemCount).toBeGreaterThan(0)
    expect(report.problems.join('\n')).toMatch(why)
    expect(readFileSync(join(folder, 'restore-check.txt'), 'utf8')).toContain('things are off')
  },
  60_000,
)

const zeros = "decode(repeat('00', 32), 'hex')"
test.each<[what: string, table: string, sql: string, why: RegExp]>([
  [
    'an entry',
    'event',
    `UPDATE event SET entry = convert_to('{}', 'UTF8') WHERE id = (SELECT event_id FROM log_leaf WHERE idx = 3)`,
    /leaf 3, is not the one that was sealed/,
  ],
  [
    'an entry with its hash',
    'event',
    `UPDATE event SET entry = convert_to('{}', 'UTF8'), leaf_hash = sha256(convert_to(E'{}', 'UTF8')) WHERE id = (SELECT event_id FROM log_leaf WHERE idx = 3)`,
    /not the one that was sealed/,
  ],
  [
    'the hash of a leaf',
    'log_leaf',
    `UPDATE log_leaf SET leaf_hash = ${zeros} WHERE idx = 2`,
    /leaf 2, is not the one/,
  ],
  [
    'an old checkpoint',
    'log_checkpoint',
    `UPDATE log_checkpoint SET root = ${zeros} WHERE size > 0`,
    /do not lead to the root/,
  ],
  [
    'the note of a checkpoint',
    'log_checkpoint',
    `UPDATE log_checkpoint SET note = replace(note, 'nguon', 'nguom')`,
    /is not what the log signed/,
  ],
  [
    'a node',
    'log_node',
    `UPDATE log_node SET hash = ${zeros} WHERE level = 1 AND idx = 1`,
    /node 1 of level 1 is not that/,
  ],
  [
    'what is told of a subject',
    'subject_entry',
    `UPDATE subject_entry SET data = data || '{"name":"khác"}' WHERE kind = 'place'`,
    /row of the place .* does not say/,
  ],
  [
    'the order of a batch',
    'event_batch',
    `UPDATE event_batch SET sequence = sequence + 1 WHERE batch_id = (SELECT batch_id FROM event_batch LIMIT 1)`,
    /do not say what the entry|does not follow/,
  ],
])(
  'a change of %s in the database as it runs is found, and none is found without',
  async (_what, table, sql, why) => {
    const verify = () => verifyDatabase({ owner: log.database.owner, key: log.key })
    expect(await verify()).toMatchObject({ problems: [] })
    await log.database.asOwner(`CREATE TABLE kept_aside AS SELECT * FROM ${table}`)
    await tamper(log.database, table, sql)
    const { problems } = await verify()
    await tamper(log.database, table, `DELETE FROM ${table}; INSERT INTO ${table} SELECT * FROM kept_aside`)
    await log.database.asOwner('DROP TABLE kept_aside')
    expect(problems.join('\n')).toMatch(why)
  },
  60_000,
)

test('what the operator erases on the command line is gone, and everything else is as it was', async () => {
  const { id, member } = await givenFarm(log.db, 'CANARY-B')
  const erase = (more: { of?: string }) =>
    eraseMember(log.db, operator, { memberId: member.id, reason: 'theo yêu cầu', ...more }, new Date())
  await expect(erase({})).rejects.toThrow('no member')
  expect(await erase({ of: id })).toEqual({ erased: 3 })
  await sealAll(log)
  const verdict = await verifyDatabase({ owner: log.database.owner, key: log.key })
  expect(verdict).toMatchObject({ problems: [], waiting: 0 })
  expect(verdict.commitments - verdict.disclosures).toBe(3)
  await log.database.asOwner(
    `INSERT INTO disclosure (event_id, organization_id, field, digest, disclosure) VALUES ('${member.entryId}', '${id}', 'name', 'x', 'y')`,
  )
  const { problems } = await verifyDatabase({ owner: log.database.owner, key: log.key })
  expect(problems.join()).toContain('was erased, and is there')
  await log.database.asOwner("DELETE FROM disclosure WHERE digest = 'x'")
}, 60_000)

test('a database of which the tail was cut off is behind what was published', async () => {
  await givenEntries(log.db, 1)
  const published = (await log.seal())?.checkpoint
  const size = published?.size ?? 0
  await tamper(log.database, 'log_checkpoint', `DELETE FROM log_checkpoint WHERE size = ${size}`)
  await tamper(log.database, 'log_leaf', `DELETE FROM log_leaf WHERE idx = ${size - 1}`)
  const verdict = await verifyDatabase({ owner: log.database.owner, key: log.key, published })
  expect(verdict.behind).toBe(1)
})
