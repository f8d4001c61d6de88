import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { formatVerifierKey } from '@nguon/transparency'
import pg from 'pg'
import { catchers, recordOne, type Scene } from './catchers.ts'
import { type Fault, unless } from './fault.ts'
import { forgeLog } from './forge-log.ts'
import { readHistory } from './history.ts'
import { asOwner, ownerOf } from './postgres.ts'
import { runVerifier } from './run-verifier.ts'
import { copySeed, type Seed } from './seed.ts'
import { startServer } from './server.ts'
import { type Catcher, type Tampering, tamperings, withoutTriggers } from './tamper-kinds.ts'
import { startLoad } from './write-load.ts'

/** History is changed in twelve ways by somebody who may do everything; each has somebody who must notice. */
export const tampering: Fault = {
  name: 'F11',
  title: 'history changed by a superuser',
  async run({ seed }) {
    const kept = await keepMirror(seed)
    const untouched: string[] = []
    const calm = await startScene(kept)
    try {
      for (const [name, says] of Object.entries(catchers))
        if (await says(calm))
          untouched.push(`control: ${name} finds fault with a history that nobody changed`)
    } finally {
      await calm.server.stop()
    }
    const noticed = new Map<Catcher, number>()
    const missed: string[] = []
    let caught = 0
    for (const kind of tamperings) {
      const told = await tryTampering(kept, kind)
      for (const [name, isNoticed] of told)
        if (isNoticed) noticed.set(name, (noticed.get(name) ?? 0) + 1)
        else missed.push(`${name} does not notice: ${kind.name}`)
      if (told.every(([, isNoticed]) => isNoticed)) caught += 1
    }
    const counts = [...noticed].map(([name, count]) => `${count} by ${name}`).join(', ')
    return {
      said: `${caught} of ${tamperings.length} caught (${counts}); control: nobody finds fault with the history as it was`,
      mistakes: [...untouched, ...missed, ...unless(tamperings.length === 12, 'not twelve kinds')],
    }
  },
}

/** A data folder with a history of some length, at rest, and a mirror of it. */
interface Kept {
  readonly seed: Seed
  readonly mirror: string
  readonly vkey: string
}

async function keepMirror(seed: Seed): Promise<Kept> {
  const dataDir = copySeed(seed)
  const server = await startServer(dataDir)
  try {
    for (let part = 0; part < 4; part++) {
      const load = startLoad([server.port], seed, 6)
      for (let many = 0; many < 60; many++) await load.nextAcknowledged()
      await load.stop()
      await readHistory(dataDir, server.port) // sealed: every part has a checkpoint
    }
    const mirror = mkdtempSync(join(dataDir, '..', 'mirror-'))
    const vkey = formatVerifierKey(seed.key)
    const url = `http://127.0.0.1:${server.port}/log`
    const { code, output } = await runVerifier(['mirror', url, mirror, '--key', vkey])
    if (code !== 0) throw new Error(`the log cannot be mirrored:\n${output}`)
    return { seed: { ...seed, folder: dataDir }, mirror, vkey }
  } finally {
    await server.stop()
  }
}

async function startScene({ seed, mirror, vkey }: Kept): Promise<Scene> {
  const dataDir = copySeed(seed)
  const server = await startServer(dataDir, { env: { LOG_LEVEL: 'silent' } })
  return { dataDir, server, seed, mirror, vkey }
}

/** @returns of everybody who must notice, whether they did */
async function tryTampering(kept: Kept, kind: Tampering): Promise<[Catcher, boolean][]> {
  let scene = await startScene(kept)
  const { dataDir, seed } = scene
  try {
    if (kind.sql) await change(scene, kind.sql, kind.whileWaiting === true)
    if (kind.forge) {
      const forgeFiles = await forgeLog(dataDir, kind.forge)
      await scene.server.stop()
      forgeFiles()
      scene = { ...scene, server: await startServer(dataDir, { env: { LOG_LEVEL: 'silent' } }) }
      await recordOne(scene.server.port, seed)
      await readHistory(dataDir, scene.server.port) // the server itself is content with it, and goes on
    }
    const told: [Catcher, boolean][] = []
    for (const name of [...(kind.also ?? []), kind.catcher]) told.push([name, await catchers[name](scene)])
    return told
  } finally {
    await scene.server.stop()
  }
}

/** Changes rows; asserts that there were some. While an entry waits, sealing is held up by its lock (log-store.ts). */
async function change({ dataDir, server, seed }: Scene, sql: string, isWaiting: boolean): Promise<void> {
  if (!isWaiting) {
    const before = await digest(dataDir)
    await asOwner(dataDir, withoutTriggers(sql))
    if ((await digest(dataDir)) === before) throw new Error('nothing was changed')
    return
  }
  const holder = new pg.Client(ownerOf(dataDir))
  await holder.connect()
  await holder.query('SELECT pg_advisory_lock(1852274031, 5)')
  await recordOne(server.port, seed)
  const before = await digest(dataDir)
  await asOwner(dataDir, withoutTriggers(sql))
  if ((await digest(dataDir)) === before) throw new Error('nothing was changed')
  await holder.end()
}

/** A hash over all that is tampered with. */
async function digest(dataDir: string): Promise<string> {
  const [row] = await asOwner<{ digest: string }>(
    dataDir,
    `SELECT md5(concat((SELECT string_agg(md5(event::text), '' ORDER BY id) FROM event), (SELECT string_agg(md5(l::text), '' ORDER BY idx) FROM log_leaf l),
       (SELECT string_agg(md5(n::text), '' ORDER BY level, idx) FROM log_node n), (SELECT string_agg(md5(c::text), '' ORDER BY size) FROM log_checkpoint c))) AS digest`,
  )
  return row?.digest ?? ''
}
