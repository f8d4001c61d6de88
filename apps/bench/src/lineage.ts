import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { median, report, seconds } from './report.ts'
import type { ServerProcess } from './server.ts'

/** A graph in memory: the inputs of every batch, made by one event each. Batches of a level are made an hour after those before. */
interface Graph {
  readonly last: string
  readonly inputs: ReadonlyMap<string, readonly string[]>
  readonly madeAt: ReadonlyMap<string, number>
}

const start = Date.parse('2020-01-01T00:00:00Z')
const hourMs = 3_600_000

/** 10,000 batches in 20 levels, each made from three of the level before, and one at the end made from fifty. */
function wide(levels: number, width: number): Graph {
  const inputs = new Map<string, string[]>()
  const madeAt = new Map<string, number>()
  let before: string[] = []
  for (let level = 0; level < levels; level++) {
    const row = Array.from({ length: width }, () => randomUUID())
    for (const [index, id] of row.entries()) {
      const from = [0, 1, 7].map((step) => before[(index + step) % width])
      inputs.set(id, before.length ? (from as string[]) : [])
      madeAt.set(id, start + level * hourMs)
    }
    before = row
  }
  const last = randomUUID()
  inputs.set(last, before.slice(0, 50))
  madeAt.set(last, start + levels * hourMs)
  return { last, inputs, madeAt }
}

/** A single line of batches, each made from the one before. */
function line(depth: number): Graph {
  const ids = Array.from({ length: depth }, () => randomUUID())
  const inputs = new Map(ids.map((id, index) => [id, index ? [ids[index - 1] as string] : []]))
  return {
    last: ids.at(-1) as string,
    inputs,
    madeAt: new Map(ids.map((id, index) => [id, start + index * 1000])),
  }
}

/** Every batch that went in, by following the graph in memory. */
function oracle({ last, inputs }: Graph): Set<string> {
  const reached = new Set<string>()
  const open = [last]
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const input of inputs.get(id) ?? [])
      if (!reached.has(input)) {
        reached.add(input)
        open.push(input)
      }
  return reached
}

async function store(client: pg.Client, { inputs, madeAt }: Graph): Promise<void> {
  const { rows } = await client.query(
    "SELECT organization_id, product_id FROM batch WHERE kind = 'harvest' LIMIT 1",
  )
  const { organization_id: organization, product_id: product } = rows[0]
  const ids = [...inputs.keys()]
  await client.query(
    `INSERT INTO batch (id, organization_id, kind, product_id, lot, unit, plot_ids, search)
     SELECT id, $2, 'harvest', $3, 'B' || row_number() OVER (), 'kg', '{}', '' FROM unnest($1::uuid[]) id`,
    [ids, organization, product],
  )
  const rowsOf = ids.map((id) => {
    const at = madeAt.get(id) as number
    return {
      id,
      at: new Date(at).toISOString(),
      peers: JSON.stringify((inputs.get(id) ?? []).map((peer) => [peer, at])),
    }
  })
  await client.query(
    `INSERT INTO event_batch (batch_id, sequence, line, event_id, organization_id, type, role, at, balance, status, peers, leaf_hash)
     SELECT id, 1, 1, gen_random_uuid(), $4, 'merge', 'out', at, 0, 'active', peers, decode(repeat('00', 32), 'hex')
     FROM unnest($1::uuid[], $2::timestamptz[], $3::jsonb[]) AS link(id, at, peers)`,
    [ids, rowsOf.map(({ at }) => at), rowsOf.map(({ peers }) => peers), organization],
  )
  await client.query('ANALYZE event_batch; ANALYZE batch')
}

/** The same question as one recursive query, with the same time bounds: what a database does on its own. */
const recursive = `
  WITH RECURSIVE reach (batch_id, bound) AS (
    SELECT $1::uuid, 'infinity'::timestamptz
    UNION
    SELECT (peer ->> 0)::uuid, to_timestamp((peer ->> 1)::float8 / 1000)
    FROM reach JOIN event_batch link ON link.batch_id = reach.batch_id AND link.role = 'out' AND link.at <= reach.bound
      AND NOT EXISTS (SELECT FROM event_batch fix WHERE fix.batch_id = link.batch_id AND fix.corrects = link.event_id),
      jsonb_array_elements(link.peers) peer
  )
  SELECT batch.id, batch.kind, max(bound) FROM reach JOIN batch ON batch.id = reach.batch_id
  WHERE batch.id <> $1 GROUP BY batch.id, batch.kind`

async function compare(demo: ServerProcess, client: pg.Client, graph: Graph, runs: number) {
  const expected = oracle(graph)
  const url = `http://127.0.0.1:${demo.port}/api/v1/batches/${graph.last}/trace?direction=back`
  const check = (ids: readonly string[]) => {
    if (ids.length !== expected.size || !ids.every((id) => expected.has(id)))
      throw new Error('a trace is not the oracle’s')
  }
  const ours: number[] = []
  const theirs: number[] = []
  for (let run = 0; run <= runs; run++) {
    const own = await seconds(async () => {
      const answer = (await (await fetch(url)).json()) as { batches: string[] }
      check(answer.batches)
    })
    const query = await seconds(async () => {
      const { rows } = await client.query(recursive, [graph.last])
      check(rows.map(({ id }) => id))
    })
    if (run === 0) continue // warm-up
    ours.push(own)
    theirs.push(query)
  }
  return {
    value: median(ours),
    baseline: { name: 'one recursive SQL query, same bounds and answer', value: median(theirs) },
  }
}

/** Lineage over HTTP against one recursive query; every answer is held against an oracle. */
export async function benchLineage(demo: ServerProcess, owner: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(owner)
  await client.connect()
  const broad = wide(20, 500)
  const deep = line(10_000)
  await store(client, broad)
  await store(client, deep)
  const inLevels = await compare(demo, client, broad, 7)
  report({ name: 'trace of 10,000 batches in 20 levels', unit: 's', ...inLevels, target: '≤ 2' })
  const inLine = await compare(demo, client, deep, 3)
  report({ name: 'trace of a line 10,000 deep', unit: 's', ...inLine, target: '≤ 15 s' })
  await client.end()
}
