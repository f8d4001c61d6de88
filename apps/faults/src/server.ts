import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'

const root = new URL('../../..', import.meta.url).pathname

/** What every server of the harness is called, wherever it listens: requests come from its own pages. */
export const publicUrl = 'http://localhost:3999'

/** A server process of its own, from the build. */
export interface Server {
  readonly port: number
  readonly pid: number
  /** What it printed, the last of it. */
  output(): string
  /** Ends it as a power cut would: no handler runs. */
  kill(): Promise<void>
  /** Asks it to end, and waits. */
  stop(): Promise<void>
  /** Whether it still runs. */
  isUp(): boolean
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

/** How a server differs from a plain one. */
export interface ServerOptions {
  /** Default: a free one. */
  readonly port?: number
  readonly env?: Readonly<Record<string, string>>
  /** Words for node, before the program. */
  readonly node?: readonly string[]
}

/** Starts a server on a data folder; resolves when it says that it is ready. @throws what it printed, when it ends instead */
export async function startServer(dataDir: string, options: ServerOptions = {}): Promise<Server> {
  const port = options.port ?? (await freePort())
  const env = {
    ...process.env,
    NGUON_DATA: dataDir,
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: publicUrl,
    LOG_LEVEL: 'error',
    ...options.env,
  }
  const program = [...(options.node ?? []), join(root, 'apps/api/dist/main.js')]
  const child = spawn(process.execPath, program, { cwd: dataDir, env, stdio: ['ignore', 'pipe', 'pipe'] })
  return follow(child, port)
}

/** Runs a command of `npm run nguon`. @returns its exit code and what it printed */
export async function runCommand(
  dataDir: string,
  words: readonly string[],
): Promise<{ code: number; output: string }> {
  const env = { ...process.env, NGUON_DATA: dataDir, PUBLIC_URL: publicUrl }
  const program = join(root, 'apps/api/dist/cli.js')
  const child = spawn(process.execPath, [program, ...words], { cwd: dataDir, env })
  const output = collect(child)
  const code = await new Promise<number>((resolve) => child.once('close', (ended) => resolve(ended ?? -1)))
  return { code, output: output() }
}

async function follow(child: ChildProcess, port: number): Promise<Server> {
  const output = collect(child)
  let isUp = true
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      isUp = false
      resolve()
    }),
  )
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', () => /^ready /m.test(output()) && resolve())
    child.once('close', (code) => reject(new Error(`the server ended with ${code}\n${output()}`)))
  })
  const endWith = (signal: NodeJS.Signals) => async () => {
    child.kill(signal)
    await ended
  }
  return {
    ...{ port, pid: child.pid ?? 0, output, isUp: () => isUp },
    kill: endWith('SIGKILL'),
    stop: endWith('SIGTERM'),
  }
}

const keptChars = 200_000

function collect(child: ChildProcess): () => string {
  let text = ''
  const add = (chunk: Buffer) => {
    text = (text + chunk).slice(-keptChars)
  }
  child.stdout?.on('data', add)
  child.stderr?.on('data', add)
  return () => text
}

/** Memory that a process holds, in bytes; Linux only, 0 elsewhere. */
export async function memoryOf({ pid }: Pick<Server, 'pid'>): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024
}
