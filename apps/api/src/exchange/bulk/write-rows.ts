import { DomainError, type Id, type Instant } from '@nguon/domain'
import { digestOf, openDisclosure } from '@nguon/transparency'
import type { EntityManager } from 'typeorm'
import type { Caller } from '../../accounts/caller.ts'
import { together } from '../../db/query-prepared.ts'
import { enterTenant, scopeOfCaller } from '../../db/with-tenant.ts'
import type { SealedEntry } from '../../events/entry.ts'
import type { LinkRow } from '../../events/event-store.ts'
import type { LabelRange } from './label-rolls.ts'

interface EventRow {
  readonly id: Id
  readonly organizationId: Id
  readonly type: string
  readonly recordedAt: Instant
  readonly entry: SealedEntry
  readonly toPlaceId: Id | undefined
}

interface BatchRow {
  readonly id: Id
  readonly organizationId: Id
  readonly kind: string
  readonly productId: Id
  readonly lot: string
  readonly unit: string | undefined
  readonly useBy: string | undefined
  readonly plots: readonly Id[]
  readonly search: string
}

/** Rows of many events, ready to write: what appendEvent would have written of each. */
export interface Rows {
  readonly events: EventRow[]
  readonly links: { readonly event: EventRow; readonly row: LinkRow }[]
  readonly batches: BatchRow[]
  readonly codes: { readonly code: string; readonly batchId: Id }[]
  readonly disclosures: { readonly event: EventRow; readonly disclosure: string }[]
  readonly files: { readonly event: EventRow; readonly sha256: string }[]
  readonly ranges: { readonly eventId: Id; readonly range: LabelRange }[]
}

export const noRows = (): Rows => ({
  events: [],
  links: [],
  batches: [],
  codes: [],
  disclosures: [],
  files: [],
  ranges: [],
})

/**
 * Writes rows, one statement a table. All of them travel together: the database works on them while the next events are judged.
 *
 * @throws {DomainError} `ID_REUSED`, `LOT_TAKEN` when somebody else has just taken an id or a lot: the whole import is refused then
 */
export async function writeRows(tx: EntityManager, caller: Caller, rows: Rows): Promise<void> {
  await together([
    writeBatches(tx, rows),
    writeCodes(tx, rows),
    writeEvents(tx, rows),
    writeLinks(tx, rows),
    writeFiles(tx, rows),
    writeRanges(tx, rows),
    writeDisclosures(tx, caller, rows),
  ])
}

const column = <T, V>(rows: readonly T[], value: (row: T) => V): V[] => rows.map(value)

/** A column as the text of an array: of values in which nothing has to be escaped, as ids, numbers, times and our own words. */
const words = <T>(rows: readonly T[], value: (row: T) => string | number | undefined): string =>
  `{${rows.map((row) => value(row) ?? 'NULL').join()}}`

/** The leaf hashes of events one behind the other, 32 bytes each. */
const leafHashes = (events: readonly EventRow[]): Buffer =>
  Buffer.concat(events.map(({ entry }) => entry.leafHash))

/** Bytes travel as they are, one behind the other: a text of them would be twice as long. */
async function writeEvents(tx: EntityManager, { events }: Rows): Promise<void> {
  let end = 1
  await tx.query(
    `WITH kept AS (
       INSERT INTO event (id, organization_id, type, entry, leaf_hash, recorded_at)
       SELECT id, organization_id, type, substring($4::bytea FROM start FOR length),
              substring($5::bytea FROM 32 * place::int - 31 FOR 32), recorded_at
       FROM unnest($1::uuid[], $2::uuid[], $3::text[], $6::timestamptz[], $7::int[], $8::int[])
         WITH ORDINALITY AS e(id, organization_id, type, recorded_at, start, length, place))
     INSERT INTO log_pending (event_id)
     SELECT id FROM unnest($1::uuid[]) WITH ORDINALITY AS e(id, place) ORDER BY place`,
    [
      words(events, ({ id }) => id),
      words(events, ({ organizationId }) => organizationId),
      words(events, ({ type }) => type),
      Buffer.concat(events.map(({ entry }) => entry.bytes)),
      leafHashes(events),
      words(events, ({ recordedAt }) => recordedAt),
      words(events, ({ entry }) => {
        const start = end
        end += entry.bytes.length
        return start
      }),
      words(events, ({ entry }) => entry.bytes.length),
    ],
  )
}

