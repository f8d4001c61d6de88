import { createHash } from 'node:crypto'
import { type Id, newId } from '@nguon/domain'
import { event, kg, taken } from '@nguon/domain/testing'
import { digestsOf, disclose } from '@nguon/transparency'
import type { DataSource } from 'typeorm'
import { insertInvite } from '../../accounts/invite-store.ts'
import { withTenant } from '../../db/with-tenant.ts'
import { recordEvent } from '../../events/record-event.ts'
import { proposeRecall } from '../../recalls/propose-recall.ts'
import { recordVersion } from '../../subjects/record-version.ts'
import { givenLot, givenOrganization, onTime, operator } from '../given.ts'
import { givenPerson } from '../given-people.ts'
import { givenPhone } from '../given-phone.ts'

/** A cooperative that takes no part, and the ids of what it has: others try them. */
export interface Bystander {
  readonly id: Id
  readonly ids: readonly Id[]
}

/** A cooperative with one of each: people, a phone, an invite, a member with private fields, a lot, an event, a proposed recall. */
export async function givenBystander(db: DataSource): Promise<Bystander> {
  const org = await givenOrganization(db)
  const { id } = org
  const admin = await givenPerson(db, 'admin', id)
  const staff = await givenPerson(db, 'staff', id)
  const phone = await givenPhone(db, staff)
  const lot = await givenLot(db, org, kg('10'))
  const sent = event('dispatch', id, [taken(lot, kg('1'))], onTime())
  await recordEvent(db, org.staff, { event: sent })
  const now = new Date()
  const recall = { id: newId(), batchIds: [lot], reason: 'mốc' }
  await proposeRecall(db, admin.caller, recall, now)
  const person = { name: 'Lan', area: undefined, recovers: undefined, createdBy: admin.accountId }
  const plan = { organizationId: id, kind: 'staff', awaitsApproval: false, ...person } as const
  const invite = await withTenant(db, { organizationId: id }, (tx) => insertInvite(tx, plan, now))
  const member = await givenPrivateMember(db, id)
  const people = [admin, staff].flatMap(({ accountId, session }) => [accountId, session.id])
  const things = [org.product, org.plot, lot, sent.id, recall.id, invite.id, phone.deviceId]
  return { id, ids: [id, ...people, ...things, member.id, member.version] }
}

/** A member with a name and a phone number that are private. */
export async function givenPrivateMember(
  db: DataSource,
  organizationId: Id,
): Promise<{ id: Id; version: Id }> {
  const disclosures = [disclose('name', 'Lò Thị Kín'), disclose('phone', '0912 345 678')]
  const [id, version] = [newId(), newId()]
  await recordVersion(db, operator, {
    version: {
      ...{ v: 1, id: version, organizationId, subject: { kind: 'member', id } },
      ...{ capturedAt: new Date().toISOString(), data: { role: 'farmer', publicName: 'Hộ A1' } },
      _sd: digestsOf(disclosures),
    },
    disclosures,
  })
  return { id, version }
}

/** What belongs to an organization by another column than its own. */
const belonging: Record<string, string> = {
  event_batch: 'organization_id = $1 OR batch_id IN (SELECT id FROM batch WHERE organization_id = $1)',
  code: 'batch_id IN (SELECT id FROM batch WHERE organization_id = $1)',
  label_range: 'batch_id IN (SELECT id FROM batch WHERE organization_id = $1)',
  factor: 'account_id IN (SELECT id FROM account WHERE organization_id = $1)',
  shown_file: 'event_id IN (SELECT id FROM event WHERE organization_id = $1)',
}

/** For every table a hash of all rows of the organization. */
export async function fingerprintOf(db: DataSource, organizationId: Id): Promise<Record<string, string>> {
  return withTenant(db, { organizationId }, async (tx) => {
    const tables: { name: string }[] = await tx.query(
      `SELECT table_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name = 'organization_id' ORDER BY 1`,
    )
    const prints: Record<string, string> = {}
    for (const name of new Set([...tables.map((table) => table.name), ...Object.keys(belonging)])) {
      const rows: { row: string }[] = await tx.query(
        `SELECT t::text AS row FROM ${name} t WHERE ${belonging[name] ?? 'organization_id = $1'} ORDER BY 1`,
        [organizationId],
      )
      prints[name] = `${rows.length} ${createHash('sha256').update(JSON.stringify(rows)).digest('hex')}`
    }
    return prints
  })
}
