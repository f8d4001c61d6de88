import { setTimeout as pause } from 'node:timers/promises'
import { judge } from './controls.ts'
import { type Fault, unless } from './fault.ts'
import { readHistory, watchCheckpoints } from './history.ts'
import { type Kill, killOnce } from './kill-once.ts'
import { loseOnPurpose } from './lose-on-purpose.ts'
import { randomFrom } from './random.ts'
import { copySeed } from './seed.ts'
import { startServer } from './server.ts'
import { type Load, startLoad } from './write-load.ts'

const backMs = 10_000

/** PostgreSQL is killed, with all its processes, while 24 people record; the server brings it back. */
export const killPostgresUnderLoad: Fault = {
  name: 'F1',
  title: 'kill -9 of PostgreSQL under 24 writers',
  async run({ size, seed, random }) {
    const dataDir = copySeed(seed)
    const server = await startServer(dataDir)
    const watch = watchCheckpoints([server.port])
    const load = startLoad([server.port], seed)
    try {
      const kills = await killOften(dataDir, load, { times: size === 'ci' ? 10 : 100, random })
      const { acknowledged, odd } = await load.stop()
      const history = await readHistory(dataDir, server.port, await watch())
      const slowest = Math.round(Math.max(...kills.map(({ tookMs }) => tookMs)))
      const lost = await loseOnPurpose(seed)
      const processes = kills.reduce((sum, kill) => sum + kill.processes, 0)
      return {
        said:
          `${kills.length} kills of ${processes} processes, ${acknowledged.length} acknowledged, ${history.notes.length} checkpoints, ` +
          `back in ${slowest} ms at most; control: without synchronous_commit ${lost} lost`,
        mistakes: [
          ...(await judge(history, acknowledged)),
          ...odd,
          ...unless(slowest < backMs, `back only after ${slowest} ms`),
          ...unless(
            kills.every(({ hit }) => hit > 0),
            'a kill hit nobody',
          ),
          ...unless(lost > 0, 'control: without synchronous_commit nothing was lost'),
        ],
      }
    } finally {
      await load.stop()
      await watch()
      await server.stop()
    }
  },
}

async function killOften(
  dataDir: string,
  load: Load,
  { times, random }: { times: number; random: number },
): Promise<Kill[]> {
  const kills: Kill[] = []
  const chance = randomFrom(random)
  while (kills.length < times) {
    await load.nextAcknowledged()
    await pause(400 + chance.below(1000)) // some of them while something is sealed
    kills.push(await killOnce(dataDir, load))
  }
  return kills
}
