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

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

/** Starts the demo as a user would, from its build; resolves at its `ready` line. */
export async function startDemo(dataDir: string, more: Record<string, string> = {}): Promise<ServerProcess> {
  const port = await freePort()
  const env = {
    ...process.env,
    NGUON_DEMO: '1',
    NGUON_DATA: dataDir,
    PORT: String(port),
    LOG_LEVEL: 'error',
    ...more,
  }
  return { port, stop: await startProcess('node', [join(root, 'apps/api/dist/main.js')], env, /^ready /m) }
}

/** A bare Express server that answers `body` to everything. */
export async function startBare(bodyFile: string): Promise<ServerProcess> {
  const port = await freePort()
  const script = new URL('./bare-server.js', import.meta.url).pathname
  return { port, stop: await startProcess('node', [script, bodyFile, String(port)], process.env, /^ready/m) }
}

/** Starts a process and waits for a line of its output. Answers how to stop it. */
export async function startProcess(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  ready: RegExp,
): Promise<() => Promise<void>> {
  const child: ChildProcess = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    let output = ''
    child.stdout?.on('data', (chunk) => {
      output += chunk
      if (ready.test(output)) resolve()
    })
    child.once('exit', (code) => reject(new Error(`${command} ended with ${code}\n${output}`)))
  })
  return async () => {
    child.kill('SIGTERM')
    await ended
  }
}

/** Connection of the owner of a demo's embedded database. */
export async function ownerOf(dataDir: string): Promise<pg.ClientConfig> {
  const secrets = JSON.parse(await readFile(join(dataDir, 'secrets.json'), 'utf8'))
  const port = Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[3])
  return { host: '127.0.0.1', port, user: 'nguon', password: secrets.owner, database: 'nguon' }
}
