import { type Id, newId, type PrivateFields, type Version } from '@nguon/domain'
import { born, event, given, kg } from '@nguon/domain/testing'
import { digestsOf, disclose } from '@nguon/transparency'
import express, { Router } from 'express'
import request from 'supertest'
import type { DataSource } from 'typeorm'
import { anonymous, type Caller, sessionOf } from '../../accounts/caller.ts'
import { recordEvent } from '../../events/record-event.ts'
import { answerProblem } from '../../http.ts'
import { recordVersion } from '../../subjects/record-version.ts'
import {
  type GivenOrganization,
  givenOrganization,
  givenVersion,
  onTime,
  operator,
} from '../../testing/given.ts'
import { type GivenPerson, givenPerson } from '../../testing/given-people.ts'
import { createTestDatabase } from '../../testing/test-database.ts'
import { privacyRoutes } from '../privacy-routes.ts'

export type PrivacyApp = Awaited<ReturnType<typeof startPrivacyApp>>

/** The routes of privacy on a database of their own, at a time that the test sets; each request says who asks. */
export async function startPrivacyApp() {
  const database = await createTestDatabase()
  const clock = { now: new Date() }
  const callers = new Map<string | undefined, Caller>()
  const now = () => clock.now
  const router = Router()
  privacyRoutes(
    { router, callerOf: (req) => callers.get(req.get('x-person')) ?? anonymous, now },
    database.db,
    now,
  )
  const app = express().set('etag', false).use(express.json(), router, answerProblem)
  /** As the person, who has just confirmed who they are. */
  const as = ({ caller }: Pick<GivenPerson, 'caller'>) => {
    const session = { ...sessionOf(caller), freshAt: clock.now }
    callers.set(session.accountId, { ...caller, session } as Caller)
    return request.agent(app).set('x-person', session.accountId)
  }
  return {
    ...{ database, db: database.db, clock, as },
    getPrivate: (who: GivenPerson, id: Id) => as(who).get(`/api/v1/entries/${id}/private`),
    createExport: (who: GivenPerson, body = {}) => as(who).post('/api/v1/exports').send(body),
    getExport: (who: GivenPerson, id: Id) => as(who).get(`/api/v1/exports/${id}`),
    erase: (who: GivenPerson, body: object) =>
      as(who)
        .post('/api/v1/erasures')
        .send({ reason: 'người trong hộ yêu cầu', ...body }),
    listAudit: (who: GivenPerson, query = '') => as(who).get(`/api/v1/audit${query}`),
  }
}

/** A cooperative with its people and a member who works there. */
export interface GivenFarm extends GivenOrganization {
  readonly admin: GivenPerson
  readonly worker: GivenPerson
  readonly member: GivenMember
  /** A purchase in which the member acted, with fields of the member's and of others. */
  readonly step: Id
  readonly lot: Id
}

export interface GivenMember {
  readonly id: Id
  /** Its first version. */
  readonly entryId: Id
  readonly fields: PrivateFields
}

const sealed = (fields: PrivateFields) => {
  const disclosures = Object.entries(fields).map(([name, value]) => disclose(name, value))
  return { disclosures, _sd: digestsOf(disclosures) }
}

/** @param canary stands in everything private */
export async function givenFarm(db: DataSource, canary: string): Promise<GivenFarm> {
  const org = await givenOrganization(db)
  const address = { wardCode: '01234', ward: 'Xã', provinceCode: '19', province: 'Tỉnh Thái Nguyên' }
  const data = { kind: 'cooperative', name: `HTX ${org.id}`, status: 'active' } as const
  await givenVersion(db, 'organization', org.id, { ...data, addresses: [address] }, org.id)
  const admin = await givenPerson(db, 'admin', org.id, { name: `Quản lý ${canary}` })
  const worker = await givenPerson(db, 'staff', org.id, { name: `Nhân viên ${canary}` })
  const member = await givenMember(db, org.id, { name: `Lò Thị Kín ${canary}`, phone: '0912 345 678' })
  const { step, lot } = await givenStep(db, org, member.id, canary)
  return { ...org, admin, worker, member, step, lot }
}

export async function givenMember(
  db: DataSource,
  organizationId: Id,
  fields: PrivateFields,
  id: Id = newId(),
): Promise<GivenMember> {
  const { disclosures, _sd } = sealed(fields)
  const [entryId, capturedAt] = [newId(), new Date().toISOString()]
  const data = { role: 'farmer' as const, publicName: 'Hộ thành viên A1' }
  const subject = { kind: 'member' as const, id }
  const version: Version = { v: 1, id: entryId, organizationId, subject, capturedAt, data, _sd }
  await recordVersion(db, operator, { version, disclosures })
  return { id, entryId, fields }
}

export async function givenStep(
  db: DataSource,
  org: GivenOrganization,
  actorId: Id,
  canary: string,
): Promise<{ step: Id; lot: Id }> {
  const { disclosures, _sd } = sealed({ performedBy: `Kín ${canary}`, seller: `Người bán ${canary}` })
  const lot = newId()
  const birth = born('harvest', org.product, `L${lot.slice(-12).toUpperCase()}`)
  const bought = event('purchase', org.id, [given(lot, kg('10'), birth)], { ...onTime(), actorId, _sd })
  await recordEvent(db, org.staff, { event: bought, disclosures })
  return { step: bought.id, lot }
}

/** Every entry with its leaf hash, as it stands in the history. */
export const entriesOf = (db: DataSource): Promise<{ id: Id; entry: Buffer; leaf_hash: Buffer }[]> =>
  db.query('SELECT id, entry, leaf_hash FROM event ORDER BY id')

/** What was noted of an organization: by whom, what, about what. */
export async function notesOf(database: PrivacyApp['database'], organizationId: Id): Promise<unknown[]> {
  return database.asOwner(
    'SELECT action, account_id, about, from_outside FROM audit WHERE organization_id = $1 ORDER BY id',
    [organizationId],
  )
}
