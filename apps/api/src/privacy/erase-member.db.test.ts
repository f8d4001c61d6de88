import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { newId, type Version } from '@nguon/domain'
import { digestsOf, disclose, leafHash } from '@nguon/transparency'
import { readSteps } from '../batches/read-steps.ts'
import { withTenant } from '../db/with-tenant.ts'
import { readStamps } from '../resolver/stamp.ts'
import { recordVersion } from '../subjects/record-version.ts'
import { givenVersion } from '../testing/given.ts'
import { givenPerson } from '../testing/given-people.ts'
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
  const shown = async () => (await readSteps(app.db.manager, [farm.step]))[0]?.actorName
  expect(await shown()).toBe(member.fields.name)
  await app.createExport(farm.admin, { memberId: member.id })

  expect((await app.erase(farm.admin, { memberId: member.id })).body).toEqual({ erased: 3 })
  expect(await shown()).toBe('Hộ thành viên A1')
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
