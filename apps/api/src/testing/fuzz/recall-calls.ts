import { type Id, newId, type PersonKind } from '@nguon/domain'
import { proposeRecall } from '../../recalls/propose-recall.ts'
import type { Json } from '../break-body.ts'
import type { Maker } from './call.ts'
import type { World } from './world.ts'

const recallOf = (batchIds: Id[]) => ({
  ...{ id: newId(), batchIds, reason: 'dư lượng thuốc vượt mức' },
  publicMessage: 'Đừng ăn lô này',
})

/** A recall that somebody new proposed and nobody decided. */
async function givenProposal(world: World, by: PersonKind): Promise<Id> {
  const recall = recallOf([await world.spareLot()])
  await proposeRecall(world.db, (await world.person(by)).caller, recall, new Date())
  return recall.id
}

const propose =
  (by: PersonKind): Maker =>
  async (world) => {
    const recall = recallOf([await world.spareLot()])
    const number: { [name: string]: Json } = by === 'inspector' ? { decisionNumber: '12/QĐ' } : {}
    return { as: await world.person(by), body: { ...recall, ...number } }
  }

const confirm =
  (proposer: PersonKind, second: PersonKind): Maker =>
  async (world) => {
    const id = await givenProposal(world, proposer)
    return { as: await world.newPerson(second), params: { id }, body: {} }
  }

/** Recalls: one proposes, another confirms. */
export const recallCalls: Record<string, Maker[]> = {
  proposeRecall: [propose('admin'), propose('inspector')],
  confirmRecall: [
    confirm('admin', 'staff'),
    confirm('inspector', 'inspector'),
    confirm('admin', 'inspector'),
  ],
  withdrawRecall: [
    async (world) => {
      const id = await givenProposal(world, 'admin')
      return { as: await world.person('admin'), params: { id }, body: { reason: 'nhầm lô' } }
    },
  ],
}