async function writeLinks(tx: EntityManager, { links }: Rows): Promise<void> {
  const ofRow = (key: Exclude<keyof LinkRow, 'peers'>) => words(links, ({ row }) => row[key])
  await tx.query(
    `INSERT INTO event_batch (batch_id, sequence, line, event_id, organization_id, type, role, at, quantity, unit, units,
                              balance, status, to_place_id, peers, leaf_hash)
     SELECT batch_id, sequence, line, event_id, organization_id, type, role, at, quantity, unit, units,
            balance, status, to_place_id, peers, substring($16::bytea FROM 32 * place::int - 31 FOR 32)
     FROM unnest($1::uuid[], $2::int[], $3::int[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::timestamptz[],
                 $9::numeric[], $10::text[], $11::int[], $12::numeric[], $13::text[], $14::uuid[], $15::jsonb[])
       WITH ORDINALITY AS link(batch_id, sequence, line, event_id, organization_id, type, role, at, quantity, unit, units,
               balance, status, to_place_id, peers, place)`,
    [
      ofRow('batchId'),
      ofRow('sequence'),
      ofRow('line'),
      words(links, ({ event }) => event.id),
      words(links, ({ event }) => event.organizationId),
      words(links, ({ event }) => event.type),
      ofRow('role'),
      ofRow('at'),
      ofRow('quantity'),
      ofRow('unit'),
      ofRow('units'),
      ofRow('balance'),
      ofRow('status'),
      words(links, ({ event }) => event.toPlaceId),
      column(links, ({ row }) => JSON.stringify(row.peers)),
      leafHashes(links.map(({ event }) => event)),
    ],
  )
}

async function writeBatches(tx: EntityManager, { batches }: Rows): Promise<void> {
  if (batches.length === 0) return
  const added: unknown[] = await tx.query(
    `INSERT INTO batch (id, organization_id, kind, product_id, lot, unit, use_by, plot_ids, search)
     SELECT id, organization_id, kind, product_id, lot, unit, use_by, plot_ids::uuid[], search
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::date[], $8::text[], $9::text[])
       AS born(id, organization_id, kind, product_id, lot, unit, use_by, plot_ids, search)
     ON CONFLICT (id) DO NOTHING RETURNING id`,
    [
      column(batches, ({ id }) => id),
      column(batches, ({ organizationId }) => organizationId),
      column(batches, ({ kind }) => kind),
      column(batches, ({ productId }) => productId),
      column(batches, ({ lot }) => lot),
      column(batches, ({ unit }) => unit),
      column(batches, ({ useBy }) => useBy),
      column(batches, ({ plots }) => `{${plots.join()}}`),
      column(batches, ({ search }) => search),
    ],
  )
  if (added.length < batches.length)
    throw new DomainError('ID_REUSED', 'another batch has one of the ids since')
}

async function writeCodes(tx: EntityManager, { codes }: Rows): Promise<void> {
  if (codes.length === 0) return
  const claimed: unknown[] = await tx.query(
    `INSERT INTO code (code, batch_id) SELECT * FROM unnest($1::text[], $2::uuid[])
     ON CONFLICT DO NOTHING RETURNING code`,
    [column(codes, ({ code }) => code), column(codes, ({ batchId }) => batchId)],
  )
  if (claimed.length < codes.length)
    throw new DomainError('LOT_TAKEN', 'another batch of a product has taken one of the lots since')
}

async function writeFiles(tx: EntityManager, { files }: Rows): Promise<void> {
  if (files.length === 0) return
  await tx.query(
    `INSERT INTO shown_file (sha256, event_id, organization_id)
     SELECT * FROM unnest($1::text[], $2::uuid[], $3::uuid[]) ON CONFLICT DO NOTHING`,
    [
      column(files, ({ sha256 }) => sha256),
      column(files, ({ event }) => event.id),
      column(files, ({ event }) => event.organizationId),
    ],
  )
}

async function writeRanges(tx: EntityManager, { ranges }: Rows): Promise<void> {
  if (ranges.length === 0) return
  await tx.query(
    `INSERT INTO label_range (run_id, first, last, state, batch_id, event_id)
     SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::text[], $5::uuid[], $6::uuid[])`,
    [
      column(ranges, ({ range }) => range.runId),
      column(ranges, ({ range }) => range.first),
      column(ranges, ({ range }) => range.last),
      column(ranges, ({ range }) => range.state),
      column(ranges, ({ range }) => range.batchId),
      column(ranges, ({ eventId }) => eventId),
    ],
  )
}

/** Private rows: for one organization after the other, as its own. */
async function writeDisclosures(tx: EntityManager, caller: Caller, { disclosures }: Rows): Promise<void> {
  const byOrganization = new Map<Id, Rows['disclosures']>()
  for (const each of disclosures) {
    const own = byOrganization.get(each.event.organizationId) ?? []
    byOrganization.set(each.event.organizationId, own)
    own.push(each)
  }
  const written = [...byOrganization].flatMap(([organizationId, own]) => [
    enterTenant(tx, scopeOfCaller(caller, organizationId)),
    tx.query(
      `INSERT INTO disclosure (event_id, organization_id, field, digest, disclosure)
       SELECT event_id, $1, field, digest, disclosure
       FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) AS d(event_id, field, digest, disclosure)`,
      [
        organizationId,
        words(own, ({ event }) => event.id),
        column(own, ({ disclosure }) => openDisclosure(disclosure).name),
        words(own, ({ disclosure }) => digestOf(disclosure)),
        words(own, ({ disclosure }) => disclosure),
      ],
    ),
  ])
  await together(written)
}
