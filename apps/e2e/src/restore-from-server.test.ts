import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Platform, startPlatform } from './platform.ts'
import { untilSealed } from './until-sealed.ts'

const noodles = '/01/09520003000025/10/MD260115A'
const cli = new URL('../../api/dist/cli.js', import.meta.url).pathname

let platform: Platform
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nguon-restored-'))
  platform = await startPlatform()
  await untilSealed(platform, noodles)
}, 60_000)
afterAll(async () => {
  await platform?.stop()
  rmSync(folder, { recursive: true })
})

/** Runs a command of `npm run nguon` on a data folder. @returns what it said; throws unless it ends well */
const nguon = (dataDir: string, ...words: string[]) =>
  new Promise<string>((resolve, reject) => {
    const env = { ...process.env, NGUON_DATA: dataDir, PUBLIC_URL: platform.url, NGUON_DURABILITY: 'relaxed' }
    execFile('node', [cli, ...words], { env }, (error, out, err) =>
      error ? reject(error) : resolve(out + err),
    )
  })

/** How many entries the server shows. */
const shownSize = async () =>
  Number((await (await fetch(`${platform.url}/log/checkpoint`)).text()).split('\n')[1])

test('a backup from before is put back, and takes from the address of a server what came since, also what was erased', async () => {
  const [backups, restored] = [join(folder, 'backups'), join(folder, 'data')]
  await nguon(platform.dataDir, 'backup', backups)
  const before = await shownSize()
  const erased = await nguon(platform.dataDir, 'erase', 'per-a2', '--reason', 'người đó yêu cầu')
  const fields = Number(/^(\d+) private fields were erased/m.exec(erased)?.[1])
  expect(fields).toBeGreaterThan(0)
  while ((await shownSize()) === before);

  mkdirSync(restored)
  for (const kept of ['keys', 'secret.key', 'log'])
    cpSync(join(platform.dataDir, kept), join(restored, kept), { recursive: true })
  const said = await nguon(restored, 'restore', backups, '--mirror', `${platform.url}/log`)
  const back = (await shownSize()) - before
  expect(said).toContain(
    `${back} entries were brought back, ${fields} private fields erased again; the log has ${before + back}\n`,
  )
  expect(await nguon(restored, 'verify')).toContain('nothing is off')
  expect(await nguon(restored, 'replay', `${platform.url}/log/`)).toContain('0 entries were brought back')
}, 120_000)
