import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { newId } from '@nguon/domain'
import { givenOrganization } from '../testing/given.ts'
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
let inspector: GivenPerson
beforeAll(async () => {
  app = await startPrivacyApp()
  farm = await givenFarm(app.db, 'CANARY-A')
  other = await givenFarm(app.db, 'CANARY-B')
  inspector = await givenPerson(app.db, 'inspector', (await givenOrganization(app.db)).id)
})
afterAll(() => app.database.drop())

test('an admin reads the private part of the organization’s entries, and each look is noted (V16.3.2)', async () => {
  const read = await app.getPrivate(farm.admin, farm.member.entryId)
  expect(read.body).toEqual({ fields: farm.member.fields, erased: false })
  expect(read.headers['cache-control']).toBe('no-store')
  const step = await app.getPrivate(farm.admin, farm.step)
  expect(step.body.fields).toEqual({ performedBy: 'Kín CANARY-A', seller: 'Người bán CANARY-A' })
  const note = { action: 'private_read', account_id: farm.admin.accountId, from_outside: false }
  expect(await notesOf(app.database, farm.id)).toEqual(
    [farm.member.entryId, farm.step].map((about) => ({ ...note, about })),
  )
})

test('an entry without private fields has an empty part', async () => {
  const [row] = await app.db.query(
    `SELECT event_id AS id FROM subject_entry WHERE organization_id = $1 AND kind = 'product'`,
    [farm.id],
  )
  expect((await app.getPrivate(farm.admin, row.id)).body).toEqual({ fields: {}, erased: false })
})

test('an inspector reads it of an organization in the area, which is told so', async () => {
  const read = await app.getPrivate(inspector, other.member.entryId)
  expect(read.body.fields).toEqual(other.member.fields)
  expect(await notesOf(app.database, other.id)).toEqual([
    {
      ...{ action: 'private_read', account_id: inspector.accountId },
      ...{ about: other.member.entryId, from_outside: true },
    },
  ])
})

test('what is another’s, out of the area and unknown get one answer, without a note or a word of it (V8.2.2)', async () => {
  const far = await givenPerson(app.db, 'inspector', (await givenOrganization(app.db)).id, {
    area: [{ level: 'province', code: '01', validFrom: '1997-01-01' }],
  })
  const nowhere = await givenPerson(app.db, 'inspector', (await givenOrganization(app.db)).id, { area: [] })
  const late = await givenPerson(app.db, 'inspector', (await givenOrganization(app.db)).id)
  await app.db.query('UPDATE account SET ended_at = now() WHERE id = $1', [late.accountId])
  const before = [await notesOf(app.database, farm.id), await notesOf(app.database, other.id)]
  const told = async (who: GivenPerson, id: string) => {
    const { status, body, text, headers } = await app.getPrivate(who, id)
    expect(text + JSON.stringify(headers)).not.toContain('CANARY')
    return { status, code: body.code, title: body.title, type: body.type, violations: body.violations.length }
  }
  const unknown = await told(farm.admin, newId())
  expect(unknown).toMatchObject({ status: 404, code: 'NOT_FOUND' })
  for (const id of [other.member.entryId, other.step]) expect(await told(farm.admin, id)).toEqual(unknown)
  for (const id of [farm.member.entryId, farm.step, newId()])
    for (const who of [far, nowhere]) expect(await told(who, id)).toEqual(unknown)
  for (const who of [farm.worker, await givenPerson(app.db, 'operator')])
    expect(await told(who, farm.member.entryId)).toMatchObject({ status: 403, code: 'NOT_ALLOWED' })
  expect([await notesOf(app.database, farm.id), await notesOf(app.database, other.id)]).toEqual(before)
  // whose account ended is let in by no session; nor by the database, where the call came in before
  expect(await told(late, farm.member.entryId)).toEqual(unknown)
})
