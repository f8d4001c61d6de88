import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type pg from 'pg'

const root = new URL('../../..', import.meta.url).pathname

/** A server process of its own. */
export interface ServerProcess {
  readonly port: number
  stop(): Promise<void>
}

/** The demo, and how its people sign in. */
export interface Demo extends ServerProcess {
  readonly people: readonly DemoPerson[]
}

/** As the demo prints them: `staff, HTX …`, phone number, password. */
interface DemoPerson {
  readonly what: string
  readonly phone: string
  readonly password: string
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

/** Starts the demo as a user would, from its build; resolves when it has said how to sign in. */
export async function startDemo(dataDir: string, more: Record<string, string> = {}): Promise<Demo> {
  const port = await freePort()
  const env = {
    ...process.env,
    NGUON_DEMO: '1',
    NGUON_DATA: dataDir,
    PORT: String(port),
    LOG_LEVEL: 'error',
    ...more,
  }
  const main = join(root, 'apps/api/dist/main.js')
  const { stop, output } = await startProcess('node', [main], env, /^or join by an invite/m)
  const lines = output.matchAll(/^ {2}(\S.*?) *(00000000\d\d) {2}(\S+)/gm)
  const people = [...lines].map(([, what = '', phone = '', password = '']) => ({ what, phone, password }))
  return { port, stop, people }
}

/**
 * The cookie of a member of staff, signed in through the API.
 *
 * @param organization a part of its name
 */
export async function signInStaff({ port, people }: Demo, organization = ''): Promise<string> {
  const staff = people.find(({ what }) => what.startsWith('staff') && what.includes(organization))
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: `http://localhost:${port}` },
    body: JSON.stringify({ phone: staff?.phone, password: staff?.password }),
  })
  const [cookie] = answer.headers.getSetCookie()
  if (!cookie) throw new Error(await answer.text())
  return cookie.split(';')[0] ?? ''
}

/** A bare Express server that answers `body` to everything. */
export async function startBare(bodyFile: string): Promise<ServerProcess> {
  const port = await freePort()
  const script = new URL('./bare-server.js', import.meta.url).pathname
  const { stop } = await startProcess('node', [script, bodyFile, String(port)], process.env, /^ready/m)
  return { port, stop }
}

/** What makes each page from the tables alone, over the database of a demo that runs. */
export async function startUnkept(dataDir: string): Promise<ServerProcess> {
  const port = await freePort()
  const script = new URL('./unkept-server.ts', import.meta.url).pathname
  const { user, password, host, port: at, database } = await ownerOf(dataDir)
  const url = `postgres://${user}:${encodeURIComponent(String(password))}@${host}:${at}/${database}`
  const words = ['--import', 'tsx', script, url, dataDir, String(port)]
  const { stop } = await startProcess('node', words, process.env, /^ready/m)
  return { port, stop }
}

/** Starts a process and waits for a line of its output. Answers what it said by then, and how to stop it. */
export async function startProcess(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  ready: RegExp,
): Promise<{ output: string; stop(): Promise<void> }> {
  const child: ChildProcess = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const output = await new Promise<string>((resolve, reject) => {
    let output = ''
    child.stdout?.on('data', (chunk) => {
      output += chunk
      if (ready.test(output)) resolve(output)
    })
    child.once('exit', (code) => reject(new Error(`${command} ended with ${code}\n${output}`)))
  })
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  return { output, stop }
}

/** Connection of the owner of a demo's embedded database. */
export async function ownerOf(dataDir: string): Promise<pg.ClientConfig> {
  const secrets = JSON.parse(await readFile(join(dataDir, 'secrets.json'), 'utf8'))
  const port = Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[3])
  return { host: '127.0.0.1', port, user: 'nguon', password: secrets.owner, database: 'nguon' }
}
