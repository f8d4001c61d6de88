import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { newId } from '@nguon/domain'
import { canonicalBytes, leafHash, toBase64Url } from '@nguon/transparency'
import pg from 'pg'
import { percentile, report, seconds } from './report.ts'
import { type Demo, ownerOf, startDemo } from './server.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const batches = 100_000
const eachBatch = 10
const atOnce = 5000
const proofs = 500

/** A log of a million entries: proofs over HTTP, and everything in a mirror of it computed again by the program that needs no server. */
export async function benchLogAtSize(folder: string): Promise<void> {
  const dataDir = join(folder, 'log')
  const demo = await startDemo(dataDir)
  try {
    const client = new pg.Client(await ownerOf(dataDir))
    await client.connect()
    await storeHistories(client)
    const size = await sealedSize(client)
    await benchProofs(demo, client, size)
    await client.end()
    await benchFsck(demo, join(folder, 'mirror'), size)
  } finally {
    await demo.stop()
  }
}

/** Histories as they are hashed, put into the queue as a recording puts them. */
async function storeHistories(client: pg.Client): Promise<void> {
  for (let first = 0; first < batches; first += atOnce / eachBatch) {
    const entries = Array.from({ length: atOnce / eachBatch }, history).flat()
    await client.query(
      `WITH e AS (SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::bytea[]) WITH ORDINALITY AS e(id, entry, leaf_hash, place)),
            stored AS (INSERT INTO event (id, organization_id, type, entry, leaf_hash, recorded_at)
              SELECT id, $4, 'irrigating', entry, leaf_hash, now() FROM e)
       INSERT INTO log_pending (event_id) SELECT id FROM e ORDER BY place`,
      [
        entries.map(({ id }) => id),
        entries.map(({ bytes }) => Buffer.from(bytes)),
        entries.map(({ hash }) => Buffer.from(hash)),
        organizationId,
      ],
    )
  }
}

const organizationId = newId()
const recordedAt = '2026-11-20T08:15:30.250Z'

/** The entries of one batch, each naming the one before. */
function history(): { id: string; bytes: Uint8Array; hash: Uint8Array }[] {
  const batchId = newId()
  let prev: string | null = null
  return Array.from({ length: eachBatch }, (_, index) => {
    const id = newId()
    const bytes = canonicalBytes({
      ...{
        v: 1,
        id,
        type: 'irrigating',
        organizationId,
        occurredAt: recordedAt,
        precision: 'minute',
        recordedAt,
      },
      ...{ capturedAt: recordedAt, utcOffset: '+07:00', evidence: [], details: { method: 'Tưới nhỏ giọt' } },
      batches: [{ batchId, role: 'out', sequence: index + 1, prev }],
    })
    const hash = leafHash(bytes)
    prev = toBase64Url(hash)
    return { id, bytes, hash }
  })
}

/** Waits until everything is sealed; how many entries the log has. */
async function sealedSize(client: pg.Client): Promise<number> {
  for (;;) {
    const { rows } = await client.query(
      'SELECT (SELECT max(size) FROM log_checkpoint) AS size, (SELECT count(*) FROM log_pending) AS waiting',
    )
    if (rows[0]?.waiting === '0') return Number(rows[0].size)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

async function benchProofs(demo: Demo, client: pg.Client, size: number): Promise<void> {
  const { rows } = await client.query<{ leaf: string }>(
    `SELECT encode(leaf_hash, 'hex') AS leaf FROM log_leaf WHERE idx = ANY($1::bigint[])`,
    [Array.from({ length: proofs }, (_, index) => Math.floor((index * size) / proofs))],
  )
  const times: number[] = []
  for (const { leaf } of rows) {
    const url = `http://127.0.0.1:${demo.port}/api/v1/log/inclusion?leaf=${leaf}&size=${size}`
    times.push((await seconds(() => fetchWhole(url))) * 1000)
  }
  const name = `proof that an entry is in a log of ${size}, over HTTP, p95`
  const baseline = { name: 'target', value: 10 }
  report({ name, value: percentile(times, 0.95), unit: 'ms', baseline, target: '≤ 1' })
}

async function fetchWhole(url: string): Promise<void> {
  const answer = await fetch(url)
  const text = await answer.text()
  if (!answer.ok) throw new Error(text)
}

async function benchFsck(demo: Demo, mirror: string, size: number): Promise<void> {
  const run = (...words: string[]) =>
    promisify(execFile)('node', [join(root, 'apps/verifier/dist/nguon-log.js'), ...words])
  const copied = await seconds(() => run('mirror', `http://127.0.0.1:${demo.port}/log`, mirror))
  const name = `a mirror of ${size} entries`
  const goal = { name: 'target', value: 20 }
  report({ name: `${name}, copied and checked`, value: copied, unit: 's', baseline: goal, target: 'printed' })
  const checked = await seconds(() => run('fsck', mirror))
  report({ name: `${name}, computed again whole`, value: checked, unit: 's', baseline: goal, target: '≤ 1' })
}
