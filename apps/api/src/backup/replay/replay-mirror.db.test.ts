import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { newId } from '@nguon/domain'
import { event, kg, taken } from '@nguon/domain/testing'
import { encodeBundle, generateKey, signCheckpoint } from '@nguon/transparency'
import type { DataSource } from 'typeorm'
import { openSequencing, openServing } from '../../db/data-source.ts'
import { migrate } from '../../db/migrate.ts'
import { recordEvent } from '../../events/record-event.ts'
import { readLastCheckpoint, writeLastCheckpoint } from '../../log/last-checkpoint.ts'
import { sealPending } from '../../log/seal.ts'
import { createTestLog, type TestLog } from '../../log/testing/test-log.ts'
import { eraseMember } from '../../privacy/erase-member.ts'
import type { GivenFarm } from '../../privacy/testing/given-privacy.ts'
import { onTime } from '../../testing/given.ts'
import { testApp } from '../../testing/serve-test.ts'
import { describeWithTwo } from '../../testing/test-database.ts'
import { backUp } from '../back-up.ts'
import { restore } from '../restore.ts'
import { createEmptyDatabase, type EmptyDatabase } from '../testing/empty-database.ts'
import { givenMore, givenStory, sealAll } from '../testing/given-story.ts'
import { tableHashes } from '../testing/table-hashes.ts'
import { writeMirror } from '../testing/write-mirror.ts'
import { verifyDatabase } from '../verifying/verify-database.ts'
import { openMirror } from './open-mirror.ts'
import { replayMirror } from './replay-mirror.ts'

const seed = Math.floor(Math.random() * 1e6)
let log: TestLog
let farm: GivenFarm
let backup: string
let mirror: string
beforeAll(async () => {
  log = await createTestLog()
  farm = await givenStory(log, seed)
  const config = { NGUON_DATA: join(log.folder, 'data'), PUBLIC_URL: 'https://nguon.example.vn' }
  backup = await backUp(log.database.owner, config, join(log.folder, 'backups'))
  await givenMore(log, farm)
  await eraseMember(
    log.db,
    farm.admin.caller,
    { memberId: farm.member.id, reason: 'người đó yêu cầu' },
    new Date(),
  )
  await sealAll(log)
  mirror = join(log.folder, 'mirror')
  await writeMirror(log.database.asOwner, mirror)
  await publish()
}, 60_000)
afterAll(() => log.drop())

/** Keeps the log's last checkpoint outside the database, as the sequencer does. */
async function publish(): Promise<void> {
  const [row] = (await log.database.asOwner(
    'SELECT size, note FROM log_checkpoint ORDER BY size DESC LIMIT 1',
  )) as {
    size: string
    note: string
  }[]
  await writeLastCheckpoint(log.lastPath, log.key, { size: Number(row?.size), note: row?.note ?? '' })
}

let empty: EmptyDatabase
let api: DataSource
let sealer: DataSource
const open = async () => {
  api = await openServing(empty.serving)
  sealer = await openSequencing(empty.sequencer)
}
const replay = (from = mirror) =>
  replayMirror({
    database: { api, sequencer: empty.sequencer },
    key: log.key,
    lastPath: log.lastPath,
    mirror: openMirror(from),
  })
const seal = async () => sealPending(sealer, log.key, await readLastCheckpoint(log.lastPath, log.key))

