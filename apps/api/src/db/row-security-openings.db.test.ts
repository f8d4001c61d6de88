import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Id, newId, type Version } from '@nguon/domain'
import { digestsOf, disclose } from '@nguon/transparency'
import type { DataSource } from 'typeorm'
import { recordVersion } from '../subjects/record-version.ts'
import { givenOrganization, givenVersion, operator } from '../testing/given.ts'
import { givenPerson } from '../testing/given-people.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { canaryOf, insertRow, privateRow, privateTables, seenRows, sha256Of } from './testing/private-rows.ts'
import { withTenant } from './with-tenant.ts'

/** What passes the second wall on purpose: a consented name, a shown file, and what an inspector reads in the area. */
let database: TestDatabase
let db: DataSource
const now = new Date('2026-11-20T00:00:00.000Z')

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
})
afterAll(() => database.drop())

describe('without a tenant', () => {
  const member = async (organizationId: Id) => {
    const disclosures = [disclose('name', 'Lò Thị Kín'), disclose('phone', '0912 345 678')]
    const [id, subject] = [newId(), { kind: 'member' as const, id: newId() }]
    const data = { role: 'farmer' as const, publicName: 'Hộ K1' }
    const sealed = { data, _sd: digestsOf(disclosures), capturedAt: now.toISOString() }
    const version: Version = { v: 1, id, organizationId, subject, ...sealed }
    await recordVersion(db, operator, { version, disclosures })
    return { id, memberId: subject.id }
  }

  test('a name is read while the member’s consent is in force, and nothing else of the member', async () => {
    const { id: organizationId } = await givenOrganization(db)
    const { id, memberId } = await member(organizationId)
    await member(organizationId) // says nothing
    const fields = () => db.query('SELECT event_id, field FROM disclosure')
    const say = (granted: boolean) =>
      givenVersion(db, 'consent', organizationId, { memberId, purpose: 'public_name', granted })
    expect(await fields()).toEqual([])
    await givenVersion(db, 'consent', organizationId, { memberId, purpose: 'public_phone', granted: true })
    expect(await fields()).toEqual([])
    await say(true)
    expect(await fields()).toEqual([{ event_id: id, field: 'name' }])
    const [other] = [await givenOrganization(db)] // whose word does not count
    await expect(
      givenVersion(db, 'consent', other.id, { memberId, purpose: 'public_name', granted: true }),
    ).rejects.toThrow()
    await say(false)
    expect(await fields()).toEqual([])
  })

  test('a file is read once an entry of the organization that brought it shows it', async () => {
    const { id: organizationId } = await givenOrganization(db)
    const [shown, kept] = [sha256Of('shown'), sha256Of('kept')]
    const file = { bytes: 1, mime: 'image/png', uploaded_at: now }
    for (const [sha256, organization_id] of [
      [shown, organizationId],
      [kept, organizationId],
      [shown, newId()],
    ] as const)
      await withTenant(db, { organizationId: organization_id }, (tx) =>
        insertRow(tx, 'file', { ...file, sha256, organization_id }),
      )
    expect(await db.query('SELECT FROM file')).toEqual([])
    const pictured = { name: 'Trà bí', unit: 'kg', labelLevel: 'none', images: [shown] } as const
    await givenVersion(db, 'product', organizationId, { ...pictured, images: [shown] })
    expect(await db.query('SELECT sha256, organization_id FROM file')).toEqual([
      { sha256: shown, organization_id: organizationId },
    ])
  })
})

