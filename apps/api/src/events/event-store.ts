import type { Id, Instant } from '@nguon/domain'
import { digestOf, openDisclosure } from '@nguon/transparency'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { queryPrepared } from '../db/query-prepared.ts'
import type { SealedEntry } from './entry.ts'

const keeping = {
  name: 'event-insert',
  text: `WITH kept AS (
           INSERT INTO event (id, organization_id, type, entry, leaf_hash, recorded_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id)
         INSERT INTO log_pending (event_id) SELECT id FROM kept`,
}

/** Keeps the bytes of an entry, which waits to be sealed from then on. @throws a unique violation when its id was used before */
export async function insertEntry(
  tx: EntityManager,
  row: { id: Id; organizationId: Id; type: string; recordedAt: Instant },
  { bytes, leafHash }: SealedEntry,
): Promise<void> {
  const values = [
    row.id,
    row.organizationId,
    row.type,
    Buffer.from(bytes),
    Buffer.from(leafHash),
    row.recordedAt,
  ]
  await queryPrepared(tx, keeping, values)
}

/** A row of the graph, ready to store. */
export interface LinkRow {
  readonly batchId: Id
  readonly sequence: number
  readonly line: number
  readonly role: string
  readonly at: string
  readonly quantity: string | undefined
  readonly unit: string | undefined
  readonly units: number | undefined
  readonly balance: string
  readonly status: string
  readonly peers: readonly (readonly [Id, number])[]
}

const linking = {
  name: 'event-links',
  text: `INSERT INTO event_batch (batch_id, sequence, line, event_id, organization_id, type, role, at, quantity, unit, units,
                                  balance, status, corrects, to_place_id, peers, leaf_hash)
         SELECT batch_id, sequence, line, $1, $2, $3, role, at, quantity, unit, units, balance, status, $4, $5, peers, $6
         FROM unnest($7::uuid[], $8::int[], $9::int[], $10::text[], $11::timestamptz[], $12::numeric[], $13::text[], $14::int[],
                     $15::numeric[], $16::text[], $17::jsonb[])
           AS link(batch_id, sequence, line, role, at, quantity, unit, units, balance, status, peers)`,
}

/** Adds an event's rows to the graph in one statement. */
export async function insertLinks(
  tx: EntityManager,
  event: { id: Id; organizationId: Id; type: string; corrects: Id | undefined; toPlaceId: Id | undefined },
  leafHash: Uint8Array,
  rows: readonly LinkRow[],
): Promise<void> {
  const column = <K extends keyof LinkRow>(key: K) => rows.map((row) => row[key])
  await queryPrepared(tx, linking, [
    event.id,
    event.organizationId,
    event.type,
    event.corrects,
    event.toPlaceId,
    Buffer.from(leafHash),
    column('batchId'),
    column('sequence'),
    column('line'),
    column('role'),
    column('at'),
    column('quantity'),
    column('unit'),
    column('units'),
    column('balance'),
    column('status'),
    rows.map(({ peers }) => JSON.stringify(peers)),
  ])
}

/** Keeps the private fields of an entry apart from it, as rows of its organization: the transaction acts for that one. */
export async function insertDisclosures(
  tx: EntityManager,
  { id, organizationId }: { readonly id: Id; readonly organizationId: Id },
  disclosures: readonly string[],
): Promise<void> {
  if (disclosures.length === 0) return
  await tx.query(
    `INSERT INTO disclosure (event_id, organization_id, field, digest, disclosure)
     SELECT $1, $2, field, digest, disclosure FROM unnest($3::text[], $4::text[], $5::text[]) AS d(field, digest, disclosure)`,
    [
      id,
      organizationId,
      disclosures.map((disclosure) => openDisclosure(disclosure).name),
      disclosures.map(digestOf),
      disclosures,
    ],
  )
}

const EntryRow = z.object({ id: z.string(), entry: z.instanceof(Buffer), leafHash: z.instanceof(Buffer) })
export type EntryRow = z.infer<typeof EntryRow>

/** The entries with these ids, in no order. */
export async function findEntries(tx: EntityManager, ids: readonly Id[]): Promise<EntryRow[]> {
  if (ids.length === 0) return []
  const rows: unknown = await tx.query(
    'SELECT id, entry, leaf_hash AS "leafHash" FROM event WHERE id = ANY($1)',
    [ids],
  )
  return z.array(EntryRow).parse(rows)
}

const finding = {
  name: 'event-entry',
  text: 'SELECT id, entry, leaf_hash AS "leafHash" FROM event WHERE id = $1',
}

export async function findEntry(tx: EntityManager, id: Id): Promise<EntryRow | undefined> {
  const [entry] = z.array(EntryRow).parse(await queryPrepared(tx, finding, [id]))
  return entry
}

/** Ids of the events that touched these batches, each once. */
export async function listEventIds(tx: EntityManager, batchIds: readonly Id[]): Promise<Id[]> {
  const rows: { event_id: string }[] = await tx.query(
    'SELECT DISTINCT event_id FROM event_batch WHERE batch_id = ANY($1)',
    [batchIds],
  )
  return rows.map((row) => row.event_id)
}

/** Ids of the latest events of an organization (versions of master data are left out). */
export async function listLatestEventIds(
  tx: EntityManager,
  organizationId: Id,
  limit: number,
): Promise<Id[]> {
  const rows: { id: string }[] = await tx.query(
    `SELECT id FROM event WHERE organization_id = $1 AND type NOT LIKE '%\\_version'
     ORDER BY recorded_at DESC, id DESC LIMIT $2`,
    [organizationId, limit],
  )
  return rows.map((row) => row.id)
}
