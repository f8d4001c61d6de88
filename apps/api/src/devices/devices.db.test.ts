import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { api } from '@nguon/contract'
import { DomainError, type Id, newId } from '@nguon/domain'
import { signBytes, toBase64Url } from '@nguon/transparency'
import request from 'supertest'
import type { DataSource } from 'typeorm'
import { findSessions } from '../accounts/session-store.ts'
import { exportFile } from '../exchange/export-file.ts'
import { type GivenOrganization, givenOrganization } from '../testing/given.ts'
import { type GivenPerson, givenPerson } from '../testing/given-people.ts'
import { type GivenPhone, givenPhone, makeKeyPair, publicKeyOf } from '../testing/given-phone.ts'
import { testApp } from '../testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { addDevice, mostDevices } from './add-device.ts'
import { listDevices } from './list-devices.ts'
import { callText, findDeviceCaller } from './read-device.ts'
import { revokeDevice } from './revoke-device.ts'

let database: TestDatabase
let db: DataSource
let org: GivenOrganization
let other: GivenOrganization
let admin: GivenPerson
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  org = await givenOrganization(db)
  other = await givenOrganization(db)
  admin = await givenPerson(db, 'admin', org.id)
})
afterAll(() => database.drop())

let person: GivenPerson
beforeEach(async () => {
  person = await givenPerson(db, 'staff', org.id)
})

const now = () => new Date()
const add = (publicKey: string, by: GivenPerson = person) => addDevice(db, by.caller, { publicKey }, now())
const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  )
const sessionOf = async ({ cookie }: GivenPerson) => {
  const token = cookie.split('=')[1] ?? ''
  return (await findSessions(db.manager, [token], now())).get(token)
}
const isSignedIn = async (of: GivenPerson) => (await sessionOf(of)) !== undefined
const audits = (about: Id) =>
  database.asOwner('SELECT action FROM audit WHERE about = $1 ORDER BY id', [about])

describe('the key of a phone', () => {
  test('is registered once, however often it is sent, and the session runs on it from then on', async () => {
    const publicKey = await publicKeyOf(await makeKeyPair())
    const answers = await Promise.all(Array.from({ length: 5 }, () => add(publicKey)))
    const [{ deviceId } = { deviceId: '' }] = answers
    expect(answers).toEqual(Array.from({ length: 5 }, () => ({ deviceId, contiguous: 0 })))
    expect((await sessionOf(person))?.session.deviceId).toBe(deviceId)
    expect(await audits(deviceId)).toEqual([{ action: 'device_added' }])
    const kept = await database.asOwner('SELECT data FROM subject_entry WHERE subject_id = $1', [deviceId])
    expect(kept).toEqual([{ data: { publicKey } }])
  })

  test("is the platform's to record: nobody sends it as a version, and no file tells it", async () => {
    const { deviceId } = await add(await publicKeyOf(await makeKeyPair()))
    expect(Object.keys(api).filter((name) => /DeviceKey|Erasure/i.test(name))).toEqual([])
    expect(await exportFile(db)).not.toContain(deviceId)
  })

  test('is a P-256 key and nothing else (V11.6.1)', async () => {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-384' }, false, [
      'sign',
      'verify',
    ])
    for (const wrong of [await publicKeyOf(pair), 'AAAA', toBase64Url(new Uint8Array(91))])
      expect(await refusal(add(wrong))).toBe('INVALID_REQUEST')
  })

  test('that was revoked is not taken again: the phone makes a new one', async () => {
    const publicKey = await publicKeyOf(await makeKeyPair())
    const { deviceId } = await add(publicKey)
    await revokeDevice(db, admin.caller, deviceId, now())
    const again = { ...(await givenPerson(db, 'staff', org.id)), accountId: person.accountId }
    const caller = {
      ...again.caller,
      session: { ...again.session, accountId: person.accountId },
    } as typeof again.caller
    expect(await refusal(addDevice(db, caller, { publicKey }, now()))).toBe('DEVICE_REVOKED')
  })

  test('that the phone has lost is revoked when it brings a new one', async () => {
    const first = await add(await publicKeyOf(await makeKeyPair()))
    const second = await add(await publicKeyOf(await makeKeyPair()))
    expect(second.deviceId).not.toBe(first.deviceId)
    const [row] = await database.asOwner('SELECT revoked_at IS NOT NULL AS gone FROM device WHERE id = $1', [
      first.deviceId,
    ])
    expect(row).toEqual({ gone: true })
    expect(await isSignedIn(person)).toBe(true)
  })

  test(`is refused beyond ${mostDevices} phones, also when they come at once`, async () => {
    const sessions = await Promise.all(
      Array.from({ length: mostDevices + 5 }, async () => {
        const { caller, session } = await givenPerson(db, 'staff', org.id)
        return { ...caller, session: { ...session, accountId: person.accountId } } as typeof caller
      }),
    )
    const keys = await Promise.all(sessions.map(async () => publicKeyOf(await makeKeyPair())))
    const answers = await Promise.all(
      sessions.map((caller, index) =>
        refusal(addDevice(db, caller, { publicKey: keys[index] ?? '' }, now())),
      ),
    )
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(mostDevices)
    expect(answers.filter((answer) => answer === 'NOT_ALLOWED')).toHaveLength(5)
  })
})

