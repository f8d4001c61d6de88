import type { Direction, Id, Link, LinkWindow } from '@nguon/domain'
import type pg from 'pg'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { uncorrected } from '../batches/batch-store.ts'

/** Checked by hand: a wide level has tens of thousands. */
const isPeer = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && typeof value[1] === 'number'

const Rows = z.array(
  z.object({
    batchId: z.string(),
    eventId: z.string(),
    at: z.number(),
    peers: z.array(z.custom<readonly [Id, number]>(isPeer)),
    toPlaceId: z.string().nullable(),
  }),
)

// one text a role, so that the planner sees which partial index serves it
const sqlOf = (role: 'in' | 'out') =>
  `SELECT link.batch_id AS "batchId", link.event_id AS "eventId", (extract(epoch FROM link.at) * 1000)::float8 AS at,
          link.peers, link.to_place_id AS "toPlaceId"
   FROM event_batch link WHERE link.batch_id = ANY($1) AND link.role = '${role}' AND ${uncorrected('link')}`

const sql: Record<Direction, string> = { back: sqlOf('out'), forward: sqlOf('in') }

/**
 * One level of the walk: what was given to these batches and from what (back), or taken from them and for what (forward), in
 * one round trip for the whole frontier. Corrected events are left out. The statement is prepared once a connection: planning it
 * anew takes as long as running it.
 */
export async function readLinks(
  tx: EntityManager,
  direction: Direction,
  windows: readonly LinkWindow[],
): Promise<Link[]> {
  const windowOf = new Map(windows.map((window) => [window.batchId, window]))
  const client: pg.ClientBase = await tx.queryRunner?.connect()
  const statement = { name: `trace-${direction}`, text: sql[direction], values: [[...windowOf.keys()]] }
  const rows = Rows.parse((await client.query(statement)).rows)
  return rows.flatMap(({ batchId, eventId, at, peers, toPlaceId }) => {
    const window = windowOf.get(batchId)
    if (!window || at < window.from || at > window.to) return []
    const others = peers.map(([peer, peerAt]) => ({ batchId: peer, at: peerAt }))
    return [{ batchId, eventId, at, peers: others, ...(toPlaceId === null ? {} : { toPlaceId }) }]
  })
}

/** The standing crops among these batches, with their plots. */
export async function readCrops(tx: EntityManager, ids: readonly Id[]): Promise<{ id: Id; plotIds: Id[] }[]> {
  if (ids.length === 0) return []
  const rows: unknown = await tx.query(
    `SELECT id, plot_ids AS "plotIds" FROM batch WHERE id = ANY($1) AND kind = 'crop'`,
    [ids],
  )
  return z.array(z.object({ id: z.string(), plotIds: z.array(z.string()) })).parse(rows)
}
