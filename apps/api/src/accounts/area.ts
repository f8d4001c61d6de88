import type { AreaUnit, Day, Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'

/**
 * What is in an inspector's area, asked of the database for many at once. What it means is said by `isInArea` in
 * packages/domain/src/account.ts, for the addresses in every version of an organization or plot: nobody leaves an inspector's
 * area by recording another address. So does `is_in_area` of the second wall.
 *
 * An area is handed over as the JSON of its units; an empty one holds nothing.
 */
export const areaParameter = (area: readonly PartOfArea[]): string => JSON.stringify(area)

/** A unit of an area, or only one commune of it. */
export interface PartOfArea extends AreaUnit {
  readonly commune?: string
}

/** As much of the area as one commune has of it; without an area the commune itself, whenever it was. */
export const communeIn = (area: readonly AreaUnit[] | undefined, commune: string): PartOfArea[] =>
  area?.map((unit) => ({ ...unit, commune })) ?? [{ level: 'ward', code: commune, validFrom: '1900-01-01' }]

/** SQL: the days (`first` to `last`, none: open) on which an address in `data` lay in a unit of the area. */
const windows = (data: string, area: string): string =>
  `SELECT greatest(unit."validFrom", (address->>'validFrom')::date) AS first,
          coalesce(least(unit."validTo", (address->>'validTo')::date), 'infinity') AS last
   FROM jsonb_array_elements(${data}->'addresses') address
   JOIN jsonb_to_recordset(${area}::jsonb) AS unit(level text, code text, "validFrom" date, "validTo" date, commune text)
     ON unit.code = CASE unit.level WHEN 'province' THEN address->>'provinceCode' ELSE address->>'wardCode' END
     AND coalesce(unit.commune = address->>'wardCode', true)`

/** The organizations and places that were ever in the area: batches of no other can be in it. */
export async function listCovered(tx: EntityManager, area: readonly PartOfArea[]): Promise<Id[]> {
  const rows: { id: Id }[] = await tx.query(
    `SELECT DISTINCT version.subject_id AS id
     FROM subject_entry version CROSS JOIN LATERAL (${windows('version.data', '$1')}) inside
     WHERE version.kind IN ('organization', 'place') AND inside.first <= inside.last`,
    [areaParameter(area)],
  )
  return rows.map(({ id }) => id)
}

/** The organizations that have or had an address of their own or a place in the area while it was valid. */
export async function listOrganizationsInArea(tx: EntityManager, area: readonly PartOfArea[]): Promise<Id[]> {
  const rows: { id: Id }[] = await tx.query(
    `SELECT DISTINCT version.organization_id AS id
     FROM subject_entry version CROSS JOIN LATERAL (${windows('version.data', '$1')}) inside
     WHERE version.kind IN ('organization', 'place') AND inside.first <= inside.last`,
    [areaParameter(area)],
  )
  return rows.map(({ id }) => id)
}

/** SQL: the batch's organization or one of its plots is among these ids. */
export const isOfAny = (batch: string, ids: string): string =>
  `(${batch}.organization_id = ANY(${ids}) OR EXISTS (SELECT FROM unnest(${batch}.plot_ids) plot(id) WHERE plot.id = ANY(${ids})))`

/**
 * Which of these batches are in the area: on the day (in Vietnam) of one of the batch's events its organization or one of its plots
 * was. The batches, the addresses and the events lie on different machines, and are asked for one after the other.
 */
export async function findInArea(
  tx: EntityManager,
  area: readonly PartOfArea[],
  batchIds: readonly Id[],
): Promise<Set<Id>> {
  if (area.length === 0 || batchIds.length === 0) return new Set()
  const batches: { id: Id; subjects: Id[] }[] = await tx.query(
    'SELECT id, organization_id || plot_ids AS subjects FROM batch WHERE id = ANY($1)',
    [batchIds],
  )
  const windowsOf = await readWindows(tx, area, [...new Set(batches.flatMap(({ subjects }) => subjects))])
  const near = batches.filter(({ subjects }) => subjects.some((id) => windowsOf.has(id)))
  const daysOf = await readDays(
    tx,
    near.map(({ id }) => id),
  )
  const isInside = ({ id, subjects }: { id: Id; subjects: Id[] }) =>
    subjects.some((subject) =>
      windowsOf
        .get(subject)
        ?.some(({ first, last }) => daysOf.get(id)?.some((day) => first <= day && day <= last)),
    )
  return new Set(near.filter(isInside).map(({ id }) => id))
}

/** `last` may be `infinity`, which is later than any day as text too. */
interface Window {
  readonly first: Day
  readonly last: string
}

/** When each of these organizations and places was in the area; of others nothing. */
async function readWindows(
  tx: EntityManager,
  area: readonly PartOfArea[],
  ids: readonly Id[],
): Promise<Map<Id, Window[]>> {
  const rows: (Window & { id: Id })[] = await tx.query(
    `SELECT version.subject_id AS id, inside.first, inside.last
     FROM subject_entry version CROSS JOIN LATERAL (${windows('version.data', '$2')}) inside
     WHERE version.subject_id = ANY($1) AND inside.first <= inside.last`,
    [ids, areaParameter(area)],
  )
  const windowsOf = new Map<Id, Window[]>()
  for (const { id, ...window } of rows) windowsOf.set(id, [...(windowsOf.get(id) ?? []), window])
  return windowsOf
}

/** The days (in Vietnam) of the events of these batches. */
async function readDays(tx: EntityManager, ids: readonly Id[]): Promise<Map<Id, Day[]>> {
  const rows: { id: Id; days: Day[] }[] = await tx.query(
    `SELECT batch_id AS id, array_agg(DISTINCT (at AT TIME ZONE INTERVAL '07:00')::date::text) AS days
     FROM event_batch WHERE batch_id = ANY($1) GROUP BY batch_id`,
    [ids],
  )
  return new Map(rows.map(({ id, days }) => [id, days]))
}

/** SQL: the organization, or a place of it, has or had an address in the area while a unit of it was valid. */
export const isOrganizationInArea = (organization: string, area: string): string =>
  `EXISTS (
     SELECT FROM subject_entry version CROSS JOIN LATERAL (${windows('version.data', area)}) inside
     WHERE version.organization_id = ${organization} AND version.kind IN ('organization', 'place')
       AND inside.first <= inside.last)`
