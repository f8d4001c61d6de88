import type { EntityManager } from 'typeorm'

/** Scanned in so many provinces within so many days, a package was perhaps copied: one is sold in one place and eaten in another. */
const fewest = { provinces: 3, days: 7 }

/** SQL: SCAN_ANOMALY, whether the code of a package was scanned in too many provinces within a few days. */
export const isScannedWidely = (code: string): string =>
  `EXISTS (
     WITH seen AS MATERIALIZED (
       SELECT DISTINCT province_code, at::date AS day FROM scan WHERE scan.code = ${code} AND province_code IS NOT NULL)
     SELECT FROM seen first WHERE (
       SELECT count(DISTINCT other.province_code) FROM seen other
       WHERE other.day BETWEEN first.day AND first.day + ${fewest.days - 1}) >= ${fewest.provinces})`

/** Whether the code of a package was scanned suspiciously often. Without provinces nothing is known, and nothing said. */
export async function findScannedWidely(tx: EntityManager, code: string): Promise<boolean> {
  const rows: { widely: boolean }[] = await tx.query(`SELECT ${isScannedWidely('$1')} AS widely`, [code])
  return rows[0]?.widely ?? false
}
