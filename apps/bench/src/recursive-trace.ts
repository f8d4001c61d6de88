import type pg from 'pg'
import type { Answer } from './oracle.ts'

/** The rows of the graph that count for a batch within its bound. */
const linksOf = (batches: string, role: string, within: string): string =>
  `${batches} JOIN event_batch link ON link.batch_id = ${batches}.batch_id AND link.role = '${role}'
     AND link.at ${within} ${batches}.bound AND NOT EXISTS (
       SELECT FROM event_batch fix WHERE fix.batch_id = link.batch_id AND fix.corrects = link.event_id)`

/**
 * The same question as one recursive query, with the same time bounds and the same answer: what a database does on its own. Each
 * batch is followed once a bound; the events are those within its widest.
 */
function sqlOf(direction: 'back' | 'forward'): string {
  const back = direction === 'back'
  const [role, within, start, widest] = back
    ? ['out', '<=', 'infinity', 'max']
    : ['in', '>=', '-infinity', 'min']
  const ofKind = (what: string) =>
    `ARRAY(SELECT id FROM widest JOIN batch ON id = batch_id AND kind ${what} WHERE id <> $1)`
  const plots = `ARRAY(SELECT DISTINCT unnest(plot_ids) FROM widest JOIN batch ON id = batch_id AND kind = 'crop')`
  const places = 'ARRAY(SELECT DISTINCT to_place_id FROM links WHERE to_place_id IS NOT NULL)'
  return `
  WITH RECURSIVE reach (batch_id, bound) AS (
    SELECT $1::uuid, '${start}'::timestamptz
    UNION
    SELECT (peer ->> 0)::uuid, to_timestamp((peer ->> 1)::float8 / 1000)
    FROM ${linksOf('reach', role, within)}, jsonb_array_elements(link.peers) peer
  ), widest AS (SELECT batch_id, ${widest}(bound) AS bound FROM reach GROUP BY batch_id),
  links AS (SELECT link.event_id, link.to_place_id FROM ${linksOf('widest', role, within)})
  SELECT ${ofKind("<> 'crop'")} AS batches, ${ofKind("= 'crop'")} AS crops, ${back ? plots : places} AS places,
    ARRAY(SELECT DISTINCT event_id FROM links) AS events`
}

const statements = { back: sqlOf('back'), forward: sqlOf('forward') }

/** A trace by the database alone; prepared once a connection, as the product's own statements are. */
export async function recursiveTrace(
  client: pg.Client,
  start: string,
  direction: 'back' | 'forward',
): Promise<Answer> {
  const { rows } = await client.query({
    name: `recursive-${direction}`,
    text: statements[direction],
    values: [start],
  })
  return rows[0]
}
