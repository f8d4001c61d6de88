import { type Id, newId } from '@nguon/domain'
import { touched } from '@nguon/domain/testing'
import { disclose } from '@nguon/transparency'
import { endAccount } from '../../../accounts/account-store.ts'
import { withTenant } from '../../../db/with-tenant.ts'
import { insertExport } from '../../../privacy/export-store.ts'
import { recordVersion } from '../../../subjects/record-version.ts'
import { operator } from '../../given.ts'
import { givenPerson } from '../../given-people.ts'
import { givenPhone } from '../../given-phone.ts'
import { givenColleague, givenLotOf, givenPrivate } from '../fresh.ts'
import type { Target } from '../matrix.ts'
import { happened, versionOf } from '../records.ts'
import type { Tenant } from '../tenant.ts'
import { tenantOf, type World } from '../world.ts'
import { bare, type Prepare, type Requests } from './request.ts'

/** A lot of the target's; of `unknown` an id that nobody has. */
export const lotOf = async (world: World, target: Target): Promise<Id> => {
  const tenant = tenantOf(world, target)
  return tenant ? givenLotOf(world.db, tenant) : newId()
}

/** What a phone recorded about the target's lot, in the name of the organization it belongs to. */
const sync: Prepare = async (world, { organizationId, person, phone: removed }, target) => {
  const signer = person && person.session.kind !== 'operator' ? person : undefined
  const phone = removed ?? (signer && (await givenPhone(world.db, signer)))
  const hold = happened('hold', organizationId, [touched(await lotOf(world, target))])
  return { body: { entries: phone ? [await phone.sign(1, hold)] : [{ event: hold }] } }
}

const decide: (decision: 'accepted' | 'rejected') => Prepare =
  (decision) => async (world, _asker, target) => {
    const { db } = world
    const tenant = tenantOf(world, target)
    const quarantined = async (owner: Tenant) => {
      const lot = await givenLotOf(db, owner)
      return givenPrivate(db, owner, (parts) => parts.quarantined(lot))
    }
    const eventId = tenant ? await quarantined(tenant) : newId()
    return { params: { eventId }, body: { decision, reason: 'đã hỏi lại người ghi' } }
  }

async function givenMember({ db }: World, { id, canaries }: Tenant): Promise<Id> {
  const disclosures = [disclose('name', canaries.disclosure), disclose('phone', canaries.digits)]
  const request = versionOf('member', id, { role: 'farmer', publicName: 'Hộ 2' }, { disclosures })
  await recordVersion(db, operator, request)
  return request.version.subject.id
}

const memberOf = async (world: World, target: Target): Promise<Id> => {
  const tenant = tenantOf(world, target)
  return tenant ? givenMember(world, tenant) : newId()
}

const reason = 'theo yêu cầu của người đó'

const accountOf: (left: boolean) => Prepare = (left) => async (world, _asker, target) => {
  const { db, inspectorate } = world
  const tenant = tenantOf(world, target)
  const person = tenant
    ? await givenColleague(db, tenant)
    : target === 'inspectorate' && (await givenPerson(db, 'inspector', inspectorate))
  if (!person) return { body: { accountId: newId(), reason } }
  const { accountId, session } = person
  if (left) await withTenant(db, session, (tx) => endAccount(tx, accountId, new Date()))
  return { body: { accountId, reason } }
}

const getExport: Prepare = async (world, asker, target) => {
  const { db } = world
  const tenant = tenantOf(world, target)
  if (tenant) {
    const { accountId } = await givenColleague(db, tenant)
    return { params: { id: await givenPrivate(db, tenant, (parts) => parts.exported(accountId)) } }
  }
  const own = target === 'own' ? asker.person?.session : undefined
  if (!own) return { params: { id: newId() } }
  const { accountId, organizationId } = own
  const row = { organizationId, accountId, content: Buffer.from('{}') }
  const { id } = await withTenant(db, own, (tx) => insertExport(tx, row, new Date()))
  return { params: { id } }
}

/** Phones' entries, private fields and exports. */
export const privateRequests: Requests = {
  sync,
  listQuarantine: bare,
  decideQuarantine: decide('rejected'),
  'decideQuarantine: to record it': decide('accepted'),
  async listAudit({ db, A, B }) {
    for (const tenant of [A, B]) await givenPrivate(db, tenant, ({ audited }) => audited())
    return {}
  },
  getPrivate: (world, _asker, target) => ({
    params: { id: tenantOf(world, target)?.versionEntry ?? newId() },
  }),
  'getPrivate: of an event': (world, _asker, target) => ({
    params: { id: tenantOf(world, target)?.eventEntry ?? newId() },
  }),
  createExport: () => ({ body: {} }),
  'createExport: of a member': async (world, _asker, target) => ({
    body: { memberId: await memberOf(world, target) },
  }),
  erase: () => ({ body: { reason } }),
  'erase: a member': async (world, _asker, target) => ({
    body: { memberId: await memberOf(world, target), reason },
  }),
  'erase: somebody who left': accountOf(true),
  'erase: somebody who is there': accountOf(false),
  getExport,
}
