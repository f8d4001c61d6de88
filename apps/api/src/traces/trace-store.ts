import type { Direction, Id, Link, LinkWindow } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { uncorrected } from '../batches/batch-store.ts'

const Rows = z.array(
  z.object({
    batchId: z.string(),
    eventId: z.string(),
    at: z.number(),
    peers: z.array(z.tuple([z.string(), z.number()])),
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
 * one round trip for the whole frontier. Corrected events are left out.
 */
export async function readLinks(
  tx: EntityManager,
  direction: Direction,
  windows: readonly LinkWindow[],
): Promise<Link[]> {
  const windowOf = new Map(windows.map((window) => [window.batchId, window]))
  const rows = Rows.parse(await tx.query(sql[direction], [[...windowOf.keys()]]))
  return rows.flatMap(({ batchId, eventId, at, peers, toPlaceId }) => {
    const window = windowOf.get(batchId)
    if (!window || at < window.from || at > window.to) return []
    const others = peers.map(([peer, peerAt]) => ({ batchId: peer, at: peerAt }))
    return [{ batchId, eventId, at, peers: others, ...(toPlaceId === null ? {} : { toPlaceId }) }]
  })
}

/** Kind and plots of batches. */
export async function readKinds(
  tx: EntityManager,
  ids: readonly Id[],
): Promise<{ id: Id; kind: string; plotIds: Id[] }[]> {
  if (ids.length === 0) return []
  const rows: unknown = await tx.query(
    'SELECT id, kind, plot_ids AS "plotIds" FROM batch WHERE id = ANY($1)',
    [ids],
  )
  return z.array(z.object({ id: z.string(), kind: z.string(), plotIds: z.array(z.string()) })).parse(rows)
}
