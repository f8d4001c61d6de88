import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Id, newId, type Version } from '@nguon/domain'
import { event, kg, taken } from '@nguon/domain/testing'
import { digestsOf, disclose, leafHash } from '@nguon/transparency'
import type { Caller } from '../accounts/caller.ts'
import { readSteps } from '../batches/read-steps.ts'
import { withTenant } from '../db/with-tenant.ts'
import { decideQuarantine } from '../devices/decide-quarantine.ts'
import { revokeDevice } from '../devices/revoke-device.ts'
import { sync } from '../devices/sync.ts'
import { readStamps } from '../resolver/stamp.ts'
import { recordVersion } from '../subjects/record-version.ts'
import { givenLot, givenVersion, onTime } from '../testing/given.ts'
import { givenPerson } from '../testing/given-people.ts'
import { givenPhone } from '../testing/given-phone.ts'
import {
  entriesOf,
  type GivenFarm,
  givenFarm,
  givenMember,
  givenStep,
  notesOf,
  type PrivacyApp,
  startPrivacyApp,
} from './testing/given-privacy.ts'

let app: PrivacyApp
let other: GivenFarm
beforeAll(async () => {
  app = await startPrivacyApp()
  other = await givenFarm(app.db, 'CANARY-B')
})
afterAll(() => app.database.drop())

const erasures = (organizationId: string): Promise<{ data: { entryIds: string[]; reason: string } }[]> =>
  app.db.query(`SELECT data FROM subject_entry WHERE organization_id = $1 AND kind = 'erasure'`, [
    organizationId,
  ])
const fieldsLeft = (organizationId: string) =>
  app.database.asOwner('SELECT event_id, field FROM disclosure WHERE organization_id = $1', [organizationId])

test('a member’s private fields go, the entries stay byte for byte, and the history says so (V14.2.7)', async () => {
  const farm = await givenFarm(app.db, 'CANARY-A')
  const { member } = farm
  const named = { memberId: member.id, purpose: 'public_name' as const, granted: true }
  await givenVersion(app.db, 'consent', farm.id, named)
  const neighbour = await givenMember(app.db, farm.id, { name: 'Người khác' })
  const page = { batchIds: [], organizationIds: [farm.id] }
  const [before, stamp] = [await entriesOf(app.db), await readStamps(app.db.manager, page)]
  const shown = async () => {
    const [step] = await readSteps(app.db.manager, [farm.step])
    return [step?.actorName, step?.isErased]
  }
  expect(await shown()).toEqual([member.fields.name, undefined])
  await app.createExport(farm.admin, { memberId: member.id })

  expect((await app.erase(farm.admin, { memberId: member.id })).body).toEqual({ erased: 3 })
  expect(await shown()).toEqual(['Hộ thành viên A1', true])
  expect(await fieldsLeft(farm.id)).toEqual([
    { event_id: farm.step, field: 'seller' },
    { event_id: neighbour.entryId, field: 'name' },
  ])
  const after = await entriesOf(app.db)
  expect(after.filter(({ id }) => before.some((each) => each.id === id))).toEqual(before)
  for (const { entry, leaf_hash } of after) expect(Buffer.from(leafHash(entry))).toEqual(leaf_hash)
  const entryIds = [member.entryId, farm.step].sort()
  expect(await erasures(farm.id)).toEqual([{ data: { entryIds, reason: 'người trong hộ yêu cầu' } }])
  expect(after.map(({ entry }) => entry.toString()).join()).not.toContain('CANARY')
  expect(await readStamps(app.db.manager, page)).not.toEqual(stamp) // kept pages are made anew
  expect(await app.database.asOwner('SELECT FROM export WHERE organization_id = $1', [farm.id])).toEqual([])
  expect((await notesOf(app.database, farm.id)).at(-1)).toEqual({
    ...{ action: 'erased', account_id: farm.admin.accountId, about: member.id, from_outside: false },
  })
  const looked = await app.getPrivate(farm.admin, member.entryId)
  expect(looked.body).toEqual({ fields: {}, erased: true })
  const step = await app.getPrivate(farm.admin, farm.step)
  expect(step.body).toEqual({ fields: { seller: 'Người bán CANARY-A' }, erased: true })
})

