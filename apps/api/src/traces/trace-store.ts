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

const Crops = z.array(z.object({ id: z.string(), plotIds: z.array(z.string()) }))
type Crops = z.infer<typeof Crops>

/** The standing crops among these batches, with their plots. */
export async function readCrops(tx: EntityManager, ids: readonly Id[]): Promise<Crops> {
  if (ids.length === 0) return []
  const rows: unknown = await tx.query(
    `SELECT id, plot_ids AS "plotIds" FROM batch WHERE id = ANY($1) AND kind = 'crop'`,
    [ids],
  )
  return Crops.parse(rows)
}

// the second part is served by the index of the crops alone, whatever the number of ids
const cropsWith = `SELECT id, kind = 'crop' AS "isCrop", plot_ids AS "plotIds" FROM batch WHERE id = $1
  UNION ALL SELECT id, true, plot_ids FROM batch WHERE id = ANY($2) AND kind = 'crop'`

const CropsWith = z.array(z.object({ id: z.string(), isCrop: z.boolean(), plotIds: z.array(z.string()) }))

/**
 * The standing crops among a batch and others, with their plots; undefined when nobody recorded the batch. One round trip for both
 * questions, prepared like those of the walk.
 */
export async function findCropsWith(
  tx: EntityManager,
  id: Id,
  others: readonly Id[],
): Promise<Crops | undefined> {
  const client: pg.ClientBase = await tx.queryRunner?.connect()
  const statement = { name: 'trace-crops', text: cropsWith, values: [id, others] }
  const rows = CropsWith.parse((await client.query(statement)).rows)
  return rows.some((row) => row.id === id) ? rows.filter(({ isCrop }) => isCrop) : undefined
}
