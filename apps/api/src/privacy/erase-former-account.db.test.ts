import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { newId } from '@nguon/domain'
import { removePerson } from '../accounts/change-person.ts'
import { type GivenPerson, givenPerson } from '../testing/given-people.ts'
import {
  type GivenFarm,
  givenFarm,
  notesOf,
  type PrivacyApp,
  startPrivacyApp,
} from './testing/given-privacy.ts'

let app: PrivacyApp
let farm: GivenFarm
let other: GivenFarm
let operator: GivenPerson
beforeAll(async () => {
  app = await startPrivacyApp()
  farm = await givenFarm(app.db, 'CANARY-A')
  other = await givenFarm(app.db, 'CANARY-B')
  operator = await givenPerson(app.db, 'operator')
})
afterAll(() => app.database.drop())

const kept = (person: GivenPerson) =>
  app.database.asOwner(
    `SELECT name, phone, password_hash, (SELECT count(*)::int FROM factor WHERE account_id = $1) AS factors
     FROM account JOIN membership ON account_id = id WHERE id = $1`,
    [person.accountId],
  )

/** Somebody with a password, a factor and an export, who was removed. */
async function givenLeft(organizationId = farm.id, kind: 'staff' | 'inspector' | 'operator' = 'staff') {
  const of = kind === 'operator' ? undefined : organizationId
  const person = await givenPerson(app.db, kind, of, { name: 'Người Đã Đi', passwordHash: 'hash' })
  await app.createExport(person)
  await app.db.query(
    `INSERT INTO factor (id, account_id, kind, added_at) VALUES (gen_random_uuid(), $1, 'totp', now())`,
    [person.accountId],
  )
  await removePerson(app.db, operator.caller, person.accountId, new Date())
  return person
}
const erase = (who: GivenPerson, { accountId }: { accountId: string }) => app.erase(who, { accountId })

test('who is removed leaves neither password nor factor behind', async () => {
  const left = await givenLeft()
  expect(await kept(left)).toEqual([
    { name: 'Người Đã Đi', phone: left.phone, password_hash: null, factors: 0 },
  ])
})

test('an admin erases somebody who left, once; the audit says so (V14.2.7)', async () => {
  const left = await givenLeft()
  expect((await erase(farm.admin, left)).body).toEqual({ erased: 2 })
  expect(await kept(left)).toEqual([{ name: 'Đã xóa', phone: null, password_hash: null, factors: 0 }])
  expect(await app.database.asOwner('SELECT FROM export WHERE account_id = $1', [left.accountId])).toEqual([])
  const noted = await notesOf(app.database, farm.id)
  expect(noted.at(-1)).toEqual({
    ...{ action: 'erased', account_id: farm.admin.accountId, about: left.accountId, from_outside: false },
  })
  expect((await erase(farm.admin, left)).body).toEqual({ erased: 0 })
  expect(await notesOf(app.database, farm.id)).toEqual(noted)
})

test.each(['staff', 'inspector', 'operator'] as const)('the operator erases %s who left', async (kind) => {
  const left = await givenLeft(farm.id, kind)
  expect((await erase(operator, left)).body).toEqual({ erased: 2 })
  const { organizationId } = left.session
  expect((await notesOf(app.database, organizationId)).at(-1)).toMatchObject({
    ...{ action: 'erased', about: left.accountId, from_outside: kind !== 'operator' },
  })
})

test('to others, and while the person is there, it is answered as what nobody has (V8.2.2)', async () => {
  const left = await givenLeft()
  const unknown = await erase(farm.admin, { accountId: newId() })
  expect([unknown.status, unknown.body.code]).toEqual([404, 'NOT_FOUND'])
  const inspector = await givenPerson(app.db, 'inspector', other.id)
  for (const [who, about] of [
    ...[other.admin, farm.worker, inspector].map((who) => [who, left] as const),
    ...[farm.admin, operator].map((who) => [who, farm.worker] as const),
  ]) {
    const refused = await erase(who, about)
    expect([refused.status, refused.body]).toEqual([404, unknown.body])
  }
  expect(await kept(left)).toMatchObject([{ name: 'Người Đã Đi', phone: left.phone }])
  expect(await kept(farm.worker)).toMatchObject([{ name: farm.worker.name, phone: farm.worker.phone }])
})

test('a call is about a member or about a person', async () => {
  const both = { memberId: farm.member.id, accountId: farm.worker.accountId }
  expect((await app.erase(farm.admin, both)).body.code).toBe('INVALID_REQUEST')
})