test('erasing again erases nothing and says nothing; what is recorded later can be erased then', async () => {
  const farm = await givenFarm(app.db, 'CANARY-A')
  const { member } = farm
  const erase = async () => (await app.erase(farm.admin, { memberId: member.id })).body.erased
  expect(await Promise.all([erase(), erase()])).toEqual(expect.arrayContaining([3, 0]))
  const noted = await notesOf(app.database, farm.id)
  expect(await erase()).toBe(0)
  expect(await notesOf(app.database, farm.id)).toEqual(noted)
  expect(await erasures(farm.id)).toHaveLength(1)
  await givenMember(app.db, farm.id, { name: 'Lò Thị Kín' }, member.id)
  await givenStep(app.db, farm, member.id, 'CANARY-A')
  expect(await erase()).toBe(2)
})

test('a version that is sent again does not bring back what was erased', async () => {
  const farm = await givenFarm(app.db, 'CANARY-A')
  const disclosures = [disclose('name', 'Hoàng Văn Trở Lại')]
  const subject = { kind: 'member' as const, id: newId() }
  const data = { role: 'farmer' as const, publicName: 'Hộ A2' }
  const sealed = { capturedAt: new Date().toISOString(), data, _sd: digestsOf(disclosures) }
  const version: Version = { v: 1, id: newId(), organizationId: farm.id, subject, ...sealed }
  const send = () => recordVersion(app.db, farm.staff, { version, disclosures })
  const sent = await send()
  expect((await app.erase(farm.admin, { memberId: subject.id })).body).toEqual({ erased: 1 })
  expect(await send()).toEqual(sent)
  expect((await app.getPrivate(farm.admin, version.id)).body).toEqual({ fields: {}, erased: true })
})

describe('an entry of a removed phone in which the member acted', () => {
  /** Sends such an entry; answers its event's id and how to send it again. */
  async function givenQuarantined(farm: GivenFarm) {
    const person = await givenPerson(app.db, 'staff', farm.id)
    const phone = await givenPhone(app.db, person)
    const lot = await givenLot(app.db, farm, kg('100'))
    const revokedAt = new Date(Date.now() - 3_600_000)
    await revokeDevice(app.db, farm.admin.caller, phone.deviceId, revokedAt)
    const disclosures = [disclose('performedBy', 'Lò Thị Kín CANARY-Q')]
    const more = { ...onTime(), actorId: farm.member.id, _sd: digestsOf(disclosures) }
    const signed = await phone.sign(1, event('dispatch', farm.id, [taken(lot, kg('10'))], more))
    const { accountId } = person
    const { deviceId } = phone
    const caller: Caller = { kind: 'device', deviceId, organizationId: farm.id, accountId, revokedAt }
    const send = async () =>
      (await sync(app.db, caller, { entries: [{ ...signed, disclosures }] }, new Date())).results[0]?.state
    expect(await send()).toBe('quarantined')
    return { eventId: signed.event.id, send }
  }
  const decideOn = (farm: GivenFarm, eventId: Id, decision: 'accepted' | 'rejected') =>
    decideQuarantine(app.db, farm.admin.caller, { eventId, decision, reason: 'đã hỏi' }, new Date())
  const namesKept = async (farm: GivenFarm) => {
    const rows = await app.database.asOwner(
      `SELECT request::text AS text FROM quarantine WHERE organization_id = $1
       UNION ALL SELECT disclosure FROM disclosure WHERE organization_id = $1 AND field = 'performedBy'`,
      [farm.id],
    )
    const encoded = (JSON.stringify(rows).match(/[\w-]{20,}/g) ?? []).map((text) =>
      Buffer.from(text, 'base64url').toString(),
    )
    return encoded.filter((text) => text.includes('CANARY')).length
  }

  test('is decided on before the member is erased: recording it later would bring the name back (V14.2.7)', async () => {
    const farm = await givenFarm(app.db, 'CANARY-A')
    const { eventId } = await givenQuarantined(farm)
    const refused = await app.erase(farm.admin, { memberId: farm.member.id })
    expect([refused.status, refused.body.code]).toEqual([409, 'QUARANTINE_FIRST'])
    expect(await fieldsLeft(farm.id)).toHaveLength(4)
    await decideOn(farm, eventId, 'accepted')
    expect(await namesKept(farm)).toBe(3)
    expect((await app.erase(farm.admin, { memberId: farm.member.id })).body).toEqual({ erased: 5 })
    expect(await namesKept(farm)).toBe(0)
  })

  test('of another member holds nothing up', async () => {
    const farm = await givenFarm(app.db, 'CANARY-A')
    await givenQuarantined(farm)
    const neighbour = await givenMember(app.db, farm.id, { name: 'Người khác' })
    expect((await app.erase(farm.admin, { memberId: neighbour.id })).body).toEqual({ erased: 1 })
    expect(await namesKept(farm)).toBe(2)
  })

  test('and that was rejected loses the name too; sent again it is answered as before, without it', async () => {
    const farm = await givenFarm(app.db, 'CANARY-A')
    const { eventId, send } = await givenQuarantined(farm)
    await decideOn(farm, eventId, 'rejected')
    expect((await app.erase(farm.admin, { memberId: farm.member.id })).body).toEqual({ erased: 4 })
    expect(await namesKept(farm)).toBe(0)
    expect(await send()).toBe('quarantined')
    expect(await namesKept(farm)).toBe(0)
  })
})

