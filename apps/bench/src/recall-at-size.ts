import { createHash, randomBytes } from 'node:crypto'
import { newId } from '@nguon/domain'
import type pg from 'pg'
import { ask, type Reply } from './ask.ts'
import { oracleOf } from './oracle.ts'
import { report, seconds } from './report.ts'
import { type Spread, spreadOf } from './spread.ts'
import { findOwner, lotOf, type Owner, storeStory } from './store-story.ts'

/** Pages that somebody had opened before the recall, and that are opened again right after it. */
const watched = 100

/** A recall of all that came of one input lot, by two people over HTTP: until no page says any more that its goods are fine. */
export async function recallAtSize(port: number, client: pg.Client): Promise<void> {
  const owner = await findOwner(client, { withGtin: true })
  const spread = spreadOf(11, await placesOf(client, owner))
  await storeStory(client, owner, spread)
  await client.query('ANALYZE event_batch; ANALYZE batch')
  const [admin, staff] = [await signIn(client, owner, 'admin'), await signIn(client, owner, 'staff')]
  const door: Door = { port, admin, staff }
  const paths = spread.finished.map((id) => `/01/${owner.gtin}/10/${lotOf({ id })}`)
  const sample = paths.filter((_, place) => place % Math.floor(paths.length / watched) === 0)
  for (const path of sample) assertPage(await ask(port, path), path, isFine)
  const recallId = await planAndPropose(door, spread)
  await putInForce(door, { recallId, sample, count: spread.batches.length })
  await checkAll(client, port, spread, paths)
}

interface Door {
  readonly port: number
  /** Cookies. */
  readonly admin: string
  readonly staff: string
}

/** The admin looks at what the recall reaches, which is held against the oracle, and proposes it. */
async function planAndPropose({ port, admin }: Door, spread: Spread): Promise<string> {
  const batchIds = [spread.source]
  const planned = await timed(() => ask(port, '/api/v1/recalls/plan', { cookie: admin, body: { batchIds } }))
  const plan = bodyOf(planned.reply) as { fingerprint: string; batches: { id: string }[] }
  const { batches, crops } = oracleOf(spread)(spread.source, 'forward')
  const wanted = new Set([spread.source, ...batches, ...crops])
  if (plan.batches.length !== wanted.size || !plan.batches.every(({ id }) => wanted.has(id)))
    throw new Error(`the plan has ${plan.batches.length} batches, and the oracle ${wanted.size}`)
  const id = newId()
  const body = { id, batchIds, seen: plan.fingerprint, reason: 'dư lượng thuốc vượt mức' }
  const proposed = await timed(() => ask(port, '/api/v1/recalls', { cookie: admin, body }))
  bodyOf(proposed.reply)
  const noLimit = { name: 'one second', value: 1 }
  const name = (what: string) => `recall of ${wanted.size} batches: ${what}`
  report({ name: name('plan'), value: planned.took, unit: 's', baseline: noLimit, target: 'printed' })
  report({ name: name('proposal'), value: proposed.took, unit: 's', baseline: noLimit, target: 'printed' })
  return id
}

interface Confirming {
  readonly recallId: string
  readonly sample: readonly string[]
  readonly count: number
}

/** The second person confirms; then the pages that were kept before are asked again, each of which must be the recall's. */
async function putInForce({ port, staff }: Door, { recallId, sample, count }: Confirming): Promise<void> {
  const path = `/api/v1/recalls/${recallId}/confirm`
  let untilAnswered = 0
  const took = await seconds(async () => {
    const confirmed = await timed(() => ask(port, path, { cookie: staff, body: {} }))
    untilAnswered = confirmed.took
    const { recorded } = bodyOf(confirmed.reply) as { recorded: number }
    if (recorded !== count) throw new Error(`${recorded} batches recalled, not ${count}`)
    const pages = await Promise.all(sample.map((page) => ask(port, page)))
    for (const [place, page] of pages.entries()) assertPage(page, sample[place], isRecalled)
  })
  const limit = { name: 'target', value: 5 }
  const name = `recall of ${count} batches: from the command to the recall on ${sample.length} pages kept before`
  report({ name, value: took, unit: 's', baseline: limit, target: '≤ 1' })
  const whole = { name: 'with the pages', value: took }
  report({
    name: `recall of ${count} batches: of that the command`,
    value: untilAnswered,
    unit: 's',
    baseline: whole,
    target: 'printed',
  })
}

