import { type Id, newId, type PersonKind } from '@nguon/domain'
import { confirmRecall } from '../../recalls/confirm-recall.ts'
import { proposeLift } from '../../recalls/propose-lift.ts'
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

/** One that is in force, by two people. */
async function givenInForce(world: World): Promise<Id> {
  const id = await givenProposal(world, 'admin')
  await confirmRecall(world.db, (await world.newPerson('staff')).caller, id, () => new Date())
  return id
}

const inForce =
  (body: () => { [name: string]: Json }): Maker =>
  async (world) => ({
    ...{ as: await world.person('admin'), params: { id: await givenInForce(world) }, body: body() },
  })

/** Recalls: one proposes, another confirms. */
export const recallCalls: Record<string, Maker[]> = {
  planRecall: [
    async (world) => ({
      ...{ as: await world.person('admin'), params: {}, body: { batchIds: [await world.spareLot()] } },
    }),
  ],
  proposeRecallLift: [inForce(() => ({ liftId: newId(), reason: 'kiểm nghiệm đạt' }))],
  confirmRecallLift: [
    async (world) => {
      const request = { id: await givenInForce(world), liftId: newId(), reason: 'kiểm nghiệm đạt' }
      await proposeLift(world.db, (await world.person('admin')).caller, request, new Date())
      const { id, liftId } = request
      return { as: await world.newPerson('staff'), params: { id, liftId }, body: {} }
    },
  ],
  noteRecallFollowUp: [
    inForce(() => ({
      ...{ noteId: newId(), outcome: 'returned', quantity: { value: '1', unit: 'kg' } },
      ...{ party: 'Quán cô Thắm', text: 'đã trả lại' },
    })),
  ],
  closeRecall: [inForce(() => ({ conclusion: 'đã tiêu hủy hết' }))],
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
