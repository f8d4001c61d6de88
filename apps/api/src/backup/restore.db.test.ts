import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { formatSignerKey } from '@nguon/transparency'
import pg from 'pg'
import { createFileVault } from '../files/file-vault.ts'
import { createTestLog, type TestLog, tamper } from '../log/testing/test-log.ts'
import { describeWithTwo } from '../testing/test-database.ts'
import { backUp } from './back-up.ts'
import { beginBackup, findBackup, listBackups, pruneBackups } from './backup-folder.ts'
import { type Manifest, readManifest, tablePath } from './manifest.ts'
import { restore } from './restore.ts'
import { createEmptyDatabase, type EmptyDatabase } from './testing/empty-database.ts'
import { givenStory } from './testing/given-story.ts'
import { tableHashes } from './testing/table-hashes.ts'

const seed = Math.floor(Math.random() * 1e6)
let log: TestLog
let config: { NGUON_DATA: string; PUBLIC_URL: string }
let parent: string
let picture: string
beforeAll(async () => {
  log = await createTestLog()
  config = { NGUON_DATA: join(log.folder, 'data'), PUBLIC_URL: 'https://nguon.example.vn' }
  parent = join(log.folder, 'backups')
  mkdirSync(join(config.NGUON_DATA, 'keys'), { recursive: true, mode: 0o700 })
  writeFileSync(join(config.NGUON_DATA, 'keys', 'log.key'), `${formatSignerKey(log.key)}\n`, { mode: 0o600 })
  const farm = await givenStory(log, seed)
  picture = await createFileVault(join(config.NGUON_DATA, 'files')).keep(Buffer.from('a picture'))
  await log.database.asOwner(
    `INSERT INTO file (sha256, bytes, mime, organization_id, uploaded_at) VALUES ('${picture}', 9, 'image/png', '${farm.id}', now())`,
  )
}, 60_000)
afterAll(() => log.drop())

const back = (options = {}) => backUp(log.database.owner, config, parent, options)
const dataOf = (name: string) => ({ NGUON_DATA: join(log.folder, name) })
async function withEmpty<T>(act: (empty: EmptyDatabase) => Promise<T>): Promise<T> {
  const empty = await createEmptyDatabase(log.database)
  return act(empty).finally(() => empty.stop())
}

