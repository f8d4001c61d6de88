import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Story, StoryBatch, StoryEvent } from './story.ts'

/** To whom a story is given: an organization of the sample, with a product. */
export interface Owner {
  readonly organizationId: string
  readonly productId: string
  /** Of the product: then finished batches have printed codes. */
  readonly gtin?: string
}

/** A cooperative of the sample with a product of its own; with `gtin` one whose product has a number. */
export async function findOwner(client: pg.Client, { withGtin = false } = {}): Promise<Owner> {
  const { rows } = await client.query(
    withGtin
      ? 'SELECT organization_id AS "organizationId", product_id AS "productId", gtin FROM gtin ORDER BY gtin LIMIT 1'
      : `SELECT organization_id AS "organizationId", product_id AS "productId" FROM batch WHERE kind = 'harvest' ORDER BY id LIMIT 1`,
  )
  return rows[0]
}

/** What each giving adds to a batch, and each taking draws, in kg. */
const given = 1000
const taken = 1

/** The lot of a batch, as it stands on its label: at most 20 characters. */
export const lotOf = ({ id }: Pick<StoryBatch, 'id'>): string =>
  `BX${id.replaceAll('-', '').slice(14).toUpperCase()}`

/**
 * Writes a story straight into the tables, in the order of its events as a server would have: batches, the entries of the events
 * with their chains, and the rows of the graph. No rule is asked.
 */
export async function storeStory(client: pg.Client, owner: Owner, { batches, events }: Story): Promise<void> {
  await client.query('BEGIN')
  await insertBatches(client, owner, batches)
  const ordered = [...events].sort((a, b) => recordedAt(a) - recordedAt(b))
  const book: Book = { kinds: new Map(batches.map(({ id, kind }) => [id, kind])), heads: new Map() }
  const atOnce = 5000
  for (let from = 0; from < ordered.length; from += atOnce) {
    const sealed = ordered.slice(from, from + atOnce).map((event) => seal(event, owner, book))
    await insertEvents(client, owner, sealed)
    await insertRows(client, owner, sealed)
  }
  await client.query('COMMIT')
}

const recordedAt = ({ takesAt, givesAt }: StoryEvent): number => Math.max(takesAt, givesAt) + 3_600_000

async function insertBatches(client: pg.Client, owner: Owner, batches: readonly StoryBatch[]): Promise<void> {
  const ordered = [...batches].sort((a, b) => (a.id < b.id ? -1 : 1))
  const ids = ordered.map(({ id }) => id)
  await client.query(
    `INSERT INTO batch (id, organization_id, kind, product_id, lot, unit, plot_ids, search)
     SELECT id, $1, kind, $2, lot, CASE WHEN kind <> 'crop' THEN 'kg' END, plots::uuid[], ''
     FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[]) AS b(id, kind, lot, plots)`,
    [
      ...[owner.organizationId, owner.productId, ids, ordered.map(({ kind }) => kind)],
      ...[ordered.map(lotOf), ordered.map(({ plots }) => `{${plots.join()}}`)],
    ],
  )
  if (owner.gtin === undefined) return
  const finished = ordered.filter(({ kind }) => kind === 'finished')
  await client.query(
    'INSERT INTO code (code, batch_id) SELECT code, id FROM unnest($1::text[], $2::uuid[]) AS c(code, id)',
    [finished.map((batch) => `01/${owner.gtin}/10/${lotOf(batch)}`), finished.map(({ id }) => id)],
  )
}

/** Where the histories of the batches stand. */
interface Book {
  readonly kinds: ReadonlyMap<string, StoryBatch['kind']>
  readonly heads: Map<string, { readonly sequence: number; readonly prev: string; readonly balance: number }>
}

interface Row {
  readonly batchId: string
  readonly sequence: number
  readonly line: number
  readonly role: 'in' | 'out' | 'about'
  readonly at: number
  readonly quantity: number | null
  readonly balance: number
  readonly peers: readonly (readonly [string, number])[]
}

interface Sealed {
  readonly event: StoryEvent
  readonly entry: Buffer
  readonly leafHash: Buffer
  readonly rows: readonly Row[]
}

