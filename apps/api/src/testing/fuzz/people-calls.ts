import type { PersonKind } from '@nguon/domain'
import { insertInvite, type NewInvite } from '../../accounts/invite-store.ts'
import { withTenant } from '../../db/with-tenant.ts'
import { wholeArea } from '../given-people.ts'
import { newPhone } from './account-calls.ts'
import type { Maker } from './call.ts'
import { nextNumber, password, type World } from './world.ts'

const area = () => wholeArea.map((unit) => ({ ...unit }))

/** An invite of the cooperative that nobody used. */
function givenInvite(
  { db, org }: World,
  more: Partial<NewInvite> = {},
): Promise<{ id: string; secret: string }> {
  const { id: organizationId } = org
  const nobody = { name: 'Lan', area: undefined, recovers: undefined, createdBy: undefined }
  const invite = { organizationId, kind: 'staff', awaitsApproval: false, ...nobody, ...more } as const
  return withTenant(db, { organizationId }, (tx) => insertInvite(tx, invite, new Date()))
}

const join: Maker = async (world) => {
  const { secret } = await givenInvite(world)
  const name = `Nông Thị ${nextNumber()}`
  return { body: { organizationId: world.org.id, secret, name, phone: newPhone(), password } }
}

/** With a new admin or operator a call that removes people does not remove the one who makes the next. */
const about =
  (by: PersonKind, whom: PersonKind, more: () => { [name: string]: string | object } = () => ({})): Maker =>
  async (world) => {
    const [as, { accountId }] = [await world.newPerson(by), await world.newPerson(whom)]
    return { as, params: { id: accountId }, body: JSON.parse(JSON.stringify(more())) }
  }

/** People and invites. */
export const peopleCalls: Record<string, Maker[]> = {
  readInvite: [
    async (world) => {
      const { secret } = await givenInvite(world)
      return { body: { organizationId: world.org.id, secret } }
    },
  ],
  join: [join],
  createInvite: [
    async (world) => ({ as: await world.person('admin'), body: { kind: 'staff', name: 'Lan' } }),
    async (world) => {
      const { accountId } = await world.newPerson('staff')
      return { as: await world.person('admin'), body: { kind: 'staff', accountId } }
    },
    async (world) => ({
      as: await world.person('operator'),
      body: { kind: 'inspector', organizationId: world.inspectorate, name: 'Hoa', area: area() },
    }),
  ],
  revokeInvite: [
    async (world) => {
      const { id } = await givenInvite(world)
      return { as: await world.person('admin'), params: { id }, body: {} }
    },
  ],
  approveInvite: [
    async (world) => {
      const { accountId: recovers } = await world.newPerson('admin')
      const { id } = await givenInvite(world, { kind: 'admin', recovers, awaitsApproval: true })
      return { as: await world.person('operator'), params: { id }, body: {} }
    },
  ],
  removePerson: [about('admin', 'staff'), about('operator', 'inspector')],
  changeKind: [
    about('admin', 'staff', () => ({ kind: 'admin' })),
    about('admin', 'admin', () => ({ kind: 'staff' })),
  ],
  changeArea: [about('operator', 'inspector', () => ({ area: area() }))],
}