describeWithTwo('an older backup that was put back', () => {
  beforeEach(async () => {
    empty = await createEmptyDatabase(log.database)
    await restore(empty, { NGUON_DATA: join(log.folder, 'restored') }, backup)
    await open()
  })
  afterEach(async () => {
    await api.destroy()
    await sealer.destroy()
    await empty.stop()
  })

  test('is not signed before a mirror has brought the rest, and then is the same log, bytes and rows', async () => {
    await expect(seal()).rejects.toThrow('were published: it is older, or its tail was cut off')
    const replayed = await replay()
    expect(replayed.entries).toBeGreaterThan(5)
    const sealed = await seal()
    const published = await readLastCheckpoint(log.lastPath, log.key)
    expect([sealed?.checkpoint.size, sealed?.checkpoint.root]).toEqual([published?.size, published?.root])
    const [there, here] = [await tableHashes(log.database.asOwner), await tableHashes(empty.asOwner)]
    for (const table of [
      'event',
      'event_batch',
      'subject_entry',
      'batch',
      'code',
      'gtin',
      'shown_file',
      'log_leaf',
      'log_node',
    ])
      expect([table, here[table]]).toEqual([table, there[table]])
    const verdict = await verifyDatabase({ owner: empty.owner, key: log.key, published })
    expect(verdict).toMatchObject({ problems: [], behind: 0, waiting: 0 })
    expect(await replay()).toMatchObject({ entries: 0 })
  })

  test('loses again what was erased since, as the log says', async () => {
    const kept = `SELECT FROM disclosure WHERE event_id IN ('${farm.member.entryId}', '${farm.step}') AND field <> 'seller'`
    expect(await empty.asOwner(kept)).not.toEqual([])
    expect(await replay()).toMatchObject({ erased: 3 })
    expect(await empty.asOwner(kept)).toEqual([])
  })

  test('takes the rest from the address of a server as well as from a folder', async () => {
    const server = createServer(testApp(log.db, { shownLog: log })).listen(0, '127.0.0.1')
    await once(server, 'listening')
    try {
      const { port } = server.address() as AddressInfo
      const replayed = await replay(`http://127.0.0.1:${port}/log/`)
      expect(replayed).toMatchObject({ erased: 3 })
      expect(replayed.entries).toBeGreaterThan(5)
      expect((await seal())?.count).toBe(0)
      await expect(replay(`http://127.0.0.1:${port}/nothing`)).rejects.toThrow('it is no mirror of a log')
    } finally {
      server.close()
    }
  })

  test('goes on where it was interrupted', async () => {
    let done = 0
    const parts = { database: { api, sequencer: empty.sequencer }, key: log.key, lastPath: log.lastPath }
    const onProgress = () => {
      if (++done === 3) throw new Error('the power went')
    }
    await expect(replayMirror({ ...parts, mirror: openMirror(mirror), onProgress })).rejects.toThrow(
      'the power went',
    )
    await expect(seal()).rejects.toThrow('were published')
    const { entries } = await replay()
    expect(entries).toBeGreaterThan(2)
    expect((await seal())?.count).toBe(0)
    expect(await verifyDatabase({ owner: empty.owner, key: log.key })).toMatchObject({ problems: [] })
  })

  test('on whose batches something else was recorded meanwhile takes nothing of another history', async () => {
    await recordEvent(api, farm.staff, {
      event: event('dispatch', farm.id, [taken(farm.lot, kg('1'))], onTime()),
    })
    await recordEvent(log.db, farm.staff, {
      event: event('dispatch', farm.id, [taken(farm.lot, kg('2'))], onTime()),
    })
    await sealAll(log)
    const later = join(log.folder, 'later')
    await writeMirror(log.database.asOwner, later)
    await expect(replay(later)).rejects.toThrow(/batches.* differ/)
    await expect(seal()).rejects.toThrow('were published')
    expect(
      await empty.asOwner('SELECT FROM event_batch WHERE NOT EXISTS (SELECT FROM event WHERE id = event_id)'),
    ).toEqual([])
    rmSync(later, { recursive: true })
  })

  test('takes nothing from a mirror in which an entry was changed', async () => {
    const forged = join(log.folder, `forged-${newId()}`)
    await writeMirror(log.database.asOwner, forged)
    const rows = (await log.database.asOwner(
      'SELECT entry FROM log_leaf JOIN event ON event.id = event_id ORDER BY idx',
    )) as {
      entry: Buffer
    }[]
    const last = rows.length % 256
    const entries = rows.slice(rows.length - last).map(({ entry }) => entry)
    entries[last - 1] = Buffer.from(entries[last - 1]?.toString().replace('"v":1', '"v":2') ?? '')
    const index = Math.floor(rows.length / 256)
    writeFileSync(
      join(forged, `tile/entries/${String(index).padStart(3, '0')}.p/${last}`),
      encodeBundle(entries),
    )
    const before = await tableHashes(empty.asOwner)
    await expect(replay(forged)).rejects.toThrow('or the mirror is damaged')
    expect(await tableHashes(empty.asOwner)).toEqual(before)
  })

  test('takes nothing from a mirror that another key signed', async () => {
    const other = await generateKey(log.key.name)
    const forged = join(log.folder, `signed-${newId()}`)
    mkdirSync(forged)
    const published = await readLastCheckpoint(log.lastPath, log.key)
    const { size, root } = published as NonNullable<typeof published>
    writeFileSync(join(forged, 'checkpoint'), await signCheckpoint({ origin: other.name, size, root }, other))
    await expect(replay(forged)).rejects.toThrow('no known key signed')
  })
})

describeWithTwo('a database that was lost without a backup', () => {
  test('gets the whole public history back from a mirror', async () => {
    empty = await createEmptyDatabase(log.database)
    await migrate(empty.owner, empty.login)
    await open()
    const whole = join(log.folder, 'whole')
    await sealAll(log)
    await writeMirror(log.database.asOwner, whole)
    const { entries, size } = await replay(whole)
    expect(entries).toBe(size)
    const [there, here] = [await tableHashes(log.database.asOwner), await tableHashes(empty.asOwner)]
    for (const table of [
      'event',
      'event_batch',
      'subject_entry',
      'batch',
      'code',
      'gtin',
      'label_run',
      'label_range',
      'shown_file',
    ])
      expect([table, here[table]]).toEqual([table, there[table]])
    expect(await verifyDatabase({ owner: empty.owner, key: log.key })).toMatchObject({ problems: [] })
    await api.destroy()
    await sealer.destroy()
    await empty.stop()
  }, 60_000)
})
