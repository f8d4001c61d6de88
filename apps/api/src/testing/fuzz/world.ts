import type { AddressInfo } from 'node:net'
import { type Id, newId, type PersonKind } from '@nguon/domain'
import { born, event, given, kg } from '@nguon/domain/testing'
import { hash } from '@node-rs/argon2'
import type { DataSource } from 'typeorm'
import { recordEvent } from '../../events/record-event.ts'
import { type GivenOrganization, givenLot, givenVersion, onTime } from '../given.ts'
import { givenOrganizationAt, inThaiNguyen } from '../given-organization-at.ts'
import { type GivenPerson, givenPerson } from '../given-people.ts'
import { givenPhone } from '../given-phone.ts'
import { testApp } from '../serve-test.ts'
import { createTestDatabase } from '../test-database.ts'
import { givenBystander } from './bystander.ts'

/** What everybody in the world has for a password. */
export const password = 'bốn con trâu ăn cỏ'
/** Looked at thousands of times: a hash that is soon made. Those that calls make cost what they cost. */
const cheap = { memoryCost: 8, timeCost: 1, parallelism: 1 }

export type World = Awaited<ReturnType<typeof startWorld>>

/**
 * The app as it listens, behind one proxy, with a cooperative and an inspectorate whose people send what the fuzz makes, a
 * stranger's cooperative, and a bystander that nobody acts for.
 */
export async function startWorld() {
  const database = await createTestDatabase()
  const { db } = database
  const organizations = await givenOrganizations(db)
  const { org, stranger, inspectorate } = organizations
  const bystander = await givenBystander(db)
  const passwordHash = await hash(password, cheap)
  const homes: Record<PersonKind, Id | undefined> = {
    ...{ staff: org.id, admin: org.id, inspector: inspectorate, operator: undefined },
  }
  const newPerson = (kind: PersonKind, home: Id | undefined = homes[kind]) =>
    givenPerson(db, kind, home, { passwordHash })
  // somebody stays, whoever is removed or erased: nobody is the last one
  for (const kind of ['admin', 'operator'] as const) await newPerson(kind)
  await newPerson('admin', stranger.id)
  const http = testApp(db, { proxies: 1 }).listen(0)
  http.keepAliveTimeout = 3_600_000
  return {
    ...organizations,
    ...{ database, db, bystander, newPerson },
    port: (http.address() as AddressInfo).port,
    ...shared(newPerson),
    lot: rotating(200, () => givenLot(db, org, kg('1000000'))),
    otherLot: rotating(200, () => givenLot(db, org, kg('1000000'))),
    packedLot: rotating(1000, () => givenPackedLot(db, org)),
    spareLot: rotating(10, () => givenLot(db, org, kg('10'))),
    phone: rotating(100, async () => {
      const person = await newPerson('staff')
      return { person, sequence: 0, ...(await givenPhone(db, person)) }
    }),
    async stop() {
      http.closeAllConnections()
      http.close()
      await database.drop()
    },
  }
}

/** Two cooperatives and an inspectorate; the first has a roll of labels and a member. */
async function givenOrganizations(db: DataSource) {
  const org = await givenOrganizationAt(db, inThaiNguyen, { gtin: '08935085000015' })
  const stranger = await givenOrganizationAt(db, inThaiNguyen)
  const inspectorate = newId()
  const office = { name: 'Chi cục', addresses: [], status: 'active' as const }
  const data = { kind: 'inspectorate' as const, ...office }
  await givenVersion(db, 'organization', inspectorate, data, inspectorate)
  const run = await givenVersion(db, 'label_run', org.id, { ...labelRun(org.product, 'AB'), last: 999_999 })
  const member = await givenVersion(db, 'member', org.id, { role: 'farmer', publicName: 'M' })
  return { org, stranger, inspectorate, run, member }
}

/** People who send several calls: those that end no session. Renewed often enough for their confirmation to be fresh. */
function shared(newPerson: (kind: PersonKind) => Promise<GivenPerson>) {
  const each = (kind: PersonKind) => rotating(50, () => newPerson(kind))
  const people = {
    ...{ staff: each('staff'), admin: each('admin'), inspector: each('inspector') },
    operator: each('operator'),
  }
  return { person: (kind: PersonKind) => people[kind]() }
}

/** The same thing so many times, then a new one. */
export function rotating<T>(times: number, make: () => Promise<T>): () => Promise<T> {
  let present: Promise<T> | undefined
  let left = 0
  return () => {
    if (left-- <= 0 || !present) {
      left = times - 1
      present = make()
    }
    return present
  }
}

export const labelRun = (productId: Id, prefix: string) => ({
  ...{ productId, prefix, first: 1, last: 9999, digits: 6 },
})

let serial = 0
/** A number that was not given before in this run. */
export const nextNumber = (): number => ++serial

/** A lot with packages enough for many labels. */
async function givenPackedLot(db: DataSource, org: GivenOrganization): Promise<Id> {
  const id = newId()
  const birth = born('finished', org.product, `G${id.slice(-12).toUpperCase()}`)
  const packed = [given(id, kg('1000'), { ...birth, units: 10_000 })]
  await recordEvent(db, org.staff, { event: event('opening_stock', org.id, packed, onTime()) })
  return id
}