test('more entries than one version may name are said in several', async () => {
  const farm = await givenFarm(app.db, 'CANARY-A')
  await withTenant(app.db, { organizationId: farm.id }, (tx) =>
    tx.query(
      `INSERT INTO subject_entry (subject_id, sequence, kind, organization_id, event_id, recorded_at, data, leaf_hash)
       SELECT $1, 1 + n, 'member', $2, gen_random_uuid(), now(), '{}', sha256('') FROM generate_series(1, 600) n`,
      [farm.member.id, farm.id],
    ),
  )
  await withTenant(app.db, { organizationId: farm.id }, (tx) =>
    tx.query(
      `INSERT INTO disclosure (event_id, organization_id, field, digest, disclosure)
       SELECT event_id, organization_id, 'note', event_id, $2 FROM subject_entry WHERE subject_id = $1 AND sequence > 1`,
      [farm.member.id, Buffer.from('["AAAAAAAAAAAAAAAAAAAAAA","note","x"]').toString('base64url')],
    ),
  )
  expect((await app.erase(farm.admin, { memberId: farm.member.id })).body).toEqual({ erased: 603 })
  const said = (await erasures(farm.id)).map(({ data }) => data.entryIds)
  expect(said.map(({ length }) => length).sort()).toEqual([102, 500])
  expect(new Set(said.flat()).size).toBe(602)
})

test.each([
  ['the name', 'Xóa theo yêu cầu của bà LÒ THỊ KÍN CANARY-A'],
  ['the phone number', 'Gọi 0912.345.678 để hỏi'],
])('a reason that tells %s is refused: it is never erased', async (_what, reason) => {
  const farm = await givenFarm(app.db, 'CANARY-A')
  const refused = await app.erase(farm.admin, { memberId: farm.member.id, reason })
  expect(refused.body).toMatchObject({ code: 'INVALID_REQUEST', violations: [{ path: 'reason' }] })
  expect(await fieldsLeft(farm.id)).toHaveLength(4)
})

test('a member is erased by an admin of its organization only; to others it is unknown (V8.2.2)', async () => {
  const farm = await givenFarm(app.db, 'CANARY-A')
  const unknown = await app.erase(other.admin, { memberId: newId() })
  expect([unknown.status, unknown.body.code]).toEqual([404, 'NOT_FOUND'])
  const strangers = [other.admin, farm.worker, await givenPerson(app.db, 'operator')]
  for (const who of [...strangers, await givenPerson(app.db, 'inspector', other.id)]) {
    const refused = await app.erase(who, { memberId: farm.member.id })
    expect([refused.status, refused.body.title]).toEqual([404, unknown.body.title])
    expect(refused.text).not.toContain('CANARY')
  }
  expect((await app.erase(farm.admin, { memberId: farm.plot })).status).toBe(404)
  expect(await fieldsLeft(farm.id)).toHaveLength(4)
  expect(await erasures(farm.id)).toEqual([])
})
