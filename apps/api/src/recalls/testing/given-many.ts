import { type Id, newId, type TraceEvent } from '@nguon/domain'
import { born, event, given, kg, taken } from '@nguon/domain/testing'
import type { DataSource, EntityManager } from 'typeorm'
import { type LockedBatch, readLocked } from '../../batches/batch-store.ts'
import { emptyHead, sealEvent } from '../../events/entry.ts'
import { insertEntry, insertLinks } from '../../events/event-store.ts'
import { linkRows } from '../../events/link-rows.ts'
import { type GivenOrganization, onTime } from '../../testing/given.ts'

const atOnce = 140

/**
 * Splits a lot into very many of 1 kg each: entries and rows as recording them makes them, without the round trips of each. The
 * source needs as many kg.
 */
export async function givenMany(
  db: DataSource,
  org: GivenOrganization,
  source: Id,
  count: number,
): Promise<Id[]> {
  const ids: Id[] = []
  await db.transaction(async (tx) => {
    while (ids.length < count) {
      const part = Array.from({ length: Math.min(atOnce, count - ids.length) }, () => newId())
      await splitInto(tx, org, source, part)
      ids.push(...part)
    }
  })
  return ids
}

async function splitInto(
  tx: EntityManager,
  org: GivenOrganization,
  source: Id,
  ids: readonly Id[],
): Promise<void> {
  const lots = ids.map((id) => `M${id.slice(-14).replaceAll('-', '').toUpperCase()}`)
  const parts = ids.map((id, index) => given(id, kg('1'), born('finished', org.product, lots[index] ?? '')))
  const items = [taken(source, kg(String(ids.length))), ...parts]
  const split: TraceEvent = event('split', org.id, items, onTime())
  await tx.query(
    `INSERT INTO batch (id, organization_id, kind, product_id, lot, unit, plot_ids, search)
     SELECT id, $3, 'finished', $4, lot, 'kg', '{}', lower(lot) FROM unnest($1::uuid[], $2::text[]) AS made(id, lot)`,
    [ids, lots, org.id, org.product],
  )
  const locked = new Map<Id, LockedBatch>(await readLocked(tx, [source]))
  for (const [index, id] of ids.entries()) locked.set(id, unmade(id, lots[index] ?? '', org))
  const heads = new Map([...locked].map(([id, { head }]) => [id, head]))
  const recordedAt = split.capturedAt
  const entry = sealEvent(split, heads, [], { recordedAt })
  const row = { id: split.id, organizationId: org.id, type: split.type }
  await insertEntry(tx, { ...row, recordedAt }, entry)
  await insertLinks(
    tx,
    { ...row, corrects: undefined, toPlaceId: undefined },
    entry.leafHash,
    linkRows(split, locked),
  )
}

const unmade = (id: Id, lot: string, org: GivenOrganization): LockedBatch => ({
  productId: org.product,
  head: emptyHead,
  state: {
    ...{ id, lot, organizationId: org.id, kind: 'finished', unit: 'kg', balance: 0n, status: 'active' },
    ...{ unitsPacked: 0, labels: 0 },
  },
})
