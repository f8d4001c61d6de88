import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { newId, type Organization, type PersonKind, platformId } from '@nguon/domain'
import type { Express } from 'express'
import { withTenant } from '../db/with-tenant.ts'
import { openBrowser } from '../testing/browser.ts'
import { givenOrganization, givenVersion } from '../testing/given.ts'
import { givenPerson } from '../testing/given-people.ts'
import { testApp, testSecretKey } from '../testing/serve-test.ts'
import { createTestDatabase, describeWithTwo, type TestDatabase } from '../testing/test-database.ts'
import { createSetUpInvite, inviteOperator } from './create-set-up-invite.ts'
import { createDemoPeople, endDemo } from './demo-people.ts'
import { insertInvite, type NewInvite } from './invite-store.ts'
import { totpCode } from './totp.ts'

const password = 'bốn con trâu ăn cỏ'
const hour = 3_600_000
const publicUrl = 'https://truyxuat.example.vn'

let database: TestDatabase
let app: Express
let now: Date
let cooperative: string
let inspectorate: string
beforeAll(async () => {
  database = await createTestDatabase()
  now = new Date()
  app = testApp(database.db, { now: () => now })
  cooperative = (await givenOrganization(database.db)).id
  inspectorate = newId()
  const office: Organization = { kind: 'inspectorate', name: 'Chi cục', addresses: [], status: 'active' }
  await givenVersion(database.db, 'organization', inspectorate, office, inspectorate)
})
afterAll(() => database.drop())

/** The secret halves of a link, as the browser reads them. */
function secretOf(link: string) {
  const [organizationId = '', secret = ''] = link.split('#')[1]?.split('.') ?? []
  return { organizationId, secret }
}
let number = 0
const newPhone = () => `08${String(++number).padStart(8, '0')}`
const someone = (link: string) => ({ ...secretOf(link), name: 'Nông Thị Mẫu', phone: newPhone(), password })
const join = (body: object) => openBrowser(app).post('/api/v1/join', body)
const admin = async () =>
  openBrowser(app, (await givenPerson(database.db, 'admin', cooperative, { now })).cookie)
const operator = async () =>
  openBrowser(app, (await givenPerson(database.db, 'operator', platformId, { now })).cookie)
const invite = async (kind: PersonKind = 'staff'): Promise<string> =>
  (await (await admin()).post('/api/v1/invites', { kind })).body.link

