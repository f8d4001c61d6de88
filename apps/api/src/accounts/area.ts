import type { AreaUnit, Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'

/**
 * What is in an inspector's area, asked of the database for many at once. What it means is said by `isInArea` in
 * packages/domain/src/account.ts, for the addresses in every version of an organization or plot: nobody leaves an inspector's
 * area by recording another address. So does `is_in_area` of the second wall.
 *
 * An area is handed over as the JSON of its units; an empty one holds nothing.
 */
export const areaParameter = (area: readonly AreaUnit[]): string => JSON.stringify(area)

/** SQL: the days (`first` to `last`, none: open) on which an address in `data` lay in a unit of the area. */
const windows = (data: string, area: string): string =>
  `SELECT greatest(unit."validFrom", (address->>'validFrom')::date) AS first,
          coalesce(least(unit."validTo", (address->>'validTo')::date), 'infinity') AS last
   FROM jsonb_array_elements(${data}->'addresses') address
   JOIN jsonb_to_recordset(${area}::jsonb) AS unit(level text, code text, "validFrom" date, "validTo" date)
     ON unit.code = CASE unit.level WHEN 'province' THEN address->>'provinceCode' ELSE address->>'wardCode' END`

/** SQL: the organizations and places that were ever in the area, found once a statement. */
export const covered = (area: string): string =>
  `covered AS MATERIALIZED (
     SELECT DISTINCT version.subject_id
     FROM subject_entry version CROSS JOIN LATERAL (${windows('version.data', area)}) inside
     WHERE version.kind IN ('organization', 'place') AND inside.first <= inside.last)`

/**
 * SQL: on the day (in Vietnam) of one of the batch's events its organization or one of its plots was in the area. Reads, by
 * their keys, a few rows a batch.
 */
export const isBatchInArea = (batch: string, area: string): string =>
  `EXISTS (
     SELECT FROM unnest(${batch}.organization_id || ${batch}.plot_ids) subject(id)
     JOIN subject_entry version ON version.subject_id = subject.id
     CROSS JOIN LATERAL (${windows('version.data', area)}) inside
     JOIN event_batch link ON link.batch_id = ${batch}.id
       AND (link.at AT TIME ZONE INTERVAL '07:00')::date BETWEEN inside.first AND inside.last)`

/**
 * SQL: the same for a list, where many are outside: what is not {@link covered} is passed over by hash before any row is read.
 * CASE keeps that order, and IS TRUE the hash; the planner would rather look at each.
 */
export const isListedInArea = (batch: string, area: string): string =>
  `CASE WHEN ${batch}.organization_id IN (SELECT subject_id FROM covered) OR EXISTS (
     SELECT FROM unnest(${batch}.plot_ids) plot(id) WHERE (plot.id IN (SELECT subject_id FROM covered)) IS TRUE)
   THEN ${isBatchInArea(batch, area)} ELSE false END`

/** Which of these batches are in the area. */
export async function findInArea(
  tx: EntityManager,
  area: readonly AreaUnit[],
  batchIds: readonly Id[],
): Promise<Set<Id>> {
  if (area.length === 0 || batchIds.length === 0) return new Set()
  const rows: { id: Id }[] = await tx.query(
    `SELECT b.id FROM batch b WHERE b.id = ANY($1) AND ${isBatchInArea('b', '$2')}`,
    [batchIds, areaParameter(area)],
  )
  return new Set(rows.map(({ id }) => id))
}

/** SQL: the organization, or a place of it, has or had an address in the area while a unit of it was valid. */
export const isOrganizationInArea = (organization: string, area: string): string =>
  `EXISTS (
     SELECT FROM subject_entry version CROSS JOIN LATERAL (${windows('version.data', area)}) inside
     WHERE version.organization_id = ${organization} AND version.kind IN ('organization', 'place')
       AND inside.first <= inside.last)`
