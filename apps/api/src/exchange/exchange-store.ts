import type { Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { type FileRow, FileTable } from '../db/tables.ts'
import { referenceKinds } from './derive-id.ts'
import type { Name } from './names.ts'
import type { ScanRecord } from './reading/scan-records.ts'

/** Organizations belong to no organization: their references stand under this id. */
const nobody: Id = '00000000-0000-0000-0000-000000000000'

/** Makes other imports wait until the transaction ends. */
export async function lockImports(tx: EntityManager): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('nguon import', 0))`)
}

const NameRow = z
  .object({ kind: z.enum(referenceKinds), organizationId: z.string(), reference: z.string(), id: z.string() })
  .transform(
    ({ organizationId, ...row }): Name => ({
      ...row,
      organizationId: organizationId === nobody ? undefined : organizationId,
    }),
  )
const nameColumns = 'kind, organization_id AS "organizationId", reference, id'

/** Every name that imported files gave. */
export async function listNames(tx: EntityManager): Promise<Name[]> {
  return z.array(NameRow).parse(await tx.query(`SELECT ${nameColumns} FROM reference`))
}

/** So many names are asked or kept by one statement: what takes long is cut off (statement_timeout). */
const namesAtOnce = 10_000

/** What these references may mean, in every organization. */
export async function findNames(tx: EntityManager, references: readonly string[]): Promise<Name[]> {
  const found: Name[] = []
  for (let from = 0; from < references.length; from += namesAtOnce) {
    const rows: unknown = await tx.query(`SELECT ${nameColumns} FROM reference WHERE reference = ANY($1)`, [
      references.slice(from, from + namesAtOnce),
    ])
    found.push(...z.array(NameRow).parse(rows))
  }
  return found
}

/** The names of these ids. */
export async function listNamesOf(tx: EntityManager, ids: readonly Id[]): Promise<Name[]> {
  const rows: unknown = await tx.query(`SELECT ${nameColumns} FROM reference WHERE id = ANY($1)`, [ids])
  return z.array(NameRow).parse(rows)
}

/** Keeps names. Those that are there already stay as they are. */
export async function insertNames(tx: EntityManager, names: readonly Name[]): Promise<void> {
  for (let from = 0; from < names.length; from += namesAtOnce) {
    const some = names.slice(from, from + namesAtOnce)
    await tx.query(
      `INSERT INTO reference (organization_id, kind, reference, id)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[]) ON CONFLICT DO NOTHING`,
      [
        some.map(({ organizationId }) => organizationId ?? nobody),
        some.map(({ kind }) => kind),
        some.map(({ reference }) => reference),
        some.map(({ id }) => id),
      ],
    )
  }
}

/** Keeps visits that are not there yet; answers those that were new. */
export async function insertScans(tx: EntityManager, scans: readonly ScanRecord[]): Promise<ScanRecord[]> {
  const known = await findVisits(tx, scans)
  const fresh = scans.filter((scan) => !known.has(visitOf(scan)))
  await tx.query(
    `INSERT INTO scan (code, at, province_code, agent)
     SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[])`,
    [
      fresh.map(({ code }) => code),
      fresh.map(({ at }) => at),
      fresh.map(({ provinceCode }) => provinceCode),
      fresh.map(({ agent }) => agent),
    ],
  )
  return fresh
}

/** What makes two visits the same. */
const visitOf = ({ code, at, provinceCode, agent }: z.infer<typeof ScanRow> | ScanRecord): string =>
  JSON.stringify([code, new Date(at).getTime(), provinceCode ?? null, agent ?? null])

/** The visits of these codes at these times that are kept. */
async function findVisits(tx: EntityManager, scans: readonly ScanRecord[]): Promise<Set<string>> {
  const rows: unknown = await tx.query(
    `SELECT code, at, province_code AS "provinceCode", agent FROM scan WHERE code = ANY($1) AND at = ANY($2::timestamptz[])`,
    [[...new Set(scans.map(({ code }) => code))], [...new Set(scans.map(({ at }) => at))]],
  )
  return new Set(z.array(ScanRow).parse(rows).map(visitOf))
}

const ScanRow = z.object({
  code: z.string(),
  at: z.date(),
  provinceCode: z.string().nullable(),
  agent: z.string().nullable(),
})

/** Every visit, oldest first. */
export async function listScans(tx: EntityManager): Promise<z.infer<typeof ScanRow>[]> {
  const rows: unknown = await tx.query(
    `SELECT code, at, province_code AS "provinceCode", agent FROM scan
     ORDER BY at, code COLLATE "C", province_code, agent COLLATE "C"`,
  )
  return z.array(ScanRow).parse(rows)
}

const EntryRow = z.object({ id: z.string(), type: z.string(), entry: z.instanceof(Buffer) })
export type EntryRow = z.infer<typeof EntryRow>

/** Every entry of the history, by id. */
export async function listEntries(tx: EntityManager): Promise<EntryRow[]> {
  return z.array(EntryRow).parse(await tx.query('SELECT id, type, entry FROM event ORDER BY id'))
}

/** Every organization that recorded something, by id. */
export async function listRecorders(tx: EntityManager): Promise<Id[]> {
  const rows: { id: Id }[] = await tx.query('SELECT DISTINCT organization_id AS id FROM event ORDER BY id')
  return rows.map(({ id }) => id)
}

const DisclosureRow = z.object({ eventId: z.string(), disclosures: z.array(z.string()) })

/** The private fields that an organization keeps, by entry; the transaction acts for that organization. */
export async function listDisclosures(tx: EntityManager, organizationId: Id): Promise<[Id, string[]][]> {
  const rows: unknown = await tx.query(
    `SELECT event_id AS "eventId", array_agg(disclosure) AS disclosures FROM disclosure
     WHERE organization_id = $1 GROUP BY event_id`,
    [organizationId],
  )
  return z
    .array(DisclosureRow)
    .parse(rows)
    .map(({ eventId, disclosures }) => [eventId, disclosures])
}

/** The files that an organization brought; the transaction acts for that organization. */
export const listFiles = (tx: EntityManager, organizationId: Id): Promise<FileRow[]> =>
  tx.find(FileTable, { where: { organizationId } })