describe('an invite', () => {
  test('is for one person, within 72 hours, of 128 random bits that stand behind the # only (V6.4.1, V6.5.4, V11.5.1)', async () => {
    const link = await invite()
    expect(link).toMatch(/^https:\/\/truyxuat\.example\.vn\/app\/tham-gia#[0-9a-f-]{36}\.[A-Za-z0-9_-]{22}$/)
    const told = await openBrowser(app).post('/api/v1/invites/read', secretOf(link))
    expect(told.body).toMatchObject({
      kind: 'staff',
      state: 'open',
      organizationName: expect.stringMatching(/^HTX/),
    })
    const joined = await join(someone(link))
    expect([joined.status, joined.body.kind]).toEqual([201, 'staff'])
    expect((await join(someone(link))).body.code).toBe('INVITE_NOT_VALID')
    const late = await invite()
    now = new Date(now.getTime() + 73 * hour)
    expect((await join(someone(late))).body.code).toBe('INVITE_NOT_VALID')
    expect((await openBrowser(app).post('/api/v1/invites/read', secretOf(late))).status).toBe(404)
  })

  test('stands in the table as a hash only (V6.5.2)', async () => {
    const { secret } = secretOf(await invite())
    const rows = await database.asOwner('SELECT invite::text AS row FROM invite')
    expect(JSON.stringify(rows)).not.toContain(secret)
    expect(Buffer.from(secret, 'base64url')).toHaveLength(16) // over 112 bits: a hash without work is enough
    expect(JSON.stringify(rows)).toContain(createHash('sha256').update(secret).digest('hex'))
  })

  test('is no way to ask which phone numbers have an account (V6.3.8)', async () => {
    const link = await invite()
    const body = someone(link)
    const { phone } = await givenPerson(database.db, 'staff', cooperative)
    const statuses = []
    for (let asked = 0; asked < 12; asked++) statuses.push((await join({ ...body, phone })).status)
    expect(statuses).toEqual([...Array(10).fill(409), 429, 429])
  })

  test('that was withdrawn is worth nothing', async () => {
    const browser = await admin()
    const { body } = await browser.post('/api/v1/invites', { kind: 'staff' })
    expect((await browser.post(`/api/v1/invites/${body.invite.id}/revoke`)).status).toBe(200)
    expect((await join(someone(body.link))).body.code).toBe('INVITE_NOT_VALID')
  })

  test('is good again after a refusal: a weak password, a phone number that has an account (V6.2.1, V6.2.4, V6.2.5)', async () => {
    const link = await invite()
    const body = someone(link)
    expect((await join({ ...body, password: '1234567' })).status).toBe(400)
    for (const weak of ['password123', 'matkhau123', '12345678', body.phone, 'nongthimau'])
      expect([weak, (await join({ ...body, password: weak })).body.code]).toEqual([weak, 'PASSWORD_WEAK'])
    const taken = await givenPerson(database.db, 'staff', cooperative)
    expect((await join({ ...body, phone: taken.phone })).body.code).toBe('PHONE_TAKEN')
    expect((await join({ ...body, password: 'chỉ có chữ thường' })).status).toBe(201)
  })

  test('used by fifty clients at once is used once, a hundred times over (V2.3.4, V15.4.2)', async () => {
    const { db } = database
    for (let round = 0; round < 100; round++) {
      const { secret } = await withTenant(db, { organizationId: cooperative }, (tx) =>
        insertInvite(tx, { ...plain, organizationId: cooperative }, now),
      )
      const bodies = Array.from({ length: 50 }, () => ({
        ...{ organizationId: cooperative, secret, name: 'Nông Thị Mẫu', phone: newPhone(), password },
      }))
      const answers = await Promise.all(bodies.map((body) => join(body)))
      const statuses = answers.map(({ status }) => status)
      expect([round, statuses.filter((status) => status === 201).length]).toEqual([round, 1])
      expect(statuses.filter((status) => status === 404).length).toBe(49)
      const phones = bodies.map(({ phone }) => phone)
      const rows = await db.query('SELECT FROM account WHERE phone = ANY($1)', [phones])
      expect(rows.length).toBe(1)
    }
  }, 240_000)
})

const plain: Omit<NewInvite, 'organizationId'> = {
  ...{ kind: 'staff' as const, name: undefined, area: undefined, recovers: undefined, createdBy: undefined },
  awaitsApproval: false,
}

describe('whoever is asked for a second factor', () => {
  test.each(['admin', 'inspector', 'operator'] as const)(
    'as %s sets one up before anything is open (V6.3.3)',
    async (kind) => {
      const area = [{ level: 'province', code: '19', validFrom: '2025-07-01' }]
      const body =
        kind === 'admin'
          ? { kind, organizationId: cooperative }
          : kind === 'inspector'
            ? { kind, organizationId: inspectorate, area }
            : { kind }
      const { link, invite: made } = (await (await operator()).post('/api/v1/invites', body)).body
      if (kind === 'operator') {
        expect(made.state).toBe('awaiting') // several operators live: one alone makes no other
        expect((await (await operator()).post(`/api/v1/invites/${made.id}/approve`)).status).toBe(200)
      }
      const browser = openBrowser(app)
      const joined = await browser.post('/api/v1/join', someone(link))
      expect(joined.body).toEqual({ kind: 'pending', owes: 'enrolment', factors: [] })
      expect((await browser.get('/api/v1/devices')).status).toBe(401)
      const { body: app2 } = await browser.post('/api/v1/factors/totp/options')
      const done = await browser.post('/api/v1/factors/totp', { code: totpCode(app2.secret, now) })
      expect(done.body).toMatchObject({ kind, factors: ['totp'], ...(kind === 'inspector' ? { area } : {}) })
      const [factor] = (await browser.get('/api/v1/factors')).body.items
      expect((await browser.post(`/api/v1/factors/${factor.id}/remove`)).body.code).toBe('LAST_ONE')
    },
  )
})

describe('inviting', () => {
  test.each([
    ['staff', { kind: 'inspector', area: [{ level: 'province', code: '19', validFrom: '2025-07-01' }] }, 403],
    ['an operator', { kind: 'operator' }, 403],
    ['staff of another organization', { kind: 'staff', organizationId: newId() }, 404],
  ])('by an admin of %s is refused', async (_what, body, status) => {
    expect((await (await admin()).post('/api/v1/invites', body)).status).toBe(status)
  })

  test('by the operator is for organizations that there are, and inspectors belong to inspectorates', async () => {
    const browser = await operator()
    const status = async (body: object) => (await browser.post('/api/v1/invites', body)).status
    const area = [{ level: 'province', code: '19', validFrom: '2025-07-01' }]
    expect(await status({ kind: 'admin', organizationId: newId() })).toBe(404)
    expect(await status({ kind: 'staff', organizationId: cooperative })).toBe(403)
    expect(await status({ kind: 'inspector', organizationId: cooperative, area })).toBe(400)
    expect(await status({ kind: 'inspector', organizationId: inspectorate })).toBe(400)
    expect(await status({ kind: 'inspector', organizationId: inspectorate, area })).toBe(201)
  })
})

describe('whoever lost the password', () => {
  test('is let in again by a new invite, which nobody sets a password with but the person; all of before is worth nothing (V6.4.6)', async () => {
    const person = await givenPerson(database.db, 'staff', cooperative, { now })
    const browser = await admin()
    const again = { kind: 'staff', accountId: person.accountId }
    const { link } = (await browser.post('/api/v1/invites', again)).body
    expect((await openBrowser(app).post('/api/v1/invites/read', secretOf(link))).body.recovers.name).toBe(
      person.name,
    )
    const joined = await join({ ...someone(link), phone: person.phone })
    expect(joined.body).toMatchObject({ kind: 'staff', person: { id: person.accountId, name: person.name } })
    expect((await openBrowser(app, person.cookie).get('/api/v1/session')).body.kind).toBe('anonymous')
    const opened = await openBrowser(app).post('/api/v1/session', { phone: person.phone, password })
    expect(opened.status).toBe(200)
  })

  test('as an admin is let in by two operators, neither of whom can do it alone', async () => {
    const person = await givenPerson(database.db, 'admin', cooperative, { now })
    const [first, second] = [await operator(), await operator()]
    const again = { kind: 'admin', accountId: person.accountId }
    expect((await (await admin()).post('/api/v1/invites', again)).status).toBe(403)
    const { invite, link } = (await first.post('/api/v1/invites', again)).body
    expect(invite.state).toBe('awaiting')
    expect((await join(someone(link))).body.code).toBe('INVITE_NOT_VALID')
    const approve = (browser: typeof first) => browser.post(`/api/v1/invites/${invite.id}/approve`)
    expect((await approve(first)).body.code).toBe('SECOND_PERSON_REQUIRED')
    expect((await approve(second)).status).toBe(200)
    expect((await approve(second)).body.code).toBe('ALREADY_DECIDED')
    expect((await join(someone(link))).body).toMatchObject({ kind: 'pending', owes: 'enrolment' })
  })
})

describeWithTwo('the first start', () => {
  test('finds nobody: no account is there before somebody makes one (V6.3.2)', async () => {
    const empty = await createTestDatabase()
    try {
      const accounts = () => empty.asOwner('SELECT FROM account')
      expect(await accounts()).toEqual([])
      await createSetUpInvite(empty.db, publicUrl)
      expect(await accounts()).toEqual([])
    } finally {
      await empty.drop()
    }
  })

  test('without the demo ends the accounts that the demo has shown (V6.3.2)', async () => {
    const shown = await createTestDatabase()
    try {
      const lines = await createDemoPeople(shown.db, { publicUrl, secretKey: testSecretKey })
      const ways = lines.flatMap((line) => {
        const [, phone, password] = /(0\d{9}) {2}(\S+)/.exec(line) ?? []
        return phone && password ? [{ phone, password }] : []
      })
      const server = testApp(shown.db)
      const statuses = () =>
        Promise.all(ways.map(async (way) => (await openBrowser(server).post('/api/v1/session', way)).status))
      expect(new Set(await statuses())).toEqual(new Set([200]))
      await endDemo(shown.db)
      expect(new Set(await statuses())).toEqual(new Set([401]))
    } finally {
      await shown.drop()
    }
  })

  test('prints one link for the operator, which a later start replaces, until there is an operator', async () => {
    const empty = await createTestDatabase()
    try {
      const linkOf = async () => (await createSetUpInvite(empty.db, publicUrl))?.[1]?.trim() ?? ''
      const [first, second] = [await linkOf(), await linkOf()]
      const server = openBrowser(testApp(empty.db))
      expect((await server.post('/api/v1/join', someone(first))).body.code).toBe('INVITE_NOT_VALID')
      expect((await server.post('/api/v1/join', someone(second))).status).toBe(201)
      expect(await createSetUpInvite(empty.db, publicUrl)).toBeUndefined()
      const back = await inviteOperator(empty.db, publicUrl)
      expect((await server.post('/api/v1/join', someone(back))).status).toBe(201)
    } finally {
      await empty.drop()
    }
  })
})
