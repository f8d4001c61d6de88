import { afterAll, describe, expect, jest, test } from '@jest/globals'
import { DomainError } from '@nguon/domain'
import { readSample } from '../../sample-file.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { importRecords } from '../import-file.ts'
import { readFile, toRecords } from '../read-file.ts'
import { randomSeason } from '../testing/random-season.ts'

const operator = { kind: 'operator' } as const
const importedAt = '2027-01-01T00:00:00.000Z'

jest.setTimeout(60_000)

const databases: TestDatabase[] = []
afterAll(() => Promise.all(databases.map((database) => database.drop())))

/** Every row of every table as text, sorted. */
async function everything(database: TestDatabase): Promise<Record<string, unknown[]>> {
  const tables = (await database.asOwner(
    `SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
     AND NOT relispartition ORDER BY relname`,
  )) as { name: string }[]
  const rows: Record<string, unknown[]> = {}
  for (const { name } of tables)
    rows[name] = await database.asOwner(`SELECT t::text AS row FROM "${name}" t ORDER BY t::text COLLATE "C"`)
  return rows
}

/** What an import of the file leaves, or why it is refused: each event on its own, and many at once, with the same salts. */
async function bothWays(text: string) {
  const records = toRecords(readFile(text), importedAt)
  const outcomes = []
  for (const oneByOne of [true, false]) {
    const database = await createTestDatabase()
    databases.push(database)
    const outcome = await importRecords(database.db, operator, records, { importedAt, oneByOne }).catch(
      (error: unknown) => {
        if (error instanceof DomainError) return error.violations
        throw error
      },
    )
    outcomes.push({ outcome, rows: await everything(database) })
  }
  return outcomes as [
    { outcome: unknown; rows: Record<string, unknown[]> },
    { outcome: unknown; rows: unknown },
  ]
}

describe('many events at once leave byte for byte what they leave one by one', () => {
  test('in the sample', async () => {
    const [alone, together] = await bothWays(await readSample())
    expect(alone.rows.event?.length).toBeGreaterThan(100)
    expect(together).toEqual(alone)
  })

  test.each([10, 12, 14, 18, 20, 23])('in a season that chance wrote (%d)', async (seed) => {
    const [alone, together] = await bothWays(randomSeason(seed, 150, false))
    expect(alone.outcome).toMatchObject({ events: expect.any(Number) })
    expect(together).toEqual(alone)
  })

  test.each([5, 6, 7])('or are refused for the same reasons (%d)', async (seed) => {
    const [alone, together] = await bothWays(randomSeason(seed, 100, true))
    expect(Array.isArray(alone.outcome)).toBe(true)
    expect(together).toEqual(alone)
    expect(alone.rows.event).toEqual([])
  })
})

test('a lot that came in with an earlier file still says how long to wait after spraying', async () => {
  const database = await createTestDatabase()
  databases.push(database)
  const read = (text: string) =>
    importRecords(database.db, operator, toRecords(readFile(text), importedAt), { importedAt })
  expect(await read(sprayedCrop([]))).toMatchObject({ events: 3 })
  const outputs = [{ ref: 'picked', quantity: 5, unit: 'kg' }]
  const harvest = { ...on('05-20'), id: 'e4', type: 'harvest', for_crop: 'field', outputs }
  const refused = { violations: [{ code: 'PHI_NOT_ELAPSED', path: 'events[3].occurred_at' }] }
  await expect(read(sprayedCrop([harvest]))).rejects.toMatchObject(refused)
})

const on = (day: string) => ({
  org: 'coop',
  occurred_at: `2026-${day}T08:00:00+07:00`,
  recorded_at: `2026-${day}T20:00:00+07:00`,
})

/** A crop that was sprayed on 10 May from a lot whose label asks for 20 days, and what follows. */
const sprayedCrop = (more: readonly object[]): string => {
  const org = 'coop'
  const product = { org, label_level: 'none', unit: 'kg' }
  const batches =
    more.length > 0 ? [{ id: 'picked', org, product: 'gourd', lot: 'H1', stage: 'harvest' }] : []
  const received = [{ ref: 'spray', quantity: 9, unit: 'kg' }]
  const sprayed = [{ ref: 'spray', quantity: 1, unit: 'kg' }]
  return JSON.stringify({
    organizations: [{ id: org, kind: 'cooperative', name: 'HTX Mẫu', addresses: [], status: 'active' }],
    plots: [{ id: 'plot', org, code: 'T-1', area_m2: 800, addresses: [] }],
    products: [
      { ...product, id: 'gourd', name: 'Bí thơm' },
      { ...product, id: 'poison', name: 'Thuốc mẫu', input_kind: 'pesticide' },
    ],
    input_lots: [{ id: 'spray', org, product: 'poison', lot: 'L1', phi_days: 20 }],
    crops: [{ id: 'field', org, product: 'gourd', lot: 'C1', plot: 'plot' }],
    batches,
    events: [
      { ...on('05-01'), id: 'e1', type: 'input_received', outputs: received },
      { ...on('05-02'), id: 'e2', type: 'sowing', for_crop: 'field' },
      { ...on('05-10'), id: 'e3', type: 'spraying', for_crop: 'field', inputs: sprayed },
      ...more,
    ],
  })
}
