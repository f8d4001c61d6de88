import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Certificate, Id, Organization, Place, Product, TraceEvent } from '@nguon/domain'
import { event, kg, taken } from '@nguon/domain/testing'
import type { DataSource } from 'typeorm'
import { recordEvent } from '../events/record-event.ts'
import { readSample } from '../sample-file.ts'
import { givenOrganization, givenVersion } from '../testing/given.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { exportFile } from './export-file.ts'
import { resolveReference } from './find-reference.ts'
import { importFile } from './import-file.ts'
import { correctionOf, givenCooperative, givenSeason, privately } from './testing/season.ts'
import { type RecordedVersion, readHistory } from './writing/history.ts'

const operator = { kind: 'operator' } as const
const importedAt = '2026-11-19T03:00:00.000Z'
const again = '2027-01-01T00:00:00.000Z'

const databases: TestDatabase[] = []
async function openDatabase(): Promise<DataSource> {
  const database = await createTestDatabase()
  databases.push(database)
  return database.db
}
afterAll(() => Promise.all(databases.map((database) => database.drop())))

/** Exports `db`, and checks that an empty database which imports that holds the same. */
async function roundTrip(db: DataSource): Promise<string> {
  const text = await exportFile(db)
  const other = await openDatabase()
  await importFile(other, operator, text, { importedAt: again })
  expect(await exportFile(other)).toBe(text)
  expect(await recordsOf(other)).toEqual(await recordsOf(db))
  for (const sql of indexes) expect(await other.query(sql)).toEqual(await db.query(sql))
  return text
}

/** What people recorded, in public and in private: without salts, hashes and what an import adds. */
async function recordsOf(db: DataSource): Promise<unknown[]> {
  const { subjects, events, files } = await db.transaction(readHistory)
  const versions = [...subjects.values()].flat().map((version) => {
    const {
      recordedAt,
      capturedAt,
      importedAt: _at,
      _sd,
      subject,
      ...rest
    } = version as RecordedVersion & { _sd?: unknown }
    // without a recorded time in the file both are the time of the import
    const times = recordedAt === version.importedAt ? {} : { recordedAt, capturedAt }
    return { ...rest, ...times, subject: { ...subject, prev: undefined } }
  })
  const happened = events.map(({ event: { _sd, ...recorded }, recordedAt, privately, sequences }) => {
    const batches = [...recorded.batches].sort((a, b) => (a.role + a.batchId < b.role + b.batchId ? -1 : 1))
    return { ...recorded, batches, recordedAt, privately, sequences }
  })
  const byId = (a: { id: Id }, b: { id: Id }) => (a.id < b.id ? -1 : 1)
  return [...versions.sort(byId), ...happened.sort(byId), ...files]
}

/** What is computed from the entries, apart from hashes: private fields are salted anew. */
const indexes = [
  `SELECT batch_id, sequence, line, event_id, organization_id, type, role, at, quantity, unit, units, balance, status, corrects,
     to_place_id, peers FROM event_batch ORDER BY batch_id, sequence, line`,
  'SELECT * FROM batch ORDER BY id',
  'SELECT * FROM code ORDER BY code',
  `SELECT subject_id, sequence, kind, organization_id, event_id, valid_from, data FROM subject_entry
   ORDER BY subject_id, sequence`,
  'SELECT * FROM gtin ORDER BY gtin',
  'SELECT * FROM reference ORDER BY id',
  'SELECT * FROM label_run ORDER BY run_id',
  'SELECT * FROM label_range ORDER BY run_id, state, first',
  'SELECT * FROM scan ORDER BY code, at',
]

let sample: DataSource
beforeAll(async () => {
  sample = await openDatabase()
  await importFile(sample, operator, await readSample(), { importedAt })
})

describe('the sample', () => {
  test('comes back byte for byte from the database that imported its export', async () => {
    await roundTrip(sample)
  })

  test('is unchanged by an import of its own export', async () => {
    const counts = await importFile(sample, operator, await exportFile(sample), { importedAt: again })
    expect(counts).toEqual({ versions: 0, events: 0, scans: 0, unchanged: 108 })
  })
})