/** Every batch is stopped in the database, and every page says so. */
async function checkAll(
  client: pg.Client,
  port: number,
  { batches }: Spread,
  paths: readonly string[],
): Promise<void> {
  const { rows } = await client.query(
    `SELECT count(*)::int AS count FROM unnest($1::uuid[]) id WHERE 'recalled' =
       (SELECT status FROM event_batch WHERE batch_id = id ORDER BY sequence DESC, line DESC LIMIT 1)`,
    [batches.map(({ id }) => id)],
  )
  if (rows[0].count !== batches.length) throw new Error(`${rows[0].count} batches are recalled`)
  const began = performance.now()
  const open = [...paths]
  const reader = async () => {
    for (let path = open.pop(); path !== undefined; path = open.pop())
      assertPage(await ask(port, path), path, isRecalled)
  }
  await Promise.all([reader(), reader(), reader(), reader()])
  const value = (performance.now() - began) / paths.length
  const one = { name: 'one millisecond', value: 1 }
  const name = `recall of ${batches.length} batches: each of ${paths.length} pages that nobody had opened since`
  report({ name, value, unit: 'ms', baseline: one, target: 'printed' })
}

const isFine = ({ status, text }: Reply): boolean => status === 200 && !/<title>✕/.test(text)

const isRecalled = ({ status, headers, text }: Reply): boolean =>
  status === 200 && headers['cache-control'] === 'no-store' && /<title>✕ THU HỒI/.test(text)

function assertPage(page: Reply, path: string | undefined, isWanted: (page: Reply) => boolean): void {
  if (!isWanted(page)) throw new Error(`${path} is another page: ${page.status} ${page.text.slice(0, 1000)}`)
}

async function timed(work: () => Promise<Reply>): Promise<{ reply: Reply; took: number }> {
  let reply: Reply | undefined
  const took = await seconds(async () => {
    reply = await work()
  })
  if (!reply) throw new Error('no answer')
  return { reply, took }
}

function bodyOf({ status, text }: Reply): unknown {
  if (status >= 300) throw new Error(`answered ${status}: ${text.slice(0, 2000)}`)
  return JSON.parse(text)
}

/** Places of other organizations, to which goods are sent. */
async function placesOf(client: pg.Client, { organizationId }: Owner): Promise<string[]> {
  const { rows } = await client.query(
    `SELECT DISTINCT subject_id AS id FROM subject_entry WHERE kind = 'place' AND organization_id <> $1 ORDER BY 1 LIMIT 5`,
    [organizationId],
  )
  return rows.map(({ id }) => id)
}

/** A person of the organization with an open session that is fresh, written straight into the tables. Answers the cookie. */
async function signIn(
  client: pg.Client,
  { organizationId }: Owner,
  kind: 'admin' | 'staff',
): Promise<string> {
  const [accountId, token] = [newId(), randomBytes(32).toString('base64url')]
  await client.query('INSERT INTO account (id, organization_id, kind) VALUES ($1, $2, $3)', [
    accountId,
    organizationId,
    kind,
  ])
  await client.query(
    `INSERT INTO membership (account_id, organization_id, name, added_at) VALUES ($1, $2, 'Người đo', now())`,
    [accountId, organizationId],
  )
  await client.query(
    `INSERT INTO session (id, token_hash, account_id, organization_id, kind, label, created_at, seen_at, expires_at, fresh_at)
     VALUES ($1, $2, $3, $4, $5, 'bench', now(), now(), now() + interval '1 hour', now())`,
    [newId(), createHash('sha256').update(token).digest(), accountId, organizationId, kind],
  )
  return `__Host-sid=${token}`
}
