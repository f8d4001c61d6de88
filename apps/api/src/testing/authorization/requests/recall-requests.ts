import { type Id, newId } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { withTenant } from '../../../db/with-tenant.ts'
import { insertLift } from '../../../recalls/lift-store.ts'
import { decideRecall, insertRecall, type Recall } from '../../../recalls/recall-store.ts'
import { givenPerson } from '../../given-people.ts'
import { frozenBatch, givenLotOf, givenPrivate } from '../fresh.ts'
import type { Target } from '../matrix.ts'
import { tenantOf, type World } from '../world.ts'
import { lotOf } from './private-requests.ts'
import { bare, type Prepare, type Requests } from './request.ts'

/** A recall that somebody else proposed: the admin of the target, or an inspector (mandatory). */
async function givenRecall(world: World, target: Target): Promise<Id> {
  const { db, A, inspectorate } = world
  const tenant = tenantOf(world, target)
  if (tenant) {
    const lot = await givenLotOf(db, tenant)
    return givenPrivate(db, tenant, ({ recall }) => recall([lot]))
  }
  if (target !== 'inspectorate') return newId()
  const { accountId } = await givenPerson(db, 'inspector', inspectorate)
  const recall = {
    id: newId(),
    organizationId: inspectorate,
    kind: 'mandatory' as const,
    proposedBy: accountId,
    ...{ drill: false, startedAt: null },
  }
  const words = { reason: 'dư lượng vượt mức', publicMessage: null, decisionNumber: null }
  const batchIds = [await givenLotOf(db, A)]
  await withTenant(db, { organizationId: inspectorate }, (tx) =>
    insertRecall(
      tx,
      { ...recall, ...words, start: { batchIds } },
      batchIds.map((id) => frozenBatch(id, A.id)),
      new Date(),
    ),
  )
  return recall.id
}

const recallOf: (body?: object) => Prepare = (body) => async (world, _asker, target) => ({
  params: { id: await givenRecall(world, target) },
  ...(body ? { body } : {}),
})

/** One that two people put in force. */
async function givenInForce(world: World, target: Target): Promise<Id> {
  const id = await givenRecall(world, target)
  await actFor(world, target, (tx) =>
    decideRecall(tx, id, { state: 'in_force', by: newId(), at: new Date() }),
  )
  return id
}

/** The end of it, as somebody else proposed it. */
async function givenLift(world: World, target: Target): Promise<{ id: Id; liftId: Id }> {
  const id = await givenInForce(world, target)
  const liftId = newId()
  const organizationId = ownerOf(world, target)
  const kind = target === 'inspectorate' ? 'mandatory' : 'voluntary'
  const lift = { id: liftId, recallId: id, batchIds: null, reason: 'nhầm lô', proposedBy: newId() }
  await withTenant(world.db, { organizationId }, (tx) =>
    insertLift(tx, { organizationId, kind } as Recall, lift, new Date()),
  )
  return { id, liftId }
}

const ownerOf = (world: World, target: Target): Id =>
  target === 'inspectorate' ? world.inspectorate : (tenantOf(world, target)?.id ?? newId())

const actFor = (world: World, target: Target, act: (tx: EntityManager) => Promise<unknown>) =>
  withTenant(world.db, { organizationId: ownerOf(world, target) }, act)

const inForce =
  (body?: () => object): Prepare =>
  async (world, _asker, target) => ({
    params: { id: await givenInForce(world, target) },
    ...(body ? { body: body() } : {}),
  })

/** Recalls, from the plan to the closing. */
export const recallRequests: Requests = {
  planRecall: async (world, _asker, target) => ({ body: { batchIds: [await lotOf(world, target)] } }),
  proposeRecall: async (world, _asker, target) => ({
    body: { id: newId(), batchIds: [await lotOf(world, target)], reason: 'dư lượng vượt mức' },
  }),
  'proposeRecall: under the id of another': async (world, { organizationId }, target) => {
    const own = organizationId === world.B.id ? world.B : world.A
    const id = await givenRecall(world, target)
    return { body: { id, batchIds: [await givenLotOf(world.db, own)], reason: 'dư lượng vượt mức' } }
  },
  listRecalls: bare,
  getRecall: recallOf(),
  confirmRecall: recallOf({}),
  withdrawRecall: recallOf({ reason: 'nhầm lô' }),
  getRecallLists: recallOf(),
  getRecallFollowUp: inForce(),
  proposeRecallLift: inForce(() => ({ liftId: newId(), reason: 'nhầm lô' })),
  confirmRecallLift: async (world, _asker, target) => ({ params: await givenLift(world, target), body: {} }),
  noteRecallFollowUp: inForce(() => ({ noteId: newId(), outcome: 'told' })),
  closeRecall: inForce(() => ({ conclusion: 'đã thu hết' })),
  listAlerts: bare,
}
