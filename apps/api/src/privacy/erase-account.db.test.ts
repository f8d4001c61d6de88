import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { platformId } from '@nguon/domain'
import { withTenant } from '../db/with-tenant.ts'
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
beforeAll(async () => {
  app = await startPrivacyApp()
  farm = await givenFarm(app.db, 'CANARY-A')
  other = await givenFarm(app.db, 'CANARY-B')
})
afterAll(() => app.database.drop())

const rowOf = async (sql: string, person: GivenPerson) => app.database.asOwner(sql, [person.accountId])

test('who erases their own account is nobody any more, and can do nothing more (V14.2.7, V7.4.2)', async () => {
  const person = await givenPerson(app.db, 'staff', farm.id, {
    ...{ name: 'Nông Thị Rõ', passwordHash: 'hash' },
  })
  await app.createExport(person)
  await withTenant(app.db, { organizationId: farm.id }, async (tx) => {
    await tx.query(
      `INSERT INTO factor (id, account_id, kind, added_at) VALUES (gen_random_uuid(), $1, 'totp', now())`,
      [person.accountId],
    )
    await tx.query(
      `INSERT INTO device (id, organization_id, account_id, public_key, label, added_at)
       VALUES (gen_random_uuid(), $2, $1, decode(repeat('00', 91), 'hex'), 'máy', now())`,
      [person.accountId, farm.id],
    )
    await tx.query(
      `INSERT INTO invite (id, organization_id, kind, name, secret_hash, created_at, expires_at, used_by, used_at)
       VALUES (gen_random_uuid(), $2, 'staff', 'Nông Thị Rõ', sha256('x'), now(), now(), $1, now())`,
      [person.accountId, farm.id],
    )
  })
  const others = await app.database.asOwner(
    'SELECT * FROM membership WHERE account_id <> $1 ORDER BY account_id',
    [person.accountId],
  )
  expect((await app.erase(person, {})).body).toEqual({ erased: 2 })

  expect(
    await rowOf('SELECT phone, password_hash, ended_at IS NULL AS live FROM account WHERE id = $1', person),
  ).toEqual([{ phone: null, password_hash: null, live: false }])
  expect(
    await rowOf('SELECT name, ended_at IS NULL AS live FROM membership WHERE account_id = $1', person),
  ).toEqual([{ name: 'Đã xóa', live: false }])
  expect(await rowOf('SELECT FROM factor WHERE account_id = $1', person)).toEqual([])
  expect(await rowOf('SELECT FROM export WHERE account_id = $1', person)).toEqual([])
  expect(await rowOf('SELECT FROM session WHERE account_id = $1 AND ended_at IS NULL', person)).toEqual([])
  expect(await rowOf('SELECT FROM device WHERE account_id = $1 AND revoked_at IS NULL', person)).toEqual([])
  expect(await rowOf('SELECT name FROM invite WHERE used_by = $1', person)).toEqual([{ name: null }])
  expect((await notesOf(app.database, farm.id)).at(-1)).toEqual({
    ...{ action: 'erased', account_id: person.accountId, about: person.accountId, from_outside: false },
  })
  expect(
    await app.database.asOwner('SELECT * FROM membership WHERE account_id <> $1 ORDER BY account_id', [
      person.accountId,
    ]),
  ).toEqual(others)
  const everywhere = await app.database.asOwner(
    `SELECT to_jsonb(account)::text || to_jsonb(membership)::text AS text FROM account, membership WHERE account.id = $1
     AND account_id = $1`,
    [person.accountId],
  )
  expect(JSON.stringify(everywhere)).not.toMatch(new RegExp(`Rõ|${person.phone}`))

  const noted = await notesOf(app.database, farm.id)
  expect((await app.erase(person, {})).body).toEqual({ erased: 0 })
  expect(await notesOf(app.database, farm.id)).toEqual(noted)
  const again = await givenPerson(app.db, 'staff', farm.id) // the phone number is free for another account
  await app.db.query('UPDATE account SET phone = $2 WHERE id = $1', [again.accountId, person.phone])
})

test('the last admin stays, so that somebody lets others in; of two at once one goes', async () => {
  const refused = await app.erase(other.admin, {})
  expect([refused.status, refused.body.code]).toEqual([409, 'LAST_ONE'])
  expect(await rowOf('SELECT phone FROM account WHERE id = $1', other.admin)).toEqual([
    { phone: other.admin.phone },
  ])
  for (let round = 0; round < 10; round++) {
    const [first, second] = [other.admin, await givenPerson(app.db, 'admin', other.id)]
    const answers = await Promise.all([app.erase(first, {}), app.erase(second, {})])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    if (answers[0]?.status === 200) other = { ...other, admin: second }
  }
})

test('an inspector and an operator go as well, but the last operator', async () => {
  const inspector = await givenPerson(app.db, 'inspector', farm.id)
  expect((await app.erase(inspector, {})).body).toEqual({ erased: 2 })
  const [first, last] = [await givenPerson(app.db, 'operator'), await givenPerson(app.db, 'operator')]
  expect((await app.erase(first, {})).body).toEqual({ erased: 2 })
  expect((await app.erase(last, {})).body.code).toBe('LAST_ONE')
  expect((await notesOf(app.database, platformId)).at(-1)).toMatchObject({ about: first.accountId })
})
