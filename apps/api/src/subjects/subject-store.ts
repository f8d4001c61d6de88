import {
  type Day,
  DomainError,
  type Id,
  type Instant,
  type SubjectData,
  type SubjectKind,
  subjects,
} from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { emptyHead, type Head } from '../events/entry.ts'

const subjectKinds = Object.keys(subjects) as SubjectKind[]

const VersionRow = z.object({
  id: z.string(),
  kind: z.enum(subjectKinds),
  organizationId: z.string(),
  sequence: z.int(),
  validFrom: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
})

/** A version of a subject as the page and the forms read it. */
export interface StoredVersion<K extends SubjectKind = SubjectKind> {
  readonly id: Id
  readonly kind: K
  readonly organizationId: Id
  readonly sequence: number
  readonly validFrom: Day | null
  readonly data: SubjectData<K>
}

const columns = `subject_id AS id, kind, organization_id AS "organizationId", sequence, valid_from::text AS "validFrom", data`

const parse = (rows: unknown): StoredVersion[] =>
  z.array(VersionRow).parse(rows) as unknown as StoredVersion[]

/** Makes other writers of this subject wait until the transaction ends. */
export async function lockSubject(tx: EntityManager, id: Id): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [id])
}

/** Where the subject's history stands, and whose it is; an empty head when it has none. */
export async function findSubjectHead(
  tx: EntityManager,
  id: Id,
): Promise<Head & { organizationId?: Id; kind?: string }> {
  const rows: { sequence: number; leaf_hash: Buffer; organization_id: string; kind: string }[] =
    await tx.query(
      'SELECT sequence, leaf_hash, organization_id, kind FROM subject_entry WHERE subject_id = $1 ORDER BY sequence DESC LIMIT 1',
      [id],
    )
  const [row] = rows
  if (!row) return emptyHead
  return {
    sequence: row.sequence,
    leafHash: row.leaf_hash,
    organizationId: row.organization_id,
    kind: row.kind,
  }
}

/** Adds a version to a subject's history. */
export async function insertVersion(
  tx: EntityManager,
  row: {
    id: Id
    sequence: number
    kind: SubjectKind
    organizationId: Id
    eventId: Id
    validFrom: Day | undefined
    recordedAt: Instant
    data: SubjectData
    leafHash: Uint8Array
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO subject_entry (subject_id, sequence, kind, organization_id, event_id, valid_from, recorded_at, data, leaf_hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.id,
      row.sequence,
      row.kind,
      row.organizationId,
      row.eventId,
      row.validFrom,
      row.recordedAt,
      row.data,
      Buffer.from(row.leafHash),
    ],
  )
}

/** Every version of these subjects, oldest first. */
export async function listVersions(tx: EntityManager, ids: readonly Id[]): Promise<StoredVersion[]> {
  if (ids.length === 0) return []
  return parse(
    await tx.query(
      `SELECT ${columns} FROM subject_entry WHERE subject_id = ANY($1) ORDER BY subject_id, sequence`,
      [ids],
    ),
  )
}

/** Ids of the entries that are the histories of these subjects, as far as they are of this kind. */
export async function listHistoryIds(
  tx: EntityManager,
  kind: SubjectKind,
  ids: readonly Id[],
): Promise<Id[]> {
  if (ids.length === 0) return []
  const rows: { event_id: Id }[] = await tx.query(
    'SELECT event_id FROM subject_entry WHERE subject_id = ANY($1) AND kind = $2',
    [ids, kind],
  )
  return rows.map((row) => row.event_id)
}

/** Sorts the version in force on a day first, as {@link versionOn}; the parameter is the day, null for today in Vietnam. */
const inForceFirst = (parameter: string): string => {
  const isLater = `coalesce(valid_from > coalesce(${parameter}::date, (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date), false)`
  return `${isLater}, CASE WHEN ${isLater} THEN valid_from END, valid_from DESC NULLS LAST, sequence DESC`
}

/** The present version of each of these subjects, by id: that of today, or of the day given as today. */
export async function readPresent(
  tx: EntityManager,
  ids: readonly Id[],
  today?: Day,
): Promise<Map<Id, StoredVersion>> {
  if (ids.length === 0) return new Map()
  const rows = parse(
    await tx.query(
      `SELECT DISTINCT ON (subject_id) ${columns} FROM subject_entry WHERE subject_id = ANY($1)
       ORDER BY subject_id, ${inForceFirst('$2')}`,
      [ids, today],
    ),
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** The present version of each subject of a kind, of one organization or of all. */
export async function listPresent<K extends SubjectKind>(
  tx: EntityManager,
  kind: K,
  organizationId?: Id,
  today?: Day,
): Promise<StoredVersion<K>[]> {
  const rows = await tx.query(
    `SELECT DISTINCT ON (subject_id) ${columns} FROM subject_entry
     WHERE kind = $1 AND ($2::uuid IS NULL OR organization_id = $2) ORDER BY subject_id, ${inForceFirst('$3')}`,
    [kind, organizationId, today],
  )
  return parse(rows) as unknown as StoredVersion<K>[]
}

/**
 * The version in force on a day: of those valid from it or before (without a day: from the beginning) the one that begins last;
 * the one that begins first where all begin later. Of those that begin together, the one recorded last.
 */
export function versionOn<K extends SubjectKind>(
  versions: readonly StoredVersion<K>[],
  day: Day,
): StoredVersion<K> | undefined {
  const fromOf = ({ validFrom }: StoredVersion): string => validFrom ?? ''
  const sorted = [...versions].sort((a, b) =>
    fromOf(a) === fromOf(b) ? a.sequence - b.sequence : fromOf(a) < fromOf(b) ? -1 : 1,
  )
  const begun = sorted.filter((version) => fromOf(version) <= day).at(-1)
  return begun ?? sorted.filter((version) => fromOf(version) === fromOf(sorted[0] as StoredVersion)).at(-1)
}

/** Claims a GTIN. @throws {DomainError} `GTIN_TAKEN` when another product has it */
export async function claimGtin(
  tx: EntityManager,
  gtin: string,
  productId: Id,
  organizationId: Id,
): Promise<void> {
  await tx.query(
    'INSERT INTO gtin (gtin, product_id, organization_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [gtin, productId, organizationId],
  )
  const rows: { product_id: string }[] = await tx.query('SELECT product_id FROM gtin WHERE gtin = $1', [gtin])
  if (rows[0]?.product_id !== productId)
    throw new DomainError('GTIN_TAKEN', `the GTIN ${gtin} is another product's`)
}
