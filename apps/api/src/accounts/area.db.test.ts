import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  type Address,
  type AreaUnit,
  type Day,
  dayOf,
  type Id,
  type Instant,
  isInArea,
  newId,
} from '@nguon/domain'
import fc from 'fast-check'
import type { DataSource } from 'typeorm'
import { listBatches } from '../batches/list-batches.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { findInArea, isOrganizationInArea } from './area.ts'

let database: TestDatabase
let db: DataSource
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
})
afterAll(() => database.drop())

/** Few codes and days, all around one change of communes: what is drawn meets often. */
const day = fc.constantFrom<Day>(
  '2024-12-31',
  '2025-06-29',
  '2025-06-30',
  '2025-07-01',
  '2025-07-02',
  '2026-02-28',
)
const maybeDay = fc.option(day, { nil: undefined })
const province = fc.constantFrom('06', '19')
const ward = fc.constantFrom('01843', '01849', '02170')
/** Around midnight in Vietnam, which is 17:00 in UTC. */
const instant = fc
  .tuple(day, fc.constantFrom('00:00:00.000', '16:59:59.999', '17:00:00.000', '23:59:59.999'))
  .map(([on, time]): Instant => `${on}T${time}Z`)

const given = <T extends object>(value: T): T => JSON.parse(JSON.stringify(value))
const address = fc
  .record({ wardCode: ward, provinceCode: province, validFrom: maybeDay, validTo: maybeDay })
  .map((drawn): Address => given({ ...drawn, ward: 'Xã', province: 'Tỉnh' }))
const unit = fc
  .record({ code: fc.oneof(province, ward), validFrom: day, validTo: maybeDay })
  .map((drawn): AreaUnit => given({ ...drawn, level: drawn.code.length === 2 ? 'province' : 'ward' }))
const version = fc.record({ validFrom: maybeDay, addresses: fc.array(address, { maxLength: 3 }) })
const subject = fc.array(version, { minLength: 1, maxLength: 2 })
const world = fc.record({
  area: fc.array(unit, { maxLength: 3 }),
  organization: subject,
  plots: fc.array(subject, { maxLength: 3 }),
  batches: fc.array(
    fc.record({ on: fc.array(fc.nat(2), { maxLength: 2 }), at: fc.array(instant, { maxLength: 3 }) }),
    { minLength: 1, maxLength: 4 },
  ),
})

type Drawn = { validFrom: Day | undefined; addresses: Address[] }[]

/** Writes the versions of a subject; answers the addresses of all of them: one that was recorded keeps counting. */
async function storeSubject(
  kind: 'organization' | 'place',
  id: Id,
  owner: Id,
  drawn: Drawn,
): Promise<Address[]> {
  for (const [index, { validFrom, addresses }] of drawn.entries())
    await db.query(
      `INSERT INTO subject_entry (subject_id, sequence, kind, organization_id, event_id, valid_from, recorded_at, data, leaf_hash)
       VALUES ($1, $2, $3, $4, $5, $6, now(), $7, $8)`,
      [id, index + 1, kind, owner, newId(), validFrom ?? null, { addresses }, Buffer.alloc(32)],
    )
  return drawn.flatMap(({ addresses }) => addresses)
}

async function storeBatch(organizationId: Id, plots: readonly Id[], at: readonly Instant[]): Promise<Id> {
  const id = newId()
  await db.query(
    `INSERT INTO batch (id, organization_id, kind, product_id, lot, plot_ids, search) VALUES ($1, $2, 'crop', $3, 'X', $4, '')`,
    [id, organizationId, newId(), plots],
  )
  for (const [index, when] of at.entries())
    await db.query(
      `INSERT INTO event_batch (batch_id, sequence, line, event_id, organization_id, type, role, at, balance, status, peers, leaf_hash)
       VALUES ($1, $2, 1, $3, $4, 'inspection', 'about', $5, 0, 'active', '[]', $6)`,
      [id, index + 1, newId(), organizationId, when, Buffer.alloc(32)],
    )
  return id
}

