import { setTimeout as pause } from 'node:timers/promises'
import { ask, askJson } from './ask.ts'
import { outsideCatchers } from './outside-catchers.ts'
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
  ...outsideCatchers,
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
