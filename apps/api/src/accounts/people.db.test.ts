import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { newId, platformId } from '@nguon/domain'
import { kg } from '@nguon/domain/testing'
import type { Express } from 'express'
import { openBrowser } from '../testing/browser.ts'
import { givenLot, givenOrganization } from '../testing/given.ts'
import { givenOrganizationAt, inThaiNguyen } from '../testing/given-organization-at.ts'
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
  const org = await givenOrganization(database.db)
  const { id } = org
  const [admin, second, staff] = [
    await givenPerson(database.db, 'admin', id),
    await givenPerson(database.db, 'admin', id),
    await givenPerson(database.db, 'staff', id),
  ]
  return { org, id, admin, second, staff, browser: openBrowser(app, admin.cookie) }
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

  test('who change their kind and back are signed out for good (V8.3.2)', async () => {
    const { browser, second } = await givenTeam()
    const change = (kind: string) => browser.post(`/api/v1/people/${second.accountId}/kind`, { kind })
    expect((await change('staff')).status).toBe(200)
    expect((await change('admin')).status).toBe(200)
    expect(await kindOf(second.cookie)).toBe('anonymous')
  })

  test('are not taken over by their admin: whoever let a person in again does not make that person an admin alone (V2.3.4)', async () => {
    const { browser, second, org } = await givenTeam()
    const change = (by: typeof browser, kind: string) =>
      by.post(`/api/v1/people/${second.accountId}/kind`, { kind })
    await change(browser, 'staff')
    const { link } = (await browser.post('/api/v1/invites', { kind: 'staff', accountId: second.accountId }))
      .body
    const [organizationId, secret] = String(link).split('#')[1]?.split('.') ?? []
    const use = { organizationId, secret, name: 'x', phone: second.phone, password: 'bốn con trâu ăn cỏ' }
    // promoted first, the link is worth nothing; used first, the promotion takes another admin
    await change(browser, 'admin')
    expect((await openBrowser(app).post('/api/v1/join', use)).status).toBe(404)
    await change(browser, 'staff')
    const again = (await browser.post('/api/v1/invites', { kind: 'staff', accountId: second.accountId })).body
    const [, secondSecret] = String(again.link).split('#')[1]?.split('.') ?? []
    expect((await openBrowser(app).post('/api/v1/join', { ...use, secret: secondSecret })).status).toBe(201)
    expect((await change(browser, 'admin')).body.code).toBe('SECOND_PERSON_REQUIRED')
    const third = openBrowser(app, (await givenPerson(database.db, 'admin', org.id)).cookie)
    expect((await change(third, 'admin')).status).toBe(200)
  })

  test('who become admin sign in anew, with a second factor (V8.3.1)', async () => {
    const { browser, staff } = await givenTeam()
    expect((await browser.post(`/api/v1/people/${staff.accountId}/kind`, { kind: 'admin' })).status).toBe(200)
    expect(await kindOf(staff.cookie)).toBe('anonymous')
  })

  test('who lose a right lose it with the next call, though they stay signed in or were at work (V8.3.2)', async () => {
    const { org, staff, browser } = await givenTeam()
    const lot = await givenLot(database.db, org, kg('10'))
    const worker = openBrowser(app, staff.cookie)
    expect((await worker.get(`/api/v1/batches/${lot}`)).status).toBe(200)
    await browser.post(`/api/v1/people/${staff.accountId}/remove`)
    expect((await worker.get(`/api/v1/batches/${lot}`)).status).toBe(401)

    const inArea = await givenOrganizationAt(database.db, inThaiNguyen)
    const seen = await givenLot(database.db, inArea, kg('10'))
    const office = await givenOrganization(database.db)
    const person = await givenPerson(database.db, 'inspector', office.id)
    const inspector = openBrowser(app, person.cookie)
    const operator = openBrowser(app, (await givenPerson(database.db, 'operator', platformId)).cookie)
    expect((await inspector.get(`/api/v1/batches/${seen}`)).status).toBe(200)
    const area = [{ level: 'province', code: '01', validFrom: '2008-08-01' }]
    const changed = await operator.post(`/api/v1/people/${person.accountId}/area`, { area })
    expect(changed.status).toBe(200)
    expect((await inspector.get(`/api/v1/batches/${seen}`)).status).toBe(404)
    expect((await inspector.get('/api/v1/session')).body.kind).toBe('inspector')
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
