import type { DataSource } from 'typeorm'

const dayMs = 86_400_000
/** For so long it is known which scans were of one device, and for so long a scan is a row of its own. */
const keptDays = { devices: 30, scans: 90 }

/** Lets go what was kept long enough, and makes the tables for the scans of this month and the two after it. */
export async function ageScans(db: DataSource, now: Date): Promise<void> {
  const before = (days: number) => startOfDay(new Date(now.getTime() - days * dayMs))
  // one moment for all: no row is removed that was not added up
  await db.transaction('REPEATABLE READ', async (tx) => {
    await tx.query('UPDATE scan SET device = NULL WHERE at < $1 AND device IS NOT NULL', [
      before(keptDays.devices),
    ])
    await tx.query(
      `INSERT INTO scan_day AS old (code, day, scans)
       SELECT code, (at AT TIME ZONE 'UTC')::date, count(*)::int FROM scan WHERE at < $1 GROUP BY 1, 2
       ON CONFLICT (code, day) DO UPDATE SET scans = old.scans + excluded.scans`,
      [before(keptDays.scans)],
    )
    await tx.query('DELETE FROM scan WHERE at < $1', [before(keptDays.scans)])
  })
  await db.query('SELECT drop_scan_months($1)', [before(keptDays.scans)])
  for (const ahead of [0, 1, 2]) await db.query('SELECT make_scan_month($1)', [monthAfter(now, ahead)])
}

const startOfDay = (at: Date): Date => new Date(Math.floor(at.getTime() / dayMs) * dayMs)

const monthAfter = (now: Date, months: number): string =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1)).toISOString().slice(0, 10)