/** The entry with its chain, and the rows it leaves. */
function seal(event: StoryEvent, owner: Owner, book: Book): Sealed {
  const { takesAt, givesAt } = event
  const items = [
    ...event.ins.map((batchId) => ({ batchId, role: 'in' as const, at: takesAt, change: -taken })),
    ...event.outs.map((batchId) => ({ batchId, role: 'out' as const, at: givesAt, change: given })),
    ...(event.abouts ?? []).map((batchId) => ({ batchId, role: 'about' as const, at: takesAt, change: 0 })),
  ]
  const peers = {
    in: event.outs.map((id) => [id, givesAt] as const),
    out: event.ins.map((id) => [id, takesAt] as const),
    about: [],
  }
  const before = new Map(items.map(({ batchId }) => [batchId, book.heads.get(batchId)]))
  const balances = new Map<string, number>()
  const rows = items.map(({ batchId, role, at, change }): Row => {
    const measured = change !== 0 && book.kinds.get(batchId) !== 'crop'
    const known = balances.get(batchId)
    const balance = (known ?? before.get(batchId)?.balance ?? 0) + (measured ? change : 0)
    balances.set(batchId, balance)
    const sequence = (before.get(batchId)?.sequence ?? 0) + 1
    const line = known === undefined ? 1 : 2
    const quantity = measured ? Math.abs(change) : null
    return { batchId, sequence, line, role, at, quantity, balance, peers: peers[role] }
  })
  const entry = Buffer.from(JSON.stringify(entryOf(event, owner, rows, before)))
  const leafHash = createHash('sha256').update(Buffer.of(0)).update(entry).digest()
  const prev = leafHash.toString('base64url')
  for (const { batchId, sequence, balance } of rows) book.heads.set(batchId, { sequence, prev, balance })
  return { event, entry, leafHash, rows }
}

const iso = (ms: number): string => new Date(ms).toISOString()

/** The entry as the product stores it: its keys in order, so that these are its canonical bytes. */
function entryOf(
  event: StoryEvent,
  owner: Owner,
  rows: readonly Row[],
  before: Map<string, { prev: string } | undefined>,
) {
  const { id, type, takesAt, givesAt, corrects, toPlaceId } = event
  const toTheDay = takesAt > givesAt
  return {
    batches: rows.map(({ batchId, quantity, role, sequence }) => ({
      batchId,
      prev: before.get(batchId)?.prev ?? null,
      ...(quantity === null ? {} : { quantity: { unit: 'kg', value: String(quantity) } }),
      role,
      sequence,
    })),
    capturedAt: iso(recordedAt(event)),
    ...(corrects ? { corrects: { eventId: corrects, reason: 'did_not_occur', text: 'nhầm lô' } } : {}),
    details: toPlaceId ? { toPlaceId } : {},
    ...(givesAt > takesAt ? { endedAt: iso(givesAt) } : {}),
    evidence: [],
    id,
    occurredAt: iso(Math.min(takesAt, givesAt)),
    organizationId: owner.organizationId,
    precision: toTheDay ? 'day' : 'minute',
    recordedAt: iso(recordedAt(event)),
    type,
    utcOffset: '+07:00',
    v: 1,
  }
}

async function insertEvents(client: pg.Client, owner: Owner, sealed: readonly Sealed[]): Promise<void> {
  await client.query(
    `INSERT INTO event (id, organization_id, type, entry, leaf_hash, recorded_at)
     SELECT id, $1, type, entry, leaf_hash, at
     FROM unnest($2::uuid[], $3::text[], $4::bytea[], $5::bytea[], $6::timestamptz[]) AS e(id, type, entry, leaf_hash, at)`,
    [
      owner.organizationId,
      sealed.map(({ event }) => event.id),
      sealed.map(({ event }) => event.type),
      sealed.map(({ entry }) => entry),
      sealed.map(({ leafHash }) => leafHash),
      sealed.map(({ event }) => iso(recordedAt(event))),
    ],
  )
}

async function insertRows(client: pg.Client, owner: Owner, sealed: readonly Sealed[]): Promise<void> {
  const rows = sealed.flatMap(({ event, leafHash, rows }) => rows.map((row) => ({ ...row, event, leafHash })))
  await client.query(
    `INSERT INTO event_batch (batch_id, sequence, line, event_id, organization_id, type, role, at, quantity, unit,
                              balance, status, corrects, to_place_id, peers, leaf_hash)
     SELECT batch_id, sequence, line, event_id, $1, type, role, at, quantity, CASE WHEN quantity IS NOT NULL THEN 'kg' END,
            balance, 'active', corrects, to_place_id, peers, leaf_hash
     FROM unnest($2::uuid[], $3::int[], $4::int[], $5::uuid[], $6::text[], $7::text[], $8::timestamptz[], $9::numeric[],
                 $10::numeric[], $11::uuid[], $12::uuid[], $13::jsonb[], $14::bytea[])
       AS r(batch_id, sequence, line, event_id, type, role, at, quantity, balance, corrects, to_place_id, peers, leaf_hash)`,
    [
      owner.organizationId,
      ...[
        rows.map(({ batchId }) => batchId),
        rows.map(({ sequence }) => sequence),
        rows.map(({ line }) => line),
      ],
      ...[
        rows.map(({ event }) => event.id),
        rows.map(({ event }) => event.type),
        rows.map(({ role }) => role),
      ],
      ...[
        rows.map(({ at }) => iso(at)),
        rows.map(({ quantity }) => quantity),
        rows.map(({ balance }) => balance),
      ],
      ...[rows.map(({ event }) => event.corrects), rows.map(({ event }) => event.toPlaceId)],
      ...[rows.map(({ peers }) => JSON.stringify(peers)), rows.map(({ leafHash }) => leafHash)],
    ],
  )
}
