import type { AreaUnit, Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { inForceFirst } from '../subjects/subject-store.ts'

/**
 * What is in an inspector's area, asked of the database for many at once. What it means is said by `isInArea` in
 * packages/domain/src/account.ts, for the addresses in the present version of an organization or plot.
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
     SELECT DISTINCT present.subject_id
     FROM (SELECT DISTINCT ON (subject_id) subject_id, data FROM subject_entry
           WHERE kind IN ('organization', 'place') ORDER BY subject_id, ${inForceFirst('NULL')}) present
     CROSS JOIN LATERAL (${windows('present.data', area)}) inside
     WHERE inside.first <= inside.last)`

/**
 * SQL: on the day (in Vietnam) of one of the batch's events its organization or one of its plots was in the area. Reads, by
 * their keys, a few rows a batch.
 */
export const isBatchInArea = (batch: string, area: string): string =>
  `EXISTS (
     SELECT FROM unnest(${batch}.organization_id || ${batch}.plot_ids) subject(id)
     CROSS JOIN LATERAL (SELECT data FROM subject_entry WHERE subject_id = subject.id
       ORDER BY ${inForceFirst('NULL')} LIMIT 1) present
     CROSS JOIN LATERAL (${windows('present.data', area)}) inside
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
     SELECT FROM (SELECT DISTINCT ON (subject_id) data FROM subject_entry
       WHERE organization_id = ${organization} AND kind IN ('organization', 'place')
       ORDER BY subject_id, ${inForceFirst('NULL')}) present
     CROSS JOIN LATERAL (${windows('present.data', area)}) inside WHERE inside.first <= inside.last)`
