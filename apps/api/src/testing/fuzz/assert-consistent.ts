import { expect } from '@jest/globals'
import { type Id, replay, type TraceEvent } from '@nguon/domain'
import { leafHash, toBase64Url } from '@nguon/transparency'
import type { DataSource } from 'typeorm'
import * as z from 'zod'
import { readLocked } from '../../batches/batch-store.ts'
import { openEvent } from '../../events/entry.ts'

/** Throws unless the history is whole: hashes, numbers and links of all entries, and what the batches add up to. */
export async function assertConsistent(db: DataSource): Promise<void> {
  await assertNumbered(db)
  const hashes = await readHashes(db)
  await assertLinked(db, hashes)
  await assertAddUp(db)
  await assertPrivatePartsBelong(db)
}

/** Every history is numbered 1, 2, 3 … */
async function assertNumbered(db: DataSource): Promise<void> {
  for (const [table, id] of [
    ['event_batch', 'batch_id'],
    ['subject_entry', 'subject_id'],
  ])
    expect(
      await db.query(
        `SELECT ${id} AS id FROM ${table} GROUP BY 1
         HAVING min(sequence) <> 1 OR max(sequence) <> count(DISTINCT sequence)`,
      ),
    ).toEqual([])
}

const Entry = z.object({ id: z.string(), entry: z.instanceof(Buffer), leafHash: z.instanceof(Buffer) })

async function* entriesOf(db: DataSource): AsyncGenerator<z.infer<typeof Entry>> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows: unknown = await db.query(
      'SELECT id, entry, leaf_hash AS "leafHash" FROM event WHERE id > $1 ORDER BY id LIMIT 1000',
      [after],
    )
    const entries = z.array(Entry).parse(rows)
    yield* entries
    const last = entries.at(-1)
    if (!last) return
    after = last.id
  }
}

/** The leaf hash that the bytes of each entry have: the one that was kept. */
async function readHashes(db: DataSource): Promise<Map<Id, string>> {
  const hashes = new Map<Id, string>()
  for await (const { id, entry, leafHash: kept } of entriesOf(db)) {
    const hash = toBase64Url(leafHash(entry))
    if (hash !== toBase64Url(kept)) expect([id, hash]).toEqual([id, toBase64Url(kept)])
    hashes.set(id, hash)
  }
  return hashes
}

const Links = z.looseObject({
  batches: z
    .array(z.looseObject({ batchId: z.string(), sequence: z.int(), prev: z.string().nullable() }))
    .optional(),
})

/** Each entry names the one before it, batch by batch. */
async function assertLinked(db: DataSource, hashes: ReadonlyMap<Id, string>): Promise<void> {
  const rows: { event: Id; batch: Id; sequence: number }[] = await db.query(
    'SELECT DISTINCT event_id AS event, batch_id AS batch, sequence FROM event_batch',
  )
  const at = new Map(rows.map(({ event, batch, sequence }) => [`${batch} ${sequence}`, hashes.get(event)]))
  const broken: string[] = []
  for await (const { id, entry } of entriesOf(db))
    for (const { batchId, sequence, prev } of Links.parse(JSON.parse(entry.toString())).batches ?? [])
      if (prev !== (at.get(`${batchId} ${sequence - 1}`) ?? null)) broken.push(`${id} ${batchId} ${sequence}`)
  expect(broken).toEqual([])
}

/** What remains of a batch, and its status, are what its events add up to. */
async function assertAddUp(db: DataSource): Promise<void> {
  const rows: { batch: Id; event: Id }[] = await db.query(
    'SELECT DISTINCT batch_id AS batch, sequence, event_id AS event FROM event_batch ORDER BY 1, 2',
  )
  const events = new Map<Id, TraceEvent>()
  for await (const { id, entry } of entriesOf(db)) events.set(id, openEvent(entry).event)
  const histories = new Map<Id, TraceEvent[]>()
  for (const { batch, event } of rows) {
    const history = histories.get(batch) ?? []
    const found = events.get(event)
    if (found) history.push(found)
    histories.set(batch, history)
  }
  const kept = await readLocked(db.manager, [...histories.keys()])
  for (const [batch, history] of histories) {
    const { balance, status } = replay(batch, history)
    const state = kept.get(batch)?.state
    if (state?.balance !== balance || state.status !== status)
      expect([batch, state?.balance, state?.status]).toEqual([batch, balance, status])
  }
}

/** What stands beside an entry has an entry: nothing was kept of what was refused. */
async function assertPrivatePartsBelong(db: DataSource): Promise<void> {
  const orphans = await db.query(
    `SELECT 'link' AS what, event_id FROM event_batch link WHERE NOT EXISTS (SELECT FROM event WHERE event.id = link.event_id)
     UNION ALL SELECT 'version', event_id FROM subject_entry s WHERE NOT EXISTS (SELECT FROM event WHERE event.id = s.event_id)
     UNION ALL SELECT 'labels', event_id FROM label_range l WHERE NOT EXISTS (SELECT FROM event WHERE event.id = l.event_id)
     UNION ALL SELECT 'batch', id FROM batch WHERE NOT EXISTS (SELECT FROM event_batch link WHERE link.batch_id = batch.id)
     UNION ALL SELECT 'session', id FROM session WHERE NOT EXISTS (SELECT FROM account WHERE account.id = session.account_id)
     LIMIT 10`,
  )
  expect(orphans).toEqual([])
}
