import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { DomainError, type Id, newId, type SubjectKind, type Version } from '@nguon/domain'
import { born, event, given, kg, testNow } from '@nguon/domain/testing'
import { digestsOf, disclose } from '@nguon/transparency'
import { recordEvent } from '../events/record-event.ts'
import {
  type GivenOrganization,
  givenOrganization,
  givenVersion,
  onTime,
  operator,
} from '../testing/given.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { recordVersion } from './record-version.ts'
import { listPresent, readPresent } from './subject-store.ts'

let database: TestDatabase
let own: GivenOrganization
let other: GivenOrganization
let member: Id
beforeAll(async () => {
  database = await createTestDatabase()
  own = await givenOrganization(database.db)
  other = await givenOrganization(database.db)
  member = await givenVersion(database.db, 'member', own.id, { role: 'farmer', publicName: 'Hộ A1' })
})
afterAll(() => database.drop())

const record = (
  kind: SubjectKind,
  data: object,
  more: { id?: Id; subject?: Id; validFrom?: string; disclosures?: string[] } = {},
) => {
  const { id = newId(), subject = newId(), validFrom, disclosures = [] } = more
  const version = {
    v: 1,
    id,
    organizationId: own.id,
    subject: { kind, id: subject },
    capturedAt: testNow,
    data,
    ...(validFrom ? { validFrom } : {}),
    ...(disclosures.length > 0 ? { _sd: digestsOf(disclosures) } : {}),
  } as unknown as Version
  return recordVersion(database.db, operator, { version, disclosures })
}

const refusal = async (attempt: Promise<unknown>): Promise<DomainError> => {
  const error = await attempt.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof DomainError)) throw new Error(`not refused: ${error}`)
  return error
}

describe('a version', () => {
  const certificate = { type: 'VietGAP', number: 'VG-1', issuedOn: '2026-01-01' }
  const run = { prefix: 'K26GAPN9', first: 1, last: 9, digits: 4 }
  const consent = { purpose: 'public_name', granted: true }

  test.each<[string, SubjectKind, () => object, string]>([
    ['a roll for a place', 'label_run', () => ({ ...run, productId: own.plot }), 'productId'],
    ['a consent of a product', 'consent', () => ({ ...consent, memberId: own.product }), 'memberId'],
    ['a product as a plot', 'certificate', () => ({ ...certificate, placeIds: [own.product] }), 'placeIds.0'],
    [
      'a plot as a product',
      'certificate',
      () => ({ ...certificate, productIds: [own.product, own.plot] }),
      'productIds.1',
    ],
    ['a member who issues', 'certificate', () => ({ ...certificate, issuerId: member }), 'issuerId'],
    ["another's plot", 'certificate', () => ({ ...certificate, placeIds: [other.plot] }), 'placeIds.0'],
    ['an organization as a product', 'label_run', () => ({ ...run, productId: own.id }), 'productId'],
  ])('that names %s is refused', async (_what, kind, data, field) => {
    const { code, violations } = await refusal(record(kind, data()))
    expect([code, violations[0]?.path]).toEqual(['NOT_FOUND', `version.data.${field}`])
  })

  test('may name what is its own, and an issuer that is not', async () => {
    const scope = { placeIds: [own.plot], productIds: [own.product], issuerId: other.id }
    expect(await record('certificate', { ...certificate, ...scope })).toMatchObject({ sequence: 1 })
    expect(await record('consent', { ...consent, memberId: member })).toMatchObject({ sequence: 1 })
    expect(await record('label_run', { ...run, productId: own.product })).toMatchObject({ sequence: 1 })
  })

  test('under the id of an event is refused', async () => {
    const id = newId()
    const bought = event(
      'purchase',
      own.id,
      [given(newId(), kg('1'), born('harvest', own.product, 'L1'))],
      onTime(),
    )
    await recordEvent(database.db, own.staff, { event: { ...bought, id } })
    const { code } = await refusal(record('place', { kind: 'store', name: 'Kho', addresses: [] }, { id }))
    expect(code).toBe('ID_REUSED')
  })

  test.each(['Lò Thị Kín', 'Hộ bà LO THI KIN'])(
    'of a member called %s in public is refused where that is the name',
    async (publicName) => {
      const disclosures = [disclose('name', 'Lò Thị Kín')]
      const { code, violations } = await refusal(
        record('member', { role: 'farmer', publicName }, { disclosures }),
      )
      expect([code, violations[0]?.path]).toEqual(['INVALID_REQUEST', 'version.data.publicName'])
    },
  )
})

describe('the present version', () => {
  const plot = (areaM2: number) => ({ kind: 'plot', code: 'P1', areaM2, addresses: [] })
  const areaOf = (data: unknown) => (data as { areaM2: number }).areaM2

  test('is the one that began last, not the one recorded last nor one of the future', async () => {
    const subject = newId()
    for (const [areaM2, validFrom] of [
      [1, '2026-06-01'],
      [2, '2026-01-01'],
      [3, '2999-01-01'],
      [4, undefined],
    ] as const)
      await record('place', plot(areaM2), { subject, ...(validFrom ? { validFrom } : {}) })
    const { manager } = database.db
    expect(areaOf((await readPresent(manager, [subject], '2026-07-01')).get(subject)?.data)).toBe(1)
    expect(areaOf((await readPresent(manager, [subject], '2026-03-01')).get(subject)?.data)).toBe(2)
    expect(areaOf((await readPresent(manager, [subject], '2025-03-01')).get(subject)?.data)).toBe(4)
    const listed = await listPresent(manager, 'place', own.id, '2026-07-01')
    expect(listed.filter(({ id }) => id === subject).map(({ data }) => areaOf(data))).toEqual([1])
  })

  test('is one of the future where there is no other', async () => {
    const subject = newId()
    await record('place', plot(1), { subject, validFrom: '2999-06-01' })
    await record('place', plot(2), { subject, validFrom: '2999-01-01' })
    expect(areaOf((await readPresent(database.db.manager, [subject])).get(subject)?.data)).toBe(2)
  })
})
