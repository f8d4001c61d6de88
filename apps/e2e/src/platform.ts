import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const main = new URL('../../api/dist/main.js', import.meta.url).pathname

/** The platform as a user starts it, with the sample data, in a process of its own. */
export interface Platform {
  readonly url: string
  readonly dataDir: string
  /** Everything it printed so far. */
  output(): string
  stop(): Promise<void>
}

export async function startPlatform(): Promise<Platform> {
  const dataDir = await mkdtemp(join(tmpdir(), 'nguon-e2e-'))
  const port = await freePort()
  const env = {
    ...process.env,
    NGUON_DEMO: '1',
    NGUON_DATA: dataDir,
    PORT: String(port),
    NGUON_DURABILITY: 'relaxed',
    LOG_LEVEL: 'warn',
  }
  const child = spawn('node', [main], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let output = ''
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk
      if (/^ {2}operator .*tham-gia#/m.test(output)) resolve() // the last line of the demo
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => reject(new Error(`the platform ended with ${code}\n${output}`)))
  })
  return {
    url: `http://localhost:${port}`,
    dataDir,
    output: () => output,
    async stop() {
      child.kill('SIGTERM')
      await ended
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