describe("an inspector's area", () => {
  test('holds in the database the batches that the definition says, one by one and in lists', async () => {
    let inside = 0
    await fc.assert(
      fc.asyncProperty(world, async ({ area, organization, plots, batches }) => {
        const owner = newId()
        const own = await storeSubject('organization', owner, owner, organization)
        const places: { id: Id; addresses: Address[] }[] = []
        for (const drawn of plots) {
          const id = newId()
          places.push({ id, addresses: await storeSubject('place', id, owner, drawn) })
        }
        const [ids, expected]: [Id[], Id[]] = [[], []]
        for (const { on, at } of batches) {
          const grown = on.flatMap((index) => places[index] ?? [])
          const id = await storeBatch(
            owner,
            grown.map((place) => place.id),
            at,
          )
          const addresses = [...own, ...grown.flatMap((place) => place.addresses)]
          ids.push(id)
          if (at.some((when) => isInArea(area, addresses, dayOf(when, '+07:00')))) expected.push(id)
        }
        inside += expected.length
        expect([...(await findInArea(db.manager, area, ids))].sort()).toEqual(expected.sort())
        const filter = { organizationId: owner, area, limit: 10 }
        const listed = await listBatches(db.manager, filter)
        expect(listed.map(({ id }) => id).sort()).toEqual(expected)
        const asked = await listBatches(db.manager, { ...filter, ids })
        expect(asked.map(({ id }) => id).sort()).toEqual(expected)
      }),
      { numRuns: 300, verbose: 1 },
    )
    expect(inside).toBeGreaterThan(20)
  }, 120_000)

  test('is not left by recording another address', async () => {
    const [owner, base] = [newId(), { ward: 'Xã', province: 'Tỉnh' }]
    const addresses = [
      { ...base, wardCode: '02170', provinceCode: '19' },
      { ...base, wardCode: '00001', provinceCode: '01' },
    ].map((each) => ({ validFrom: undefined, addresses: [each] }))
    await storeSubject('organization', owner, owner, addresses)
    const id = await storeBatch(owner, [], ['2026-02-28T00:00:00.000Z'])
    const area: AreaUnit[] = [{ level: 'province', code: '19', validFrom: '2025-07-01' }]
    expect([...(await findInArea(db.manager, area, [id]))]).toEqual([id])
    const listed = await listBatches(db.manager, { organizationId: owner, area, limit: 10 })
    expect(listed.map((each) => each.id)).toEqual([id])
    const rows = await db.query(`SELECT ${isOrganizationInArea('$1::uuid', '$2')} AS inside`, [
      owner,
      JSON.stringify(area),
    ])
    expect(rows).toEqual([{ inside: true }])
  })

  test.each<[string, AreaUnit[], boolean]>([
    ['its own province', [{ level: 'province', code: '19', validFrom: '2025-07-01' }], true],
    ['the ward of one of its plots', [{ level: 'ward', code: '01849', validFrom: '2020-01-01' }], true],
    ['the code of another level', [{ level: 'province', code: '01', validFrom: '2020-01-01' }], false],
    [
      'its province, until before it came there',
      [{ level: 'province', code: '19', validFrom: '2000-01-01', validTo: '2025-06-30' }],
      false,
    ],
    ['nothing', [], false],
  ])('holds an organization or not: %s', async (_what, area, isIn) => {
    const owner = newId()
    const base = { ward: 'Xã', province: 'Tỉnh' }
    const here: Address = { ...base, wardCode: '02170', provinceCode: '19', validFrom: '2025-07-01' }
    await storeSubject('organization', owner, owner, [{ validFrom: undefined, addresses: [here] }])
    const there: Address = { ...base, wardCode: '01849', provinceCode: '06', validTo: '2025-06-30' }
    await storeSubject('place', newId(), owner, [{ validFrom: undefined, addresses: [there] }])
    const rows: { inside: boolean }[] = await db.query(
      `SELECT ${isOrganizationInArea('$1::uuid', '$2')} AS inside`,
      [owner, JSON.stringify(area)],
    )
    expect(rows[0]?.inside).toBe(isIn)
  })
})