describe('the list of devices', () => {
  test('shows people their own, with what has arrived, and admins those of all', async () => {
    const phone = await givenPhone(db, person)
    const own = await listDevices(db, phone.caller, now())
    expect(own).toEqual([
      expect.objectContaining({
        id: person.session.id,
        deviceId: phone.deviceId,
        personName: person.name,
        isCurrent: true,
        contiguous: 0,
      }),
    ])
    const all = await listDevices(db, admin.caller, now())
    expect(all.map(({ personId }) => personId)).toEqual(
      expect.arrayContaining([person.accountId, admin.accountId]),
    )
    const elsewhere = await givenPerson(db, 'admin', other.id, { name: 'CANARY' })
    expect(JSON.stringify(all)).not.toContain('CANARY')
    expect(JSON.stringify(await listDevices(db, elsewhere.caller, now()))).not.toContain(person.name)
  })

  test('leaves out sessions that idled too long, and keeps keys that were revoked', async () => {
    const phone = await givenPhone(db, person)
    const later = new Date(Date.now() + 31 * 86_400_000)
    expect(await listDevices(db, phone.caller, later)).toEqual([
      expect.objectContaining({ id: phone.deviceId, isCurrent: false }),
    ])
    await revokeDevice(db, admin.caller, phone.deviceId, now())
    expect(await listDevices(db, phone.caller, now())).toEqual([
      expect.objectContaining({ id: phone.deviceId, revokedAt: expect.any(String) }),
    ])
  })
})

describe('revoking', () => {
  test('by the session ends it and its key, notes it once, and again changes nothing (V7.5.2)', async () => {
    const phone = await givenPhone(db, person)
    await revokeDevice(db, phone.caller, person.session.id, now())
    expect(await isSignedIn(person)).toBe(false)
    await revokeDevice(db, admin.caller, person.session.id, now())
    await revokeDevice(db, admin.caller, phone.deviceId, now())
    expect(await audits(phone.deviceId)).toEqual([{ action: 'device_added' }, { action: 'device_revoked' }])
  })

  test("another person's session, by an admin, ends just that where it has no key (V7.4.5)", async () => {
    await revokeDevice(db, admin.caller, person.session.id, now())
    expect(await isSignedIn(person)).toBe(false)
    expect(await audits(person.session.id)).toEqual([{ action: 'session_ended' }])
  })

  test("finds neither a colleague's, another organization's nor an unknown one (V8.2.2)", async () => {
    const phone = await givenPhone(db, person)
    const colleague = await givenPerson(db, 'staff', org.id)
    const foreign = await givenPerson(db, 'admin', other.id)
    for (const by of [colleague, foreign])
      for (const id of [phone.deviceId, person.session.id, newId()])
        expect(await refusal(revokeDevice(db, by.caller, id, now()))).toBe('NOT_FOUND')
    expect(await isSignedIn(person)).toBe(true)
  })
})

describe('a phone that was removed', () => {
  const callAs = async (
    phone: GivenPhone,
    { at = Date.now(), organizationId = org.id, method = 'POST', path = '/api/v1/sync' } = {},
  ) => {
    const text = new TextEncoder().encode(callText(phone.deviceId, at, 'POST', '/api/v1/sync'))
    const signature = await signBytes(phone.privateKey, text)
    const headers = { authorization: `Device ${organizationId}.${phone.deviceId}.${at}.${signature}` }
    return findDeviceCaller(db, { headers, method, originalUrl: path }, now())
  }

  test('is known by its signature over the call, its time and itself; one that was not removed is nobody', async () => {
    const phone = await givenPhone(db, person)
    expect(await callAs(phone)).toBeUndefined()
    await revokeDevice(db, admin.caller, phone.deviceId, now())
    expect(await callAs(phone)).toMatchObject({
      kind: 'device',
      deviceId: phone.deviceId,
      organizationId: org.id,
      accountId: person.accountId,
    })
    expect(await callAs(phone, { at: Date.now() - 11 * 60_000 })).toBeUndefined()
    expect(await callAs(phone, { at: Date.now() + 11 * 60_000 })).toBeUndefined()
    expect(await callAs(phone, { organizationId: other.id })).toBeUndefined()
    expect(await callAs(phone, { path: '/api/v1/events' })).toBeUndefined()
    expect(await callAs(phone, { method: 'GET' })).toBeUndefined()
    const { privateKey } = await givenPhone(db, await givenPerson(db, 'staff', org.id))
    expect(await callAs({ ...phone, privateKey })).toBeUndefined()
  })

  test('whose person was removed is known too', async () => {
    const phone = await givenPhone(db, person)
    await database.asOwner('UPDATE account SET ended_at = now() WHERE id = $1', [person.accountId])
    expect(await callAs(phone)).toMatchObject({ kind: 'device', deviceId: phone.deviceId })
  })

  test('hands in what it has, and nothing else, without a cookie', async () => {
    const phone = await givenPhone(db, person)
    await revokeDevice(db, admin.caller, phone.deviceId, now())
    const app = testApp(db)
    const headerFor = async (method: string, path: string) => {
      const text = new TextEncoder().encode(callText(phone.deviceId, Date.now(), method, path))
      const at = Number(new TextDecoder().decode(text).split('\n')[2])
      return `Device ${org.id}.${phone.deviceId}.${at}.${await signBytes(phone.privateKey, text)}`
    }
    const post = async (path: string) =>
      request(app)
        .post(path)
        .set('Authorization', await headerFor('POST', path))
        .set('Sec-Fetch-Site', 'same-origin')
        .send({ entries: [] })
    expect((await post('/api/v1/sync')).body).toEqual({ contiguous: 0, results: [] })
    expect((await post('/api/v1/events')).body.code).toBe('UNAUTHENTICATED')
    expect(
      (await request(app).post('/api/v1/sync').set('Sec-Fetch-Site', 'same-origin').send({ entries: [] }))
        .body.code,
    ).toBe('UNAUTHENTICATED')
  })
})
