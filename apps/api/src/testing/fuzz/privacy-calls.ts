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
  ],
}
