import type { EntityManager } from 'typeorm'

/** Scanned in so many provinces within so many days, a package was perhaps copied: one is sold in one place and eaten in another. */
const fewest = { provinces: 3, days: 7 }

/** SQL: where and on which days (UTC) these codes were scanned, as `seen`. */
export const seenOf = (codes: string): string =>
  `seen AS MATERIALIZED (
     SELECT DISTINCT code, province_code, (at AT TIME ZONE 'UTC')::date AS day FROM scan
     WHERE code = ANY(${codes}) AND province_code IS NOT NULL)`

/** SQL: SCAN_ANOMALY, those codes of `seen` that were scanned in too many provinces within a few days. */
export const widely = `
  SELECT DISTINCT first.code FROM seen first JOIN seen other ON other.code = first.code
    AND other.day BETWEEN first.day AND first.day + ${fewest.days - 1}
  GROUP BY first.code, first.day HAVING count(DISTINCT other.province_code) >= ${fewest.provinces}`

/** Whether the code of a package was scanned suspiciously often. Without provinces nothing is known, and nothing said. */
export async function findScannedWidely(tx: EntityManager, code: string): Promise<boolean> {
  const rows: unknown[] = await tx.query(`WITH ${seenOf('$1')} ${widely}`, [[code]])
  return rows.length > 0
}
