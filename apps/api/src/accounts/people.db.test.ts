import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { newId, platformId } from '@nguon/domain'
import type { Express } from 'express'
import { openBrowser } from '../testing/browser.ts'
import { givenOrganization } from '../testing/given.ts'
import { givenPerson } from '../testing/given-people.ts'
import { testApp } from '../testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'

let database: TestDatabase
let app: Express
beforeAll(async () => {
  database = await createTestDatabase()
  app = testApp(database.db)
})
afterAll(() => database.drop())

/** A cooperative with two admins and a member of staff. */
async function givenTeam() {
  const { id } = await givenOrganization(database.db)
  const [admin, second, staff] = [
    await givenPerson(database.db, 'admin', id),
    await givenPerson(database.db, 'admin', id),
    await givenPerson(database.db, 'staff', id),
  ]
  return { id, admin, second, staff, browser: openBrowser(app, admin.cookie) }
}
const kindOf = async (cookie: string) => (await openBrowser(app, cookie).get('/api/v1/session')).body.kind

describe('the people of an organization', () => {
  test('are seen by their admin, and by nobody of another organization (V8.2.2)', async () => {
    const [team, other] = [await givenTeam(), await givenTeam()]
    const people = (await team.browser.get('/api/v1/people')).body.items as { name: string }[]
    expect(people.map(({ name }) => name).sort()).toEqual(
      [team.admin, team.second, team.staff].map(({ name }) => name).sort(),
    )
    const foreign = await other.browser.post(`/api/v1/people/${team.staff.accountId}/remove`)
    const unknown = await other.browser.post(`/api/v1/people/${newId()}/remove`)
    expect([foreign.status, unknown.status]).toEqual([404, 404])
    expect(await kindOf(team.staff.cookie)).toBe('staff')
  })

  test('who are removed are signed out at once, and their phone number is free again (V7.4.2)', async () => {
    const { browser, staff } = await givenTeam()
    expect((await browser.post(`/api/v1/people/${staff.accountId}/remove`)).status).toBe(200)
    expect(await kindOf(staff.cookie)).toBe('anonymous')
    const rows = await database.db.query('SELECT FROM account WHERE phone = $1 AND ended_at IS NULL', [
      staff.phone,
    ])
    expect(rows).toEqual([])
    expect((await browser.post(`/api/v1/people/${staff.accountId}/remove`)).status).toBe(404)
  })

  test('keep one admin: the last is neither removed nor made staff, also when two try at once', async () => {
    const { admin, second, browser } = await givenTeam()
    const other = openBrowser(app, second.cookie)
    const answers = await Promise.all([
      browser.post(`/api/v1/people/${second.accountId}/remove`),
      other.post(`/api/v1/people/${admin.accountId}/kind`, { kind: 'staff' }),
    ])
    expect(answers.filter(({ status }) => status === 200).length).toBe(1)
    const left = (await kindOf(admin.cookie)) === 'admin' ? admin : second
    const alone = openBrowser(app, left.cookie)
    expect((await alone.post(`/api/v1/people/${left.accountId}/kind`, { kind: 'staff' })).body.code).toBe(
      'LAST_ONE',
    )
    expect((await alone.post(`/api/v1/people/${left.accountId}/remove`)).body.code).toBe('LAST_ONE')
  })

  test('who become admin sign in anew, with a second factor (V8.3.1)', async () => {
    const { browser, staff } = await givenTeam()
    expect((await browser.post(`/api/v1/people/${staff.accountId}/kind`, { kind: 'admin' })).status).toBe(200)
    expect(await kindOf(staff.cookie)).toBe('anonymous')
  })

  test('of every organization are the operator’s to see, and an inspector’s area to change', async () => {
    const { admin } = await givenTeam()
    const office = await givenOrganization(database.db)
    const inspector = await givenPerson(database.db, 'inspector', office.id)
    const { cookie } = await givenPerson(database.db, 'operator', platformId)
    const browser = openBrowser(app, cookie)
    const people = (await browser.get('/api/v1/people')).body.items as { id: string }[]
    expect(people.map(({ id }) => id)).toEqual(expect.arrayContaining([admin.accountId, inspector.accountId]))
    const area = [{ level: 'ward', code: '01834', validFrom: '2025-07-01', validTo: '2027-12-31' }]
    const change = (id: string) => browser.post(`/api/v1/people/${id}/area`, { area })
    expect((await change(inspector.accountId)).status).toBe(200)
    expect((await openBrowser(app, inspector.cookie).get('/api/v1/session')).body.area).toEqual(area)
    expect((await change(admin.accountId)).status).toBe(404)
    const upsideDown = [{ level: 'ward', code: '19', validFrom: '2025-07-01' }]
    expect(
      (await browser.post(`/api/v1/people/${inspector.accountId}/area`, { area: upsideDown })).status,
    ).toBe(400)
  })

  test('of what they change leave a note that their organization reads (V16.3.1, V16.3.2)', async () => {
    const { browser, staff, admin } = await givenTeam()
    await browser.post('/api/v1/invites', { kind: 'staff' })
    await browser.post(`/api/v1/people/${staff.accountId}/remove`)
    const notes = (await browser.get('/api/v1/audit')).body.items as { action: string; by: string }[]
    expect(notes.slice(0, 2)).toEqual([
      expect.objectContaining({ action: 'person_removed', by: admin.name, fromOutside: false }),
      expect.objectContaining({ action: 'invited', by: admin.name }),
    ])
  })
})
