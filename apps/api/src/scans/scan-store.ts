import type { Id, PackageLife, ScanScore, SeenScan } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'

/** A scan as it is kept. */
export interface CountedScan {
  readonly code: string
  readonly batchId?: Id | undefined
  readonly organizationId?: Id | undefined
  /** Beginning of the hour. */
  readonly at: Date
  readonly provinceCode?: string | undefined
  readonly agent: string
  readonly device: Buffer
}

/** How often a code was scanned just now. */
export interface Tally {
  readonly code: string
  readonly batchId?: Id | undefined
  readonly organizationId?: Id | undefined
  readonly first: Date
  readonly firstProvince?: string | undefined
  readonly last: Date
  readonly scans: number
}

const TallyRow = z.object({ code: z.string(), devices: z.int(), batchId: z.string().nullable() })

/**
 * Counts scans of these codes; whoever counts the same codes at the same moment waits until the transaction ends.
 *
 * @param tallies one a code, in the order of the codes, so that nobody waits for each other
 * @returns of each code how many devices were seen before, and its batch
 */
export async function countTallies(
  tx: EntityManager,
  tallies: readonly Tally[],
): Promise<z.infer<typeof TallyRow>[]> {
  const rows: unknown = await tx.query(
    `INSERT INTO scan_signal (code, organization_id, batch_id, first_at, first_province, last_at, scans, devices, provinces, signals, points)
     SELECT code, organization_id, batch_id, first_at, first_province, last_at, scans, 0, 0, '{}', 0
     FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::timestamptz[], $6::bigint[], $7::text[])
       AS new (code, organization_id, batch_id, first_at, last_at, scans, first_province)
     ON CONFLICT (code) DO UPDATE SET scans = scan_signal.scans + excluded.scans,
       first_province = CASE WHEN excluded.first_at < scan_signal.first_at THEN excluded.first_province ELSE scan_signal.first_province END,
       first_at = least(scan_signal.first_at, excluded.first_at), last_at = greatest(scan_signal.last_at, excluded.last_at),
       organization_id = coalesce(excluded.organization_id, scan_signal.organization_id),
       batch_id = coalesce(excluded.batch_id, scan_signal.batch_id)
     RETURNING code, devices, batch_id AS "batchId"`,
    [
      tallies.map(({ code }) => code),
      tallies.map(({ organizationId }) => organizationId),
      tallies.map(({ batchId }) => batchId),
      tallies.map(({ first }) => first),
      tallies.map(({ last }) => last),
      tallies.map(({ scans }) => scans),
      tallies.map(({ firstProvince }) => firstProvince),
    ],
  )
  return z.array(TallyRow).parse(rows)
}

export async function insertCounted(tx: EntityManager, scans: readonly CountedScan[]): Promise<void> {
  await tx.query(
    `INSERT INTO scan (code, at, province_code, agent, device)
     SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::bytea[])`,
    [
      scans.map(({ code }) => code),
      scans.map(({ at }) => at),
      scans.map(({ provinceCode }) => provinceCode),
      scans.map(({ agent }) => agent),
      scans.map(({ device }) => device),
    ],
  )
}

const SeenRow = z.object({
  code: z.string(),
  at: z.date(),
  device: z.string().nullable(),
  province: z.string().nullable(),
})

/** The kept scans of these codes, those of one device and province in one hour once. */
export async function readSeen(
  tx: EntityManager,
  codes: readonly string[],
): Promise<Map<string, SeenScan[]>> {
  const rows: unknown = await tx.query(
    `SELECT DISTINCT code, date_trunc('hour', at) AS at, encode(device, 'hex') AS device, province_code AS province
     FROM scan WHERE code = ANY($1)`,
    [codes],
  )
  const seen = new Map<string, SeenScan[]>()
  for (const { code, at, device, province } of z.array(SeenRow).parse(rows)) {
    const scan = { at: at.getTime(), device: device ?? undefined, province: province ?? undefined }
    const known = seen.get(code)
    if (known) known.push(scan)
    else seen.set(code, [scan])
  }
  return seen
}

const BatchRow = z.object({
  id: z.string(),
  dispatchedAt: z.date().nullable(),
  destroyedAt: z.date().nullable(),
})

/** When the first of these batches' packages left, and when the last of all that were made was destroyed. */
export async function readBatchLives(
  tx: EntityManager,
  ids: readonly Id[],
): Promise<Map<Id, Pick<PackageLife, 'dispatchedAt' | 'destroyedAt'>>> {
  const rows: unknown = await tx.query(
    `SELECT batch_id AS id, min(at) FILTER (WHERE type = 'dispatch') AS "dispatchedAt",
       CASE WHEN sum(quantity) FILTER (WHERE type = 'destroy') >= sum(quantity) FILTER (WHERE role = 'out')
         THEN max(at) FILTER (WHERE type = 'destroy') END AS "destroyedAt"
     FROM event_batch link
     WHERE batch_id = ANY($1) AND NOT EXISTS (SELECT FROM event_batch fix
       WHERE fix.batch_id = link.batch_id AND fix.corrects = link.event_id)
     GROUP BY batch_id`,
    [ids],
  )
  return new Map(
    z
      .array(BatchRow)
      .parse(rows)
      .map(({ id, dispatchedAt, destroyedAt }) => [
        id,
        { dispatchedAt: dispatchedAt?.getTime(), destroyedAt: destroyedAt?.getTime() },
      ]),
  )
}

/** When the PINs of these packages were right for the first time. */
export async function readOpened(tx: EntityManager, codes: readonly string[]): Promise<Map<string, number>> {
  const rows: { code: string; opened_at: Date }[] = await tx.query(
    'SELECT code, opened_at FROM label_pin WHERE code = ANY($1) AND opened_at IS NOT NULL',
    [codes],
  )
  return new Map(rows.map((row) => [row.code, row.opened_at.getTime()]))
}

/** Keeps what the scans of these codes, which are counted, add up to. Points only grow: a person decides. */
export async function keepScores(
  tx: EntityManager,
  scores: ReadonlyMap<string, ScanScore>,
  now: Date,
): Promise<void> {
  const all = [...scores]
  await tx.query(
    `INSERT INTO scan_signal AS old (code, first_at, last_at, scans, devices, provinces, signals, points, listed_at)
     SELECT code, $6, $6, 0, devices, provinces, string_to_array(signals, ' '), points, CASE WHEN points > 0 THEN $6::timestamptz END
     FROM unnest($1::text[], $2::int[], $3::int[], $4::text[], $5::int[]) AS new (code, devices, provinces, signals, points)
     ON CONFLICT (code) DO UPDATE SET devices = greatest(old.devices, excluded.devices),
       provinces = greatest(old.provinces, excluded.provinces), points = greatest(old.points, excluded.points),
       signals = ARRAY(SELECT unnest(old.signals) UNION SELECT unnest(excluded.signals) ORDER BY 1),
       listed_at = coalesce(old.listed_at, excluded.listed_at)`,
    [
      all.map(([code]) => code),
      all.map(([, { devices }]) => devices),
      all.map(([, { provinces }]) => provinces),
      all.map(([, { signals }]) => signals.join(' ')),
      all.map(([, { points }]) => points),
      now,
    ],
  )
}
