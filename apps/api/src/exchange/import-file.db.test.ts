import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { DomainError } from '@nguon/domain'
import { openEvent } from '../events/entry.ts'
import { findEntries } from '../events/event-store.ts'
import { readSample } from '../sample-file.ts'
import { recordStatements, refusedOf } from '../testing/cluster-statements.ts'
import { createTestDatabase, describeWithTwo, type TestDatabase } from '../testing/test-database.ts'
import { namesOf, resolveReference } from './find-reference.ts'
import { importFile } from './import-file.ts'

const operator = { kind: 'operator' } as const
const importedAt = '2026-11-23T03:00:00.000Z'

let text: string
let full: TestDatabase
let statements: ReadonlySet<string>
beforeAll(async () => {
  ;[text, full] = await Promise.all([readSample(), createTestDatabase()])
  statements = recordStatements()
  const counts = await importFile(full.db, operator, text, { importedAt })
  // 45 events, a corrective one, 3 lab tests, 2 inspections, hold and recall
  expect(counts).toEqual({ versions: 55, events: 53, scans: 4, unchanged: 0 })
})
afterAll(() => full.drop())

/** Rows of every table. */
async function countRows(database: TestDatabase): Promise<Record<string, number>> {
  const tables = (await database.asOwner(
    `SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
     AND NOT relispartition AND relname <> 'migrations' ORDER BY relname`,
  )) as { name: string }[]
  const counts: Record<string, number> = {}
  for (const { name } of tables) {
    const [row] = (await database.asOwner(`SELECT count(*)::int AS count FROM "${name}"`)) as {
      count: number
    }[]
    counts[name] = row?.count ?? 0
  }
  return counts
}

/** The sample with other values in some events. */
function withEvents(values: Record<string, object>): string {
  const file = JSON.parse(text)
  for (const row of file.events) Object.assign(row, values[row.id])
  return JSON.stringify(file)
}

const refusalOf = async (database: TestDatabase, file: string): Promise<DomainError> => {
  const refused = await importFile(database.db, operator, file, { importedAt }).catch(
    (error: unknown) => error,
  )
  if (!(refused instanceof DomainError)) throw new Error(`not refused: ${refused}`)
  return refused
}

test('what remains of each batch is what the sample expects', async () => {
  const expected: Record<string, number> = JSON.parse(text).expected.remaining
  expect(Object.keys(expected).length).toBeGreaterThan(0)
  for (const [reference, kilograms] of Object.entries(expected)) {
    const id = await resolveReference(full.db.manager, reference)
    const rows = await full.db.query(
      'SELECT balance FROM event_batch WHERE batch_id = $1 ORDER BY sequence DESC, line DESC LIMIT 1',
      [id],
    )
    expect([reference, Number(rows[0].balance)]).toEqual([reference, kilograms * 1000])
  }
})

test('an imported event keeps the time of its file, has that of the import beside it, and says so', async () => {
  const id = await resolveReference(full.db.manager, 'ev-039')
  const [entry] = await findEntries(full.db.manager, [id])
  const stored = openEvent(entry?.entry ?? Buffer.of())
  expect(stored).toMatchObject({ recordedAt: '2025-07-25T12:00:00.000Z', importedAt })
  expect(stored.marks).toEqual(['LATE_ENTRY', 'IMPORTED'])
})

test('the recall holds its batches', async () => {
  const rows: { batch_id: string; status: string }[] = await full.db.query(
    `SELECT DISTINCT ON (batch_id) batch_id, status FROM event_batch ORDER BY batch_id, sequence DESC`,
  )
  const recalled = rows.filter(({ status }) => status === 'recalled_held').map((row) => row.batch_id)
  const names = [...(await namesOf(full.db.manager, recalled)).values()]
  expect(names.sort()).toEqual(JSON.parse(text).recall.affected_batches.sort())
})