describeWithTwo('a backup', () => {
  test('that is put back gives the same rows in every table, the same files, and numbers that go on', async () => {
    const folder = await back()
    await withEmpty(async (empty) => {
      const { verdict } = await restore(empty, dataOf('restored'), folder)
      expect(verdict).toMatchObject({ problems: [], signatures: true })
      expect(await tableHashes(empty.asOwner)).toEqual(await tableHashes(log.database.asOwner))
      expect(await createFileVault(join(log.folder, 'restored', 'files')).read(picture)).toEqual(
        Buffer.from('a picture'),
      )
      const next = "SELECT nextval('log_pending_position_seq') AS next"
      expect(await empty.asOwner(next)).toEqual(await log.database.asOwner(next))
      const forced = await empty.asOwner(
        "SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity AND NOT relforcerowsecurity",
      )
      expect(forced).toEqual([])
    })
  }, 60_000)

  test('holds no keys unless it is told to, nor sign-ins, and only its owner reads it', async () => {
    const folder = await back()
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(join(folder, 'tables')))
      expect(statSync(join(folder, 'tables', name)).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'manifest.json')).mode & 0o777).toBe(0o600)
    expect(existsSync(join(folder, 'data'))).toBe(false)
    expect(existsSync(tablePath(folder, { name: 'session' }))).toBe(false)
    const withKeys = await back({ withKeys: true })
    expect(statSync(join(withKeys, 'data', 'keys', 'log.key')).mode & 0o777).toBe(0o600)
    await withEmpty((empty) => restore(empty, dataOf('with-keys'), withKeys))
    expect(readFileSync(join(log.folder, 'with-keys', 'keys', 'log.key'), 'utf8')).toContain('PRIVATE+KEY+')
  }, 60_000)

  test('is refused where something was recorded already, which stays as it is', async () => {
    const folder = await back()
    await withEmpty(async (empty) => {
      await restore(empty, dataOf('used'), folder)
      const before = await tableHashes(empty.asOwner)
      await expect(restore(empty, dataOf('used'), folder)).rejects.toThrow('into an empty database only')
      expect(await tableHashes(empty.asOwner)).toEqual(before)
    })
  }, 60_000)

  test('of which a byte was changed is refused, and leaves the database empty for another', async () => {
    const [whole, changed] = [await back(), await back()]
    appendFileSync(tablePath(changed, { name: 'event' }), 'x')
    await withEmpty(async (empty) => {
      await expect(restore(empty, dataOf('changed'), changed)).rejects.toThrow('The file of the table event')
      await restore(empty, dataOf('changed'), whole)
    })
  }, 60_000)

  test('whose rows are not as many as it says is put back not at all', async () => {
    const [whole, short] = [await back(), await back()]
    const manifest: Manifest = readManifest(short)
    const tables = manifest.tables.map((table) =>
      table.name === 'scan' ? { ...table, rows: 1_000_000 } : table,
    )
    writeFileSync(join(short, 'manifest.json'), JSON.stringify({ ...manifest, tables }))
    await withEmpty(async (empty) => {
      await expect(restore(empty, dataOf('short'), short)).rejects.toThrow('which says 1000000')
      expect(await empty.asOwner('SELECT FROM event')).toEqual([])
      await restore(empty, dataOf('short'), whole)
    })
  }, 60_000)

  test('of which a file is damaged is refused', async () => {
    const folder = await back()
    const path = join(folder, 'files', picture.slice(0, 2), picture)
    rmSync(path)
    writeFileSync(path, 'another')
    await withEmpty((empty) =>
      expect(restore(empty, dataOf('damaged'), folder)).rejects.toThrow(
        `The file ${picture} of the backup is damaged`,
      ),
    )
  }, 60_000)

  test('brings back nothing that the log says was erased, whatever its tables hold', async () => {
    const [row] = (await log.database.asOwner(
      `SELECT subject_entry.event_id AS id, organization_id FROM subject_entry WHERE kind = 'member' AND EXISTS (
         SELECT FROM disclosure WHERE disclosure.event_id = subject_entry.event_id) LIMIT 1`,
    )) as { id: string; organization_id: string }[]
    // as if the erasure had been recorded, and its deletion lost
    await log.database.asOwner(
      `INSERT INTO subject_entry (subject_id, sequence, kind, organization_id, event_id, recorded_at, data, leaf_hash)
       VALUES (gen_random_uuid(), 1, 'erasure', '${row?.organization_id}', gen_random_uuid(), now(),
         '{"entryIds":["${row?.id}"],"reason":"x"}', decode(repeat('00', 32), 'hex'))`,
    )
    const folder = await back()
    await withEmpty(async (empty) => {
      await restore(empty, dataOf('erased'), folder)
      expect(await empty.asOwner(`SELECT FROM disclosure WHERE event_id = '${row?.id}'`)).toEqual([])
    })
    await tamper(log.database, 'subject_entry', "DELETE FROM subject_entry WHERE kind = 'erasure'")
  }, 60_000)
})

test('a backup that is killed in the middle leaves nothing that looks whole', async () => {
  const holder = new pg.Client(log.database.owner)
  await holder.connect()
  await holder.query('BEGIN; LOCK TABLE subject_entry IN ACCESS EXCLUSIVE MODE')
  const killed = join(log.folder, 'killed')
  const program = fileURLToPath(new URL('../cli.ts', import.meta.url))
  const env = {
    ...process.env,
    DATABASE_URL: log.database.owner.connectionString,
    NGUON_DATA: config.NGUON_DATA,
  }
  const words = ['--import', 'tsx', program, 'backup', killed]
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  for await (const line of child.stderr) if (String(line).includes('event: ')) break
  child.kill('SIGKILL')
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])
  await holder.end()
  expect(readdirSync(killed)).toHaveLength(1)
  expect(listBackups(killed)).toEqual([])
  expect(() => findBackup(killed)).toThrow('holds none that is whole')
}, 60_000)

test('backups that are too old are removed, but never the newest', async () => {
  const place = join(log.folder, 'pruned')
  const make = (madeAt: string) => {
    const draft = beginBackup(place, madeAt)
    writeFileSync(join(draft.folder, 'manifest.json'), '{}')
    return draft.finish()
  }
  const made = ['2026-01-01', '2026-02-01', '2026-03-01'].map((day) => make(`${day}T00:00:00.000Z`))
  expect(pruneBackups(place, 35, new Date('2026-03-05T00:00:00.000Z'))).toEqual([made[0]])
  expect(pruneBackups(place, 1, new Date('2027-01-01T00:00:00.000Z'))).toEqual([made[1]])
  expect(listBackups(place)).toEqual([made[2]])
})
