import pg from 'pg'
import { type Crop, clients, type Door, irrigation, openDiary, post } from './diary.ts'
import { requestsPerSecond } from './load.ts'
import { median, report } from './report.ts'
import type { Demo } from './server.ts'

const roundMs = 4000
const rounds = 5
const sealersLock = '1852274031, 5' // of apps/api/src/log/log-store.ts: who holds it is the only one that may seal

/**
 * What sealing costs those who record, and how soon what they record is sealed: rounds with the sequencer at work alternate with
 * rounds in which it finds the log's lock taken, on the same database.
 */
export async function benchSealing(demo: Demo, owner: pg.ClientConfig): Promise<void> {
  const { door, crops } = await openDiary(demo, owner)
  const client = new pg.Client(owner)
  await client.connect()
  const sealed: number[] = []
  const stopped: number[] = []
  const began = new Date()
  for (let round = -1; round < rounds; round++) {
    await untilSealed(client, demo.port)
    const withSealing = await rate(door, crops, round < 0 ? 1000 : roundMs)
    await client.query(`SELECT pg_advisory_lock(${sealersLock})`)
    const without = await rate(door, crops, round < 0 ? 1000 : roundMs)
    await client.query(`SELECT pg_advisory_unlock(${sealersLock})`)
    if (round < 0) continue
    sealed.push(withSealing)
    stopped.push(without)
  }
  await untilSealed(client, demo.port)
  const delay = await sealedWithin(client, began)
  await client.end()
  const same = { name: 'the same with nothing sealed meanwhile', value: median(stopped) }
  report({
    ...{ name: 'recording with the sequencer at work, 32 clients', value: median(sealed), unit: 'events/s' },
    ...{ baseline: same, target: '≥ 0.85' },
  })
  const target = { name: 'target', value: 1500 }
  const name = 'from stored to sealed, 32 clients, p99'
  report({ name, value: delay, unit: 'ms', baseline: target, target: '≤ 1' })
}

const rate = (door: Door, crops: readonly Crop[], ms: number): Promise<number> =>
  requestsPerSecond(door.port, clients, ms, (client) => post(door, irrigation(crops[client] as Crop)))

/** Waits until nothing waits to be sealed. @throws when the server says that it seals no more */
export async function untilSealed(client: pg.Client, port: number): Promise<void> {
  for (;;) {
    const { rows } = await client.query('SELECT FROM log_pending LIMIT 1')
    if (rows.length === 0) return
    const ready = await (await fetch(`http://127.0.0.1:${port}/readyz`)).text()
    if (ready.includes('sealed no more')) throw new Error(ready)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** The time in ms within which 99 % were sealed of what was recorded since, but for the rounds in which nothing was. */
async function sealedWithin(client: pg.Client, since: Date): Promise<number> {
  const { rows } = await client.query<{ delay: number }>(
    `WITH sealed AS (SELECT size, lag(size, 1, 0::bigint) OVER (ORDER BY size) AS before, at,
                            at - lag(at) OVER (ORDER BY size) AS pause FROM log_checkpoint)
     SELECT percentile_cont(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM sealed.at - recorded_at) * 1000) AS delay
     FROM sealed JOIN log_leaf ON idx >= before AND idx < size JOIN event ON event.id = event_id
     WHERE recorded_at >= $1 AND NOT EXISTS (
       SELECT FROM sealed late WHERE late.pause > interval '3 seconds' AND event.recorded_at BETWEEN late.at - late.pause AND late.at)`,
    [since],
  )
  return Number(rows[0]?.delay)
}