describe('an inspector', () => {
  const address = (provinceCode: string, more = {}) => ({
    ...{ wardCode: '01234', ward: 'Xã', provinceCode, province: 'Tỉnh', ...more },
  })
  /** An organization with one address and a private field; answers the id. */
  async function givenAt(at: ReturnType<typeof address>, kind: 'organization' | 'place' = 'organization') {
    const id = newId()
    const own = kind === 'organization' ? [at] : []
    const data = { kind: 'cooperative', name: 'HTX', addresses: own, status: 'active' } as const
    await givenVersion(db, 'organization', id, data, id)
    if (kind === 'place') await givenVersion(db, 'place', id, { kind: 'plot', addresses: [at] })
    await withTenant(db, { organizationId: id }, async (tx) => {
      for (const table of privateTables)
        if (table !== 'file') await insertRow(tx, table, privateRow(table, id, newId()))
    })
    return id
  }

  test('reads the private fields of organizations in the area, while both were valid, until the account ends', async () => {
    const inspectorate = await givenOrganization(db)
    const inside = [
      await givenAt(address('06')),
      await givenAt(address('06', { validTo: '2025-06-30' })),
      await givenAt(address('06'), 'place'),
      await givenAt(address('19', { validFrom: '2025-07-01' })),
    ]
    const outside = [
      await givenAt(address('01')),
      await givenAt(address('06', { validFrom: '2025-07-01' })), // the unit was gone by then
      await givenAt(address('19', { validTo: '2025-06-30' })), // not yet responsible
      await givenAt(address('01'), 'place'),
    ]
    const inspector = await givenPerson(db, 'inspector', inspectorate.id, {
      area: [
        { level: 'province', code: '06', validFrom: '1997-01-01', validTo: '2025-06-30' },
        { level: 'province', code: '19', validFrom: '2025-07-01' },
      ],
    })
    const scope = { organizationId: inspectorate.id, inspectorId: inspector.accountId }
    const readable = (table: string) =>
      withTenant(db, scope, async (tx) => (await seenRows(tx, table)).join())
    const fields = await readable('disclosure')
    for (const id of inside) expect(fields).toContain(canaryOf(id))
    for (const id of outside) expect(fields).not.toContain(id)
    const ofArea = ['disclosure', 'recall', 'recall_lift', 'recall_note', 'report', 'scan_decision']
    for (const table of privateTables.filter((each) => !ofArea.includes(each)))
      for (const id of inside) expect(await readable(table)).not.toContain(id)

    for (const table of ['recall', 'recall_lift', 'recall_note', 'report', 'scan_decision']) {
      const recalls = await readable(table) // voluntary ones: of the area only
      for (const id of inside) expect(recalls).toContain(canaryOf(id))
      for (const id of outside) expect(recalls).not.toContain(id)
    }

    const [id = ''] = inside
    const forged = privateRow('disclosure', id, newId())
    await expect(withTenant(db, scope, (tx) => insertRow(tx, 'disclosure', forged))).rejects.toThrow(
      'row-level',
    )
    await db.query('UPDATE account SET ended_at = now() WHERE id = $1', [inspector.accountId])
    expect(await readable('disclosure')).toBe('')
  })

  test('and nobody else writes a note from outside, and only in the own name (V8.4.1)', async () => {
    const [own, other] = [newId(), newId()]
    const inspector = await givenPerson(db, 'inspector', own)
    const staff = await givenPerson(db, 'staff', own)
    const note = (account_id: Id) => ({
      ...privateRow('audit', other, newId()),
      ...{ from_outside: true, account_id },
    })
    const write = (scope: Parameters<typeof withTenant>[1], accountId: Id) =>
      withTenant(db, scope, (tx) => insertRow(tx, 'audit', note(accountId)))
    const asInspector = { organizationId: own, inspectorId: inspector.accountId }
    await write(asInspector, inspector.accountId)
    for (const [scope, accountId] of [
      [asInspector, staff.accountId],
      [{ organizationId: own }, inspector.accountId],
      [{ organizationId: own }, staff.accountId],
      [{ organizationId: own, inspectorId: staff.accountId }, staff.accountId],
      [{ organizationId: own, isOperator: true }, staff.accountId],
    ] as const)
      await expect(write(scope, accountId)).rejects.toThrow('row-level security')
  })
})
