import { spawn } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ask, askJson } from './ask.ts'
import { asOwner } from './postgres.ts'
import { irrigation, type Seed } from './seed.ts'
import { runCommand, type Server } from './server.ts'
import type { Catcher } from './tamper-kinds.ts'

/** A server on a changed history, and what somebody kept of the history before. */
export interface Scene {
  readonly dataDir: string
  readonly server: Server
  readonly seed: Seed
  /** Mirror of the log, and the key that whoever made it trusts. */
  readonly mirror: string
  readonly vkey: string
}

/** Whether each catcher says that something is wrong. */
export const catchers: Readonly<Record<Catcher, (scene: Scene) => Promise<boolean>>> = {
  async sequencer({ dataDir, server, seed }) {
    await recordOne(server.port, seed)
    for (const until = Date.now() + 10_000; Date.now() < until; await pause(50)) {
      const ready = await ask(server.port, '/readyz')
      if (/sealed no more/.test(ready.bytes.toString())) return true
      const [row] = await asOwner<{ count: number }>(
        dataDir,
        'SELECT count(*)::int AS count FROM log_pending',
      )
      if (row?.count === 0) return false
    }
    throw new Error('the sequencer neither seals nor raises an alarm')
  },
  async verify({ dataDir }) {
    const { code, output } = await runCommand(dataDir, ['verify'])
    if (code !== 0 && code !== 1) throw new Error(`verify ended with ${code}\n${output}`)
    return code === 1
  },
  async mirror({ dataDir, server, mirror, vkey }) {
    const copy = join(dataDir, 'mirror')
    cpSync(mirror, copy, { recursive: true })
    const url = `http://127.0.0.1:${server.port}/log`
    const { code, output } = await runVerifier(['mirror', url, copy, '--key', vkey])
    if (code !== 0 && code !== 1) throw new Error(`nguon-log ended with ${code}\n${output}`)
    return code === 1
  },
}

/** Something new, so that there is something to seal. */
export const recordOne = (port: number, seed: Seed): Promise<unknown> => {
  const [crop] = seed.crops
  if (!crop) throw new Error('no crop')
  return askJson(port, '/api/v1/events', {
    cookie: seed.cookie,
    body: { event: irrigation(crop, 'tưới thêm') },
  })
}

/** Runs `nguon-log`, from its build. */
export function runVerifier(words: readonly string[]): Promise<{ code: number; output: string }> {
  const program = new URL('../../verifier/dist/nguon-log.js', import.meta.url).pathname
  const child = spawn(process.execPath, [program, ...words])
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code: code ?? -1, output })))
}
