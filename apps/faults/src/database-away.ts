import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { judge } from './controls.ts'
import { type Fault, unless } from './fault.ts'
import { readHistory } from './history.ts'
import { ownerOf, urlsOf } from './postgres.ts'
import { copySeed } from './seed.ts'
import { memoryOf, type Server, startServer } from './server.ts'
import { type SlowLine, startSlowLine } from './slow-line.ts'
import { type Load, startLoad } from './write-load.ts'

const crowd = 200
const mostGrownBytes = 256 * 2 ** 20
const backMs = 10_000

/** No connection is free, then the database is far away, then it is gone; a crowd goes on recording all the while. */
export const databaseAway: Fault = {
  name: 'F10',
  title: 'no free connection, then a slow database, then none, under 200 writers',
  async run({ size, seed }) {
    const dataDir = copySeed(seed)
    const host = await startServer(dataDir)
    const line = await startSlowLine(ownerOf(dataDir).port)
    const server = await startServer(dataDir, { env: { ...urlsOf(dataDir, line.port), LOG_LEVEL: 'silent' } })
    const load = startLoad([server.port], seed, crowd)
    try {
      await warmUp(load)
      const memory = watchMemory(server)
      const full = await measure(load, () => holdAll(dataDir))
      const slow = await measure(load, () => slowDown(line, load))
      const gone = await measure(load, () => cutOff(line, size === 'ci' ? 10_000 : 60_000))
      const { acknowledged, odd, awayWithoutTime } = await load.stop()
      const grown = await memory()
      const history = await readHistory(dataDir, server.port)
      const back = Math.round(Math.max(full.backMs, gone.backMs))
      return {
        said:
          `503 to ${full.away} while all connections were held, ${slow.recorded} recorded at 200 ms a round trip, 503 to ${gone.away} ` +
          `while it was gone; ${acknowledged.length} acknowledged, back in ${back} ms, grown by ${Math.round(grown / 2 ** 20)} MB`,
        mistakes: [
          ...(await judge(history, acknowledged)),
          ...odd,
          ...unless(full.away > 0 && gone.away > 0 && line.broken() > 0, 'nothing was ever away'),
          ...unless(slow.recorded > 0, 'nothing was recorded over the slow line'),
          ...unless(awayWithoutTime === 0, `${awayWithoutTime} answers 503 without Retry-After`),
          ...unless(back < backMs, `back only after ${back} ms`),
          ...unless(grown < mostGrownBytes, `the server grew by ${grown} bytes`),
        ],
      }
    } finally {
      line.mend()
      line.setDelay(0)
      await load.stop()
      await server.stop()
      line.close()
      await host.stop()
    }
  },
}

/** Until the crowd has been at it for a while: what follows is held against that. */
async function warmUp(load: Load): Promise<void> {
  for (let many = 0; many < crowd * 2; many++) await load.nextAcknowledged()
}

interface Measured {
  readonly away: number
  readonly recorded: number
  /** From its end to the next event that is acknowledged. */
  readonly backMs: number
}

async function measure(load: Load, harm: () => Promise<void>): Promise<Measured> {
  const before = load.written()
  await harm()
  const { away, acknowledged } = load.written()
  const backMs = await load.nextAcknowledged()
  return { away: away - before.away, recorded: acknowledged.length - before.acknowledged.length, backMs }
}

/** Nothing can be recorded for longer than anyone waits for a connection: those that have one hold it. */
async function holdAll(dataDir: string): Promise<void> {
  const client = new pg.Client(ownerOf(dataDir))
  await client.connect()
  await client.query('BEGIN; LOCK TABLE batch')
  await pause(11_500)
  await client.end()
}

async function slowDown(line: SlowLine, load: Load): Promise<void> {
  line.setDelay(200)
  await pause(4000)
  await load.nextAcknowledged()
  line.setDelay(0)
}

async function cutOff(line: SlowLine, ms: number): Promise<void> {
  line.cut()
  await pause(ms)
  line.mend()
}

/** @returns a function that ends it and answers by how many bytes the server grew at most */
function watchMemory(server: Server): () => Promise<number> {
  let [isOn, most, first] = [true, 0, 0]
  const watching = (async () => {
    first = await memoryOf(server)
    while (isOn) {
      most = Math.max(most, await memoryOf(server))
      await pause(200)
    }
  })()
  return async () => {
    isOn = false
    await watching
    return most - first
  }
}
