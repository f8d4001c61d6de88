import { setTimeout as pause } from 'node:timers/promises'
import { judge } from './controls.ts'
import { type Fault, unless } from './fault.ts'
import { readHistory, watchCheckpoints } from './history.ts'
import { asOwner, urlsOf } from './postgres.ts'
import { copySeed } from './seed.ts'
import { type Server, startServer } from './server.ts'
import { startLoad } from './write-load.ts'

/** Three servers, each with a sequencer, share one database and one folder of keys. */
export const threeSequencers: Fault = {
  name: 'F4',
  title: 'three sequencers at once under 24 writers',
  async run({ size, seed }) {
    const dataDir = copySeed(seed)
    const servers = [await startServer(dataDir)]
    for (let more = 0; more < 2; more++)
      servers.push(await startServer(dataDir, { env: { ...urlsOf(dataDir), NGUON_CHECKPOINT: '' } }))
    const ports = servers.map(({ port }) => port)
    const [watch, watchSealers] = [watchCheckpoints(ports), countSealers(dataDir)]
    const load = startLoad(ports, seed)
    try {
      await pause(size === 'ci' ? 20_000 : 60_000)
      const { acknowledged, odd, unanswered, away } = await load.stop()
      const sealers = await watchSealers()
      const history = await readHistory(dataDir, ports[1] ?? 0, await watch())
      const complaints = servers.flatMap(complaintsOf)
      return {
        said:
          `${sealers} of three sealed in turns, ${acknowledged.length} acknowledged, ${history.notes.length} checkpoints, ` +
          `${odd.length + unanswered + away} errors to clients`,
        mistakes: [
          ...(await judge(history, acknowledged)),
          ...[...odd, ...complaints],
          ...unless(unanswered + away === 0, `${unanswered + away} requests had no answer`),
          ...unless(sealers > 1, 'only one of them ever sealed'),
        ],
      }
    } finally {
      await load.stop()
      await Promise.all([watch(), watchSealers()])
      for (const server of servers.reverse()) await server.stop()
    }
  },
}

/** What a server logged as an error. */
const complaintsOf = ({ output }: Server): string[] =>
  output()
    .split('\n')
    .filter((line) => /"level":(50|60)/.test(line))

/** Looks, again and again, which session holds the lock of sealing (log-store.ts). @returns a function that ends it and answers how many did */
function countSealers(dataDir: string): () => Promise<number> {
  const pids = new Set<number>()
  let isOn = true
  const looking = (async () => {
    while (isOn) {
      const rows = await asOwner<{ pid: number }>(
        dataDir,
        `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND (classid::bigint, objid::bigint) = (1852274031, 5)`,
      )
      for (const { pid } of rows) pids.add(pid)
      await pause(20)
    }
  })()
  return async () => {
    isOn = false
    await looking
    return pids.size
  }
}
