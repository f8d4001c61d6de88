import { type Id, newId } from '@nguon/domain'
import { withTenant } from '../../../db/with-tenant.ts'
import { insertDevice } from '../../../devices/device-store.ts'
import { givenPerson, wholeArea } from '../../given-people.ts'
import { makeKeyPair, publicKeyOf } from '../../given-phone.ts'
import { type Asker, sessionOf } from '../asker.ts'
import { givenColleague, givenPrivate } from '../fresh.ts'
import type { Target } from '../matrix.ts'
import type { Tenant } from '../tenant.ts'
import { tenantOf, type World } from '../world.ts'
import { bare, type Prepare, type Requests } from './request.ts'

/** The id of something new of the target's; of `unknown` one that nobody has. */
const idOf =
  (make: (world: World, tenant: Tenant, asker: Asker) => Promise<Id>, body?: object): Prepare =>
  async (world, asker, target) => {
    const tenant = tenantOf(world, target)
    const id = tenant ? await make(world, tenant, asker) : newId()
    return { params: { id }, ...(body ? { body } : {}) }
  }

const colleague = async ({ db }: World, tenant: Tenant): Promise<Id> =>
  (await givenColleague(db, tenant)).accountId

/** The operator lets admins in again, an admin staff. */
const recovered = async ({ db }: World, tenant: Tenant, { name }: Pick<Asker, 'name'>) => {
  const kind = name === 'operator' ? 'admin' : 'staff'
  return { kind, accountId: (await givenColleague(db, tenant, kind)).accountId } as const
}

const createInvite: Prepare = (world, { name }, target) => {
  const organizationId = tenantOf(world, target)?.id ?? newId()
  return { body: { kind: name === 'operator' ? 'admin' : 'staff', organizationId, name: 'Người mới' } }
}

const letInAgain: Prepare = async (world, asker, target) => {
  const tenant = tenantOf(world, target)
  const kind = asker.name === 'operator' ? 'admin' : 'staff'
  return { body: tenant ? await recovered(world, tenant, asker) : { kind, accountId: newId() } }
}

const awaiting = async (world: World, tenant: Tenant): Promise<Id> => {
  const { accountId: recovers } = await recovered(world, tenant, { name: 'operator' })
  const more = { kind: 'admin', recovers, awaitsApproval: true } as const
  return (await givenPrivate(world.db, tenant, ({ invite }) => invite(more))).id
}

const changeArea: Prepare = async (world, asker, target) => {
  const body = { area: [{ level: 'ward', code: '01849', validFrom: '2025-07-01' }] }
  if (target !== 'inspectorate') return idOf(colleague, body)(world, asker, target)
  const { accountId } = await givenPerson(world.db, 'inspector', world.inspectorate, { area: wholeArea })
  return { params: { id: accountId }, body }
}

/** A session of somebody else's, or the caller's own; of the organization whose phone it is also by the key. */
const revokeDevice: (byKey: boolean) => Prepare = (byKey) => async (world, asker, target: Target) => {
  const id = target === 'own' ? sessionOf(asker).id : newId()
  const tenant = tenantOf(world, target)
  if (!tenant) return { params: { id }, body: {} }
  const { session } = await givenColleague(world.db, tenant)
  if (!byKey) return { params: { id: session.id }, body: {} }
  return { params: { id: await givenKey(world, tenant, session.accountId) }, body: {} }
}

async function givenKey({ db }: World, tenant: Tenant, accountId: Id): Promise<Id> {
  const id = newId()
  const publicKey = Buffer.from(await publicKeyOf(await makeKeyPair()), 'base64url')
  const label = tenant.canaries.device
  const device = { id, organizationId: tenant.id, accountId, publicKey, label, addedAt: new Date() }
  await withTenant(db, { organizationId: tenant.id }, (tx) => insertDevice(tx, device))
  return id
}

/** People, invites, and where they are signed in. */
export const peopleRequests: Requests = {
  createInvite,
  'createInvite: to let in again': letInAgain,
  listInvites: bare,
  revokeInvite: idOf(
    async ({ db }, tenant) => (await givenPrivate(db, tenant, ({ invite }) => invite())).id,
    {},
  ),
  approveInvite: idOf(awaiting, {}),
  listOrganizations: bare,
  listPeople: bare,
  removePerson: idOf(colleague, {}),
  changeKind: idOf(colleague, { kind: 'admin' }),
  changeArea,
  addDevice: async () => ({ body: { publicKey: await publicKeyOf(await makeKeyPair()) } }),
  listDevices: bare,
  revokeDevice: revokeDevice(false),
  'revokeDevice: by its key': revokeDevice(true),
}