test('nothing private stands in an entry', async () => {
  const file = JSON.parse(text)
  const persons: { name: string }[] = file.persons
  const points: { lat?: number; lon?: number }[] = [...file.sites, ...file.plots]
  const secrets = [
    ...persons.map(({ name }) => name),
    ...points.flatMap(({ lat, lon }) => (lat && lon ? [String(lat), String(lon)] : [])),
    'Xe tải nhỏ',
  ]
  const rows: { entry: Buffer; type: string }[] = await full.db.query('SELECT entry, type FROM event')
  const public_ = rows.map(({ entry }) => entry.toString())
  for (const secret of secrets)
    expect([secret, public_.some((each) => each.includes(secret))]).toEqual([secret, false])
  const supplier = file.organizations.find(({ id }: { id: string }) => id === 'org-s1').name
  const events = rows.filter(({ type }) => type !== 'organization_version')
  expect(events.some(({ entry }) => entry.toString().includes(supplier))).toBe(false)
  const kept = (await full.asOwner('SELECT disclosure FROM disclosure')) as { disclosure: string }[]
  const opened = kept.map(({ disclosure }) => Buffer.from(disclosure, 'base64url').toString()).join('\n')
  for (const secret of [...secrets, supplier]) expect(opened).toContain(secret)
})

test('the same file again changes nothing', async () => {
  const before = await countRows(full)
  const counts = await importFile(full.db, operator, text, { importedAt: '2026-12-24T00:00:00.000Z' })
  expect(counts).toEqual({ versions: 0, events: 0, scans: 0, unchanged: 108 })
  expect(await countRows(full)).toEqual(before)
})

test('a file that says something else under the same ids is refused by its path', async () => {
  const before = await countRows(full)
  const refused = await refusalOf(full, withEvents({ 'ev-010': { location: 'site-a1' } }))
  expect(refused.violations).toMatchObject([{ code: 'ID_REUSED', path: 'events[9]' }])
  expect(await countRows(full)).toEqual(before)
})

describeWithTwo('into a database without any of it', () => {
  let empty: TestDatabase
  beforeAll(async () => {
    empty = await createTestDatabase()
  })
  afterAll(() => empty.drop())

  test('a bad file is refused whole, with everything the rules say', async () => {
    const before = await countRows(empty)
    const refused = await refusalOf(
      empty,
      withEvents({
        'ev-008': { inputs: [{ ref: 'il-a-aba', quantity: 2.5, unit: 'lít' }] },
        'ev-039': { late_reason: undefined },
        'ev-028': {
          outputs: [
            { ref: 'bat-b4', quantity: 1920, unit: 'kg' },
            { ref: 'bat-b5', quantity: 1300, unit: 'kg' },
          ],
        },
      }),
    )
    expect(refused.code).toBe('INVALID_REQUEST')
    expect(refused.violations).toMatchObject([
      {
        code: 'REASON_REQUIRED',
        path: 'events[38].reasons.LATE_ENTRY',
        message: expect.stringContaining('ev-039'),
      },
      { code: 'INPUT_OVERDRAWN', path: 'events[7]', message: expect.stringContaining('ev-008') },
      { code: 'MASS_BALANCE_GAIN', path: 'events[27]' },
      { code: 'REASON_REQUIRED', path: 'events[27].reasons.LOSS_OUT_OF_PROFILE' },
    ])
    expect(await countRows(empty)).toEqual(before)
  })

  test('a file with mistakes of form or references writes nothing', async () => {
    const before = await countRows(empty)
    const refused = await refusalOf(
      empty,
      withEvents({ 'ev-013': { to: 'site-x' }, 'ev-014': { dispatch: 'ev-x' } }),
    )
    expect(refused.violations.map(({ path }) => path)).toEqual(['events[12].to', 'events[13].dispatch'])
    expect(await countRows(empty)).toEqual(before)
  })
})

test('only the operator imports', async () => {
  const attempt = importFile(full.db, { kind: 'anonymous' }, text, { importedAt })
  await expect(attempt).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
})

test('reading a file in and finding what it brought takes no statement that a cluster refuses', () => {
  expect(refusedOf(statements)).toEqual([])
})
