import { spawn, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'

const root = new URL('../../..', import.meta.url).pathname
const main = join(root, 'apps/api/dist/main.js')
const cli = join(root, 'apps/api/dist/cli.js')

let folder: string
let env: NodeJS.ProcessEnv
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nguon-operation-'))
  env = {
    ...process.env,
    NGUON_DEMO: '1',
    NGUON_DATA: join(folder, 'data'),
    PORT: String(await freePort()),
    LOG_LEVEL: 'warn',
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

/** Starts the server and waits until it is ready or has ended. */
async function start(more: NodeJS.ProcessEnv = {}) {
  const child = spawn('node', [main], { env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const ready = new Promise<void>((resolve) => {
    const read = (chunk: Buffer) => {
      output += chunk
      if (/^ready/m.test(output)) resolve()
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
  })
  await Promise.race([ready, ended])
  return { child, ended, output: () => output }
}

const run = (...words: string[]) => spawnSync('node', [cli, ...words], { env, encoding: 'utf8' })
const isUp = () =>
  fetch(`http://localhost:${env.PORT}/readyz`).then(
    ({ status }) => status === 200,
    () => false,
  )

test('the server starts on an empty folder, and SIGTERM stops it and its database cleanly', async () => {
  const { child, ended, output } = await start()
  expect(output()).toMatch(/^ready http:\/\/localhost:/m)
  expect(await isUp()).toBe(true)
  const pidFile = join(folder, 'data/postgres/postmaster.pid')
  expect(await readFile(pidFile, 'utf8')).toMatch(/^\d+/)
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  await expect(readFile(pidFile)).rejects.toThrow('ENOENT')
})

test('after kill -9 the next start recovers by itself, with everything that was recorded', async () => {
  const { child, ended } = await start()
  child.kill('SIGKILL')
  await ended
  const again = await start()
  expect(again.output()).toMatch(/^ready/m)
  expect(again.output()).not.toMatch(/loading the sample data/)
  expect(await isUp()).toBe(true)
  again.child.kill('SIGINT')
  expect(await again.ended).toBe(0)
})

test('a second server on the same folder says so and exits, and the command line joins the running one', async () => {
  const first = await start()
  const second = await start({ PORT: String(await freePort()) })
  expect(await second.ended).toBe(1)
  expect(second.output()).toMatch(/Another Nguon server/)
  const trace = run('trace', 'bat-b6', '--direction', 'back', '--json')
  expect(JSON.parse(trace.stdout)).toMatchObject({
    complete: true,
    batches: expect.arrayContaining(['bat-b1', 'il-b-bio']),
  })
  expect(await isUp()).toBe(true)
  first.child.kill('SIGTERM')
  await first.ended
})

test('the command line starts the database for its duration, and an export comes back byte for byte', async () => {
  const [one, two] = [join(folder, 'one.json'), join(folder, 'two.json')]
  expect(run('export', one)).toMatchObject({ status: 0 })
  env = { ...env, NGUON_DATA: join(folder, 'empty') }
  expect(run('import', one)).toMatchObject({ status: 0 })
  expect(run('export', two)).toMatchObject({ status: 0 })
  expect((await readFile(two)).equals(await readFile(one))).toBe(true)
})

test('a wrong configuration is refused with one message that names every mistake', async () => {
  const { ended, output } = await start({ PORT: '0', PUBLIC_URL: 'nowhere', DATABASE_URL: 'mysql://x' })
  expect(await ended).toBe(1)
  for (const name of ['PORT', 'PUBLIC_URL', 'DATABASE_URL']) expect(output()).toContain(name)
  expect(output()).not.toMatch(/ at .*\.js:/)
})

test('a server that is asked to stop while it is still starting stops cleanly', async () => {
  const data = join(folder, 'hurried')
  const child = spawn('node', [main], {
    env: { ...env, NGUON_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  child.stdout.on('data', (chunk) => {
    if (String(chunk).includes('loading the sample data')) child.kill('SIGTERM')
  })
  expect(await ended).toBe(0)
  await expect(readFile(join(data, 'postgres/postmaster.pid'))).rejects.toThrow('ENOENT')
})
