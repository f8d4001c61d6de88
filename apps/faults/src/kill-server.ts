import { setTimeout as pause } from 'node:timers/promises'
import { judge } from './controls.ts'
import { type Fault, unless } from './fault.ts'
import { readHistory, watchCheckpoints } from './history.ts'
import { randomFrom } from './random.ts'
import { copySeed } from './seed.ts'
import { freePort, type Server, startServer } from './server.ts'
import { type Load, startLoad } from './write-load.ts'

const backMs = 3000

/** The server is killed in the middle of its requests, and of sealing; another one is started on the same folder at once. */
export const killServerUnderLoad: Fault = {
  name: 'F2',
  title: 'kill -9 of the server and its sequencer under 24 writers',
  async run({ size, seed, random }) {
    const dataDir = copySeed(seed)
    const port = await freePort()
    const chance = randomFrom(random)
    let server = await startServer(dataDir, { port })
    const watch = watchCheckpoints([port])
    const load = startLoad([port], seed)
    try {
      const kills: Kill[] = []
      while (kills.length < (size === 'ci' ? 10 : 100)) {
        await load.nextAcknowledged()
        await pause(400 + chance.below(1000))
        const { next, ...kill } = await killOnce(dataDir, server, load)
        server = next
        kills.push(kill)
      }
      const { acknowledged, odd } = await load.stop()
      const history = await readHistory(dataDir, port, await watch())
      const slowest = Math.round(Math.max(...kills.map(({ tookMs }) => tookMs)))
      const cut = kills.reduce((sum, kill) => sum + kill.cut, 0)
      return {
        said:
          `${kills.length} kills cut ${cut} requests off, ${acknowledged.length} acknowledged, ${history.notes.length} checkpoints, ` +
          `back in ${slowest} ms at most`,
        mistakes: [
          ...(await judge(history, acknowledged)),
          ...odd,
          ...unless(slowest < backMs, `back only after ${slowest} ms`),
          ...unless(
            kills.every((kill) => kill.cut > 0),
            'a kill cut nothing off',
          ),
        ],
      }
    } finally {
      await load.stop()
      await watch()
      await server.stop()
    }
  },
}

interface Kill {
  /** Until the next server has acknowledged an event. */
  readonly tookMs: number
  /** Requests that had no answer. */
  readonly cut: number
}

async function killOnce(dataDir: string, server: Server, load: Load): Promise<Kill & { next: Server }> {
  const before = load.written().unanswered
  const began = performance.now()
  await server.kill()
  const next = await startServer(dataDir, { port: server.port })
  await load.nextAcknowledged()
  return { next, tookMs: performance.now() - began, cut: load.written().unanswered - before }
}
