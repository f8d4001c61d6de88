import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Id, newId, type Version } from '@nguon/domain'
import { born, event, given, kg } from '@nguon/domain/testing'
import { digestsOf, disclose } from '@nguon/transparency'
import { recordEvent } from '../events/record-event.ts'
import { recordVersion } from '../subjects/record-version.ts'
import {
  type GivenOrganization,
  givenOrganization,
  givenVersion,
  onTime,
  operator,
} from '../testing/given.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { readSteps } from './read-steps.ts'

let database: TestDatabase
let org: GivenOrganization
beforeAll(async () => {
  database = await createTestDatabase()
  org = await givenOrganization(database.db)
})
afterAll(() => database.drop())

/** A purchase by this person at this place. */
async function givenStep(more: { actorId?: Id; placeId?: Id }): Promise<Id> {
  const id = newId()
  const lot = born('harvest', org.product, `L${id.slice(-12).toUpperCase()}`)
  const bought = event('purchase', org.id, [given(newId(), kg('1'), lot)], { ...onTime(), ...more })
  await recordEvent(database.db, org.staff, { event: { ...bought, id } })
  return id
}

const stepOf = async (id: Id, today?: string) => (await readSteps(database.db.manager, [id], today))[0]

describe('the name of who did a step', () => {
  const name = 'Lò Thị Kín'

  async function givenMember(): Promise<Id> {
    const id = newId()
    const disclosures = [disclose('name', name), disclose('phone', '0912 345 678')]
    const version = {
      v: 1,
      id: newId(),
      organizationId: org.id,
      subject: { kind: 'member', id },
      capturedAt: onTime().capturedAt,
      data: { role: 'farmer', publicName: 'Hộ thành viên A1' },
      _sd: digestsOf(disclosures),
    } as Version
    await recordVersion(database.db, operator, { version, disclosures })
    return id
  }
  const say = (memberId: Id, granted: boolean, purpose: 'public_name' | 'public_photo' = 'public_name') =>
    givenVersion(database.db, 'consent', org.id, { memberId, purpose, granted })

  test('is the pseudonym, the name after a consent, and the pseudonym again once that is withdrawn', async () => {
    const [actorId, other] = [await givenMember(), await givenMember()]
    const step = await givenStep({ actorId })
    const shown = async () => (await stepOf(step))?.actorName
    await say(actorId, true, 'public_photo')
    await say(other, true)
    expect(await shown()).toBe('Hộ thành viên A1')
    await say(actorId, true)
    expect(await shown()).toBe(name)
    await say(actorId, false)
    expect(await shown()).toBe('Hộ thành viên A1')
    await say(actorId, true)
    expect(await shown()).toBe(name)
  })

  test('is the pseudonym after the name was erased, and the name was in no entry', async () => {
    const actorId = await givenMember()
    const step = await givenStep({ actorId })
    await say(actorId, true)
    expect((await stepOf(step))?.actorName).toBe(name)
    await database.asOwner(
      `DELETE FROM disclosure WHERE event_id IN (SELECT event_id FROM subject_entry WHERE subject_id = $1)`,
      [actorId],
    )
    expect((await stepOf(step))?.actorName).toBe('Hộ thành viên A1')
    const entries: { entry: Buffer }[] = await database.db.query('SELECT entry FROM event')
    expect(entries.filter(({ entry }) => entry.toString().includes(name))).toEqual([])
  })
})

test('the address of a step is that of its day, with what it is called today', async () => {
  const old = { wardCode: '02026', ward: 'Xã Côn Minh', provinceCode: '06', province: 'Tỉnh Bắc Kạn' }
  const renamed = { wardCode: '02026', ward: 'Xã Côn Minh', provinceCode: '19', province: 'Tỉnh Thái Nguyên' }
  const placeId = newId()
  const store = { kind: 'store', name: 'Kho' } as const
  await givenVersion(database.db, 'place', org.id, { ...store, addresses: [old] }, placeId)
  const step = await givenStep({ placeId })
  expect(await stepOf(step)).toMatchObject({ placeAddress: { vi: 'xã Côn Minh, tỉnh Bắc Kạn' } })
  const version = {
    v: 1,
    id: newId(),
    organizationId: org.id,
    subject: { kind: 'place', id: placeId },
    validFrom: '2990-01-01',
    capturedAt: onTime().capturedAt,
    data: { ...store, addresses: [renamed] },
  } as Version
  await recordVersion(database.db, operator, { version })
  expect((await stepOf(step))?.placeAddress?.vi).toBe('xã Côn Minh, tỉnh Bắc Kạn')
  expect((await stepOf(step, '2990-01-01'))?.placeAddress).toEqual({
    vi: 'xã Côn Minh, tỉnh Bắc Kạn (nay là xã Côn Minh, tỉnh Thái Nguyên)',
    en: 'Côn Minh Commune, Bắc Kạn Province (now Côn Minh Commune, Thái Nguyên Province)',
  })
})
