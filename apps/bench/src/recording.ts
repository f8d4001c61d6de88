import { newId } from '@nguon/domain'
import pg from 'pg'
import { captureStatements, fill, type Statement } from './capture.ts'
import { type Crop, clients, irrigation, openDiary, post, record } from './diary.ts'
import { requestsPerSecond } from './load.ts'
import { untilSealed } from './log.ts'
import { median, report } from './report.ts'
import type { Demo } from './server.ts'

const roundMs = 4000
const rounds = 3

/** Recording diary entries through the API against bare scripts on the same database: the same statements, and one INSERT. */
export async function benchRecording(demo: Demo, dataDir: string, owner: pg.ClientConfig): Promise<void> {
  const { door, crops } = await openDiary(demo, owner)
  const cropOf = (client: number) => crops[client] as Crop
  const sample = irrigation(cropOf(0))
  const names = { event: sample.id, batch: cropOf(0).id }
  const statements = await captureStatements(dataDir, owner, names, () => record(door, sample))
  const twins = await makeTwins(owner, crops)
  const scripts = scriptsOf(statements, twins)
  const ours: number[] = []
  const theirs = scripts.map((): number[] => [])
  const client = new pg.Client(owner)
  await client.connect()
  const pool = new pg.Pool({ ...owner, max: clients })
  pool.on('error', () => undefined) // the server may stop while the last connections are closing
  for (let round = -1; round < rounds; round++) {
    const next = (index: number) => post(door, irrigation(cropOf(index)))
    await settle(client, demo.port)
    const api = await requestsPerSecond(demo.port, clients, roundMs, next)
    if (round >= 0) ours.push(api)
    for (const [index, script] of scripts.entries()) {
      await settle(client, demo.port)
      const rate = await transactionsPerSecond(pool, roundMs, script.next)
      if (round >= 0) theirs[index]?.push(rate)
    }
  }
  await client.end()
  await pool.end()
  for (const [index, { name, target }] of scripts.entries()) {
    const baseline = { name: `${name}, 32 clients`, value: median(theirs[index] ?? []) }
    report({ name: 'recording through the API', value: median(ours), unit: 'events/s', baseline, target })
  }
}

/** Each pays for sealing and writing out what it stored itself, not what was stored before it. */
async function settle(client: pg.Client, port: number): Promise<void> {
  await untilSealed(client, port)
  await client.query('VACUUM ANALYZE')
  await client.query('CHECKPOINT')
}

/** What the API is held against: the statements of a client's next transaction. */
interface Script {
  readonly name: string
  readonly next: (client: number, count: number) => Statement[]
  readonly target: string
}

function scriptsOf(statements: readonly Statement[], twins: readonly string[]): Script[] {
  const next: Script['next'] = (client, count) => replayed(statements, twins[client] ?? '', count)
  return [
    { name: 'bare pg script, same statements and transactions, prepared alike', next, target: '≥ 0.5' },
    {
      name: 'bare pg script, same statements and transactions, planned each time',
      next: (...args) => next(...args).map(planned),
      target: 'printed',
    },
    {
      name: 'bare single-row INSERT commits of the same size',
      next: () => [singleInsert(statements)],
      target: '≥ 0.10',
    },
  ]
}

const planned = (statement: Statement): Statement => ({ ...statement, name: undefined })

/** Copies of the crops' rows, for the script to lock: without a history of their own. */
async function makeTwins(owner: pg.ClientConfig, crops: readonly Crop[]): Promise<string[]> {
  const client = new pg.Client(owner)
  await client.connect()
  const twins = crops.map(() => newId())
  await client.query(
    `INSERT INTO batch SELECT (batch).* FROM (
       SELECT jsonb_populate_record(batch, jsonb_build_object('id', twin.id)) AS batch
       FROM unnest($1::uuid[], $2::uuid[]) AS twin(of, id) JOIN batch ON batch.id = twin.of) copy`,
    [crops.map(({ id }) => id), twins],
  )
  await client.end()
  return twins
}

/** The captured statements for another event: a fresh id, the client's own batch and its next sequence. */
const replayed = (statements: readonly Statement[], batch: string, sequence: number): Statement[] =>
  fill(statements, { event: newId(), batch, sequence })

const eventColumns = 'INSERT INTO event (id, organization_id, type, entry, leaf_hash, recorded_at)'

/** The row of the event alone, as a transaction of its own. */
function singleInsert(statements: readonly Statement[]): Statement {
  const insert = statements.find(({ sql }) => sql.includes(eventColumns))
  if (!insert) throw new Error('no INSERT of the event among the statements')
  return {
    sql: `${eventColumns} VALUES ($1, $2, $3, $4, $5, $6)`,
    name: undefined,
    values: fill([insert], { event: newId(), batch: newId(), sequence: 1 })[0]?.values ?? [],
  }
}

async function transactionsPerSecond(pool: pg.Pool, ms: number, next: Script['next']): Promise<number> {
  const until = Date.now() + ms
  const began = process.hrtime.bigint()
  const counts = await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      const connection = await pool.connect()
      let count = 0
      for (; Date.now() < until; count++) {
        const sequence = (sequences.get(client) ?? 0) + 1
        sequences.set(client, sequence)
        for (const { sql: text, name, values } of next(client, sequence))
          await connection.query({ text, values: [...values], ...(name ? { name } : {}) })
      }
      connection.release()
      return count
    }),
  )
  return counts.reduce((sum, count) => sum + count, 0) / (Number(process.hrtime.bigint() - began) / 1e9)
}

const sequences = new Map<number, number>()
