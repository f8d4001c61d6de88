import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { newId } from '@nguon/domain'
import pg from 'pg'
import { withTenant } from '../db/with-tenant.ts'
import { givenVersion } from '../testing/given.ts'
import { type GivenPerson, givenPerson } from '../testing/given-people.ts'
import { exportMs } from './export-store.ts'
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

const fetched = async (who: GivenPerson, body = {}) => {
  const made = await app.createExport(who, body)
  expect(made.status).toBe(201)
  return app.getExport(who, made.body.id)
}

/** Every key below the data. */
const keysOf = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Array.isArray(value)
      ? value.flatMap(keysOf)
      : Object.entries(value).flatMap(([key, each]) => [key, ...keysOf(each)])

describe('my data', () => {
  test('is all that is kept about the account, without what opens it, with every word explained (V14.2.1)', async () => {
    const person = await givenPerson(app.db, 'staff', farm.id, {
      ...{ name: 'Nông Thị Rõ', passwordHash: 'SECRET-HASH' },
    })
    const { accountId, phone, session } = person
    const now = new Date()
    await withTenant(app.db, { organizationId: farm.id }, async (tx) => {
      const device = newId()
      for (const [sql, ...values] of [
        [
          `INSERT INTO factor (id, account_id, kind, secret, public_key, added_at) VALUES ($1, $2, 'totp', 'SECRET-1', 'SECRET-2', $3)`,
          ...[newId(), accountId, now],
        ],
        [
          `INSERT INTO device (id, organization_id, account_id, public_key, label, added_at) VALUES ($1, $2, $3, '', 'Điện thoại', $4)`,
          ...[device, farm.id, accountId, now],
        ],
        [
          `INSERT INTO device_entry (device_id, sequence, organization_id, event_id, state, at) VALUES ($1, 1, $2, $3, 'recorded', $4)`,
          ...[device, farm.id, newId(), now],
        ],
        [
          `INSERT INTO audit (id, organization_id, at, action, account_id, label, about, from_outside)
           VALUES ($1, $2, $3, 'kind_changed', $4, 'Firefox của quản lý', $5, false)`,
          ...[newId(), farm.id, now, farm.admin.accountId, `${accountId} staff`],
        ],
      ] as [string, ...unknown[]][])
        await tx.query(sql, values)
    })
    const answer = await fetched(person)
    expect(answer.body.data).toMatchObject({
      account: { id: accountId, name: 'Nông Thị Rõ', phone, kind: 'staff', organizationId: farm.id },
      factors: [{ kind: 'totp' }],
      sessions: [{ id: session.id, label: 'Chrome · Android' }],
      devices: [{ label: 'Điện thoại' }],
      deviceEntries: [{ sequence: 1, state: 'recorded' }],
      audit: [{ action: 'kind_changed', byYou: false, label: null, about: `${accountId} staff` }],
    })
    expect(answer.text).not.toMatch(/CANARY|SECRET|Firefox|5345435245542/) // the last: bytes as hexadecimal
    const { legend } = answer.body
    for (const key of keysOf(answer.body.data))
      expect([key, legend[key]]).toEqual([key, { vi: expect.any(String), en: expect.any(String) }])
    expect((await fetched(person)).body.data.audit).toMatchObject([
      {},
      { action: 'exported', byYou: true, about: accountId },
      {},
    ])
    expect(legend.kind_changed.vi).toEqual(expect.any(String))
  })

  test.each(['inspector', 'operator'] as const)('is had by an %s too', async (kind) => {
    const person = await givenPerson(app.db, kind, kind === 'inspector' ? farm.id : undefined)
    const answer = await fetched(person)
    expect(answer.body.data.account).toMatchObject({ id: person.accountId, name: person.name })
    expect(answer.text).not.toContain('CANARY')
  })
})

