import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { DataSource } from 'typeorm'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { ageScans } from './age-scans.ts'
import { keepScans } from './keep-scans.ts'

let database: TestDatabase
let db: DataSource
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
})
afterAll(() => database.drop())

const code = '01/09520009000012/21/BX26-000001'
const rowsOf = (of: string): Promise<unknown[]> => db.query('SELECT * FROM scan WHERE code = $1', [of])

test('scans are known by device for 30 days, one by one for 90, and then by the day', async () => {
  const day = (days: number) => new Date(Date.UTC(2026, 7, 1) + days * 86_400_000)
  const scan = (at: Date) => ({ code, at, agent: 'zalo android', device: Buffer.alloc(16, 1) })
  await keepScans(db, [scan(day(0)), scan(day(0)), scan(day(10))], day(10))
  await keepScans(db, [{ ...scan(day(100)), code: 'later' }], day(100))
  await ageScans(db, day(30))
  expect(await rowsOf(code)).toMatchObject([{ device: scan(day(0)).device }, {}, {}])
  await ageScans(db, day(31))
  const devices = ((await rowsOf(code)) as { device: unknown }[]).map(({ device }) => device === null)
  expect(devices.sort()).toEqual([false, true, true])
  await ageScans(db, day(91))
  await ageScans(db, day(91))
  expect(await rowsOf(code)).toHaveLength(1)
  const days = await db.query('SELECT day::text, scans FROM scan_day WHERE code = $1', [code])
  expect(days).toEqual([{ day: '2026-08-01', scans: 2 }])
  expect(await db.query('SELECT scans FROM scan_signal WHERE code = $1', [code])).toEqual([{ scans: '3' }])
  const months = await database.asOwner(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'scan'::regclass ORDER BY 1`,
  )
  const names = months.map((row) => (row as { name: string }).name)
  expect(names).toEqual(['scan_2026_09', 'scan_2026_10', 'scan_2026_12', 'scan_default']) // in November one was there before the table
})