describe('what was recorded without a file', () => {
  test('survives with the sample beside it', async () => {
    const db = await openDatabase()
    await importFile(db, operator, await readSample(), { importedAt })
    const b2 = await resolveReference(db.manager, 'bat-c2')
    const organizationId = await resolveReference(db.manager, 'org-c')
    const record = (each: TraceEvent, more = {}) => recordEvent(db, operator, { ...privately(each), ...more })
    const destroyed = event('destroy', organizationId, [taken(b2, kg('5.5'))], { precision: 'day' })
    await record(destroyed)
    await record(correctionOf(destroyed))
    // only possible because the other did not happen
    await record(
      event('destroy', organizationId, [taken(b2, kg('20'))], { occurredAt: '2026-11-20T01:00:00.000Z' }),
    )
    const text = await roundTrip(db)
    expect(text).toContain('"precision": "day"')
  })

  test('survives alone, with ids for references', async () => {
    const db = await openDatabase()
    const coop = await givenCooperative(db)
    await givenSeason(db, coop)
    const text = await roundTrip(db)
    const counts = await importFile(db, operator, text, { importedAt: again })
    expect(counts).toMatchObject({ versions: 0, events: 0 })
  })

  test('keeps every field of the master data of a cooperative, whatever the model has', async () => {
    const db = await openDatabase()
    const own = await givenOrganization(db)
    const [gln, lossProfiles] = ['8930000000002', { drying: { min: 100, max: 9000 } }]
    const links = [{ kind: 'shop', url: 'https://htx-khausang.vn/mien?a=1&b=2' }] as const
    const address = {
      line: 'Thôn 1',
      wardCode: '01897',
      ward: 'Xã Côn Minh',
      provinceCode: '19',
      province: 'Thái Nguyên',
    }
    const addresses = [
      { ...address, districtCode: '066', district: 'Na Rì', validFrom: '2020-01-01', validTo: '2025-06-30' },
    ]
    // of pictures and documents only the hashes stand in a file: the sample has some
    const organization: Required<Organization> = {
      kind: 'cooperative',
      name: 'HTX',
      shortName: 'H',
      taxCode: '4700000001',
      gln,
      phone: '0209 000 0001',
      addresses,
      foundedOn: '2019-05-01',
      salesLinks: [...links],
      status: 'active',
    }
    const place: Required<Place> = {
      kind: 'plot',
      name: 'Ruộng',
      code: 'R1',
      gln: '8930000000019',
      areaM2: 900,
      crop: 'dong riềng',
      water: 'suối',
      growingAreaCode: 'BK-01',
      addresses,
    }
    const product: Required<Omit<Product, 'images'>> = {
      name: 'Miến',
      nameEn: 'Noodles',
      gtin: '09520009000012',
      code: 'M',
      inputKind: 'other',
      unit: 'kg',
      netContent: { value: '0.5', unit: 'kg' },
      netContentText: 'gói',
      ingredients: 'dong riềng',
      category: 'miến',
      processed: true,
      shelfLifeDays: 365,
      storage: 'khô',
      standard: 'TCVN',
      brand: 'K',
      model: 'M1',
      labelLevel: 'package',
      scratchPin: true,
      ocopStars: 4,
      lossProfiles,
      salesLinks: [...links],
    }
    const certificate: Required<Omit<Certificate, 'document'>> = {
      type: 'OCOP',
      number: '1',
      issuerId: own.id,
      issuerName: 'UBND',
      stars: 4,
      organization: true,
      placeIds: [own.plot],
      productIds: [own.product],
      issuedOn: '2025-01-01',
      expiresOn: '2028-01-01',
      revokedOn: '2026-01-01',
    }
    await givenVersion(db, 'organization', own.id, organization, own.id)
    await givenVersion(db, 'place', own.id, place, own.plot)
    await givenVersion(db, 'product', own.id, product, own.product)
    await givenVersion(db, 'certificate', own.id, certificate)
    await roundTrip(db)
  })

  test('keeps where it is sold, of the organization and of its products', async () => {
    const db = await openDatabase()
    const own = await givenOrganization(db)
    const [voso, shop] = [
      { kind: 'voso', url: 'https://voso.vn/htx' },
      { kind: 'shop', url: 'https://htx-khausang.vn/mien?a=1&b=2' },
    ] as const
    const data = { kind: 'cooperative' as const, name: 'HTX', addresses: [], status: 'active' as const }
    await givenVersion(db, 'organization', own.id, { ...data, salesLinks: [voso, shop] }, own.id)
    const product = { name: 'Miến', unit: 'kg', labelLevel: 'batch' } as const
    await givenVersion(db, 'product', own.id, { ...product, salesLinks: [shop] }, own.product)
    const { organizations, products } = JSON.parse(await roundTrip(db))
    expect(organizations[0].versions[0].sales_links).toEqual([voso, shop])
    expect(products[0].versions[0].sales_links).toEqual([shop])
  })
})

test('a file with a link that leads elsewhere than it says is refused by its path', async () => {
  const organization = { id: 'o', kind: 'cooperative', name: 'HTX', addresses: [], status: 'active' }
  const sales_links = [{ kind: 'shopee', url: 'https://shopee.vn.evil.example/' }]
  const text = JSON.stringify({ organizations: [{ ...organization, sales_links }] })
  const refused = importFile(await openDatabase(), operator, text, { importedAt })
  await expect(refused).rejects.toMatchObject({
    violations: [{ path: 'organizations[0].sales_links[0].url' }],
  })
})