describe('the data of a member', () => {
  test('is what is private of the versions, consents and deeds, and nothing of third persons', async () => {
    const { member } = farm
    await givenVersion(app.db, 'consent', farm.id, {
      ...{ memberId: member.id, purpose: 'public_name', granted: true },
    })
    const answer = await fetched(farm.admin, { memberId: member.id })
    expect(answer.body.data).toMatchObject({
      member: { id: member.id, organizationId: farm.id },
      versions: [{ id: member.entryId, publicName: 'Hộ thành viên A1', private: member.fields }],
      consents: [{ purpose: 'public_name', granted: true }],
      events: [{ id: farm.step, type: 'purchase', private: { performedBy: 'Kín CANARY-A' } }],
    })
    expect(answer.text).not.toMatch(/Người bán|CANARY-B/)
    for (const key of keysOf(answer.body.data)) expect(answer.body.legend).toHaveProperty(key)
    expect(answer.body.legend.purchase.vi).toEqual(expect.any(String))
  })

  test('is had by an admin of the member’s organization only; to others it is unknown (V8.2.2)', async () => {
    const operator = await givenPerson(app.db, 'operator')
    const inspector = await givenPerson(app.db, 'inspector', other.id)
    const told = async (who: GivenPerson, memberId: string) => {
      const { status, body, text } = await app.createExport(who, { memberId })
      expect(text).not.toContain('CANARY')
      return { status, code: body.code }
    }
    const unknown = { status: 404, code: 'NOT_FOUND' }
    expect(await told(other.admin, newId())).toEqual(unknown)
    for (const who of [other.admin, farm.worker, operator, inspector])
      expect(await told(who, farm.member.id)).toEqual(unknown)
    expect(await told(farm.admin, farm.plot)).toEqual(unknown) // a subject, and no member
  })
})

describe('an export', () => {
  test('is a file that nothing keeps, fetched by who made it only, and noted twice (V14.3.2)', async () => {
    const person = await givenPerson(app.db, 'admin', farm.id)
    const { body: made } = await app.createExport(person)
    const answer = await app.getExport(person, made.id)
    expect(answer.headers).toMatchObject({
      ...{ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
      'content-disposition': expect.stringMatching(/^attachment; filename="du-lieu-\d{4}-\d\d-\d\d\.json"$/),
    })
    const colleague = await givenPerson(app.db, 'admin', farm.id)
    const unknown = await app.getExport(person, newId())
    expect(unknown.status).toBe(404)
    for (const who of [colleague, other.admin]) {
      const refused = await app.getExport(who, made.id)
      expect([refused.status, refused.body.title]).toEqual([404, unknown.body.title])
      expect(refused.text).not.toContain(person.name)
    }
    const notes = (await notesOf(app.database, farm.id)) as { account_id: string; about: string }[]
    expect(
      notes.filter(({ account_id }) => account_id === person.accountId).map(({ about }) => about),
    ).toEqual([person.accountId, made.id])
  })

  test('is gone after 24 hours, from the table too', async () => {
    const person = await givenPerson(app.db, 'staff', farm.id)
    const { body: made } = await app.createExport(person)
    const begun = app.clock.now
    try {
      app.clock.now = new Date(begun.getTime() + exportMs - 1)
      expect((await app.getExport(person, made.id)).status).toBe(200)
      app.clock.now = new Date(begun.getTime() + exportMs)
      expect((await app.getExport(person, made.id)).status).toBe(404)
      expect(await app.database.asOwner('SELECT FROM export WHERE id = $1', [made.id])).toEqual([])
    } finally {
      app.clock.now = begun
    }
  })

  test('is made ten times a day and account, also when many are asked for at once (V2.4.1)', async () => {
    const person = await givenPerson(app.db, 'staff', farm.id)
    const answers = await Promise.all(Array.from({ length: 14 }, () => app.createExport(person)))
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array<number>(10).fill(201),
      ...Array<number>(4).fill(429),
    ])
    expect((await app.createExport(farm.worker)).status).toBe(201)
    const refused = answers.find(({ status }) => status === 429)
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(86_000)
  })
})

test('an export that is made while the member is erased keeps nothing of the name (V14.2.7, V15.4.2)', async () => {
  const own = await givenFarm(app.db, 'CANARY-X')
  const owner = new pg.Client(app.database.owner)
  await owner.connect()
  const waiting = async (count: number) => {
    const sql = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    while (((await owner.query(sql)).rowCount ?? 0) < count) await new Promise((wait) => setTimeout(wait, 10))
  }
  try {
    await owner.query('BEGIN; LOCK TABLE audit IN SHARE ROW EXCLUSIVE MODE')
    // the export stops where it has read the name and is not yet kept
    const making = app.createExport(own.admin, { memberId: own.member.id }).then(({ status }) => status)
    await waiting(1)
    const erasing = app.as(own.admin).post('/api/v1/erasures')
    const erased = erasing.send({ memberId: own.member.id, reason: 'yêu cầu' }).then(({ status }) => status)
    await waiting(2)
    await owner.query('COMMIT')
    expect(await Promise.all([making, erased])).toEqual([201, 200])
    const sql = 'SELECT content FROM export WHERE organization_id = $1'
    expect(await app.database.asOwner(sql, [own.id])).toEqual([])
  } finally {
    await owner.end()
  }
})
