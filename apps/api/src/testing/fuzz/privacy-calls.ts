import { endAccount } from '../../accounts/account-store.ts'
import { withTenant } from '../../db/with-tenant.ts'
import { givenPrivateMember } from './bystander.ts'
import type { Maker } from './call.ts'

const reason = 'người trong hộ yêu cầu'

/** Exports and erasures: each by a person of its own, who may be gone afterwards. */
export const privacyCalls: Record<string, Maker[]> = {
  createExport: [
    async (world) => ({ as: await world.newPerson('staff'), body: {} }),
    async (world) => ({ as: await world.newPerson('admin'), body: { memberId: world.member } }),
  ],
  erase: [
    async (world) => ({ as: await world.newPerson('staff'), body: { reason } }),
    async (world) => {
      const member = await givenPrivateMember(world.db, world.org.id)
      return { as: await world.newPerson('admin'), body: { memberId: member.id, reason } }
    },
    async (world) => {
      const { accountId, session } = await world.newPerson('staff')
      await withTenant(world.db, session, (tx) => endAccount(tx, accountId, new Date()))
      return { as: await world.newPerson('admin'), body: { accountId, reason } }
    },
  ],
}
