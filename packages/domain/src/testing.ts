import type { EventDetails, EventType } from './event-details.ts'
import type { BatchItem, EventOf } from './events.ts'
import { type Id, type Instant, newId } from './primitives.ts'
import type { Quantity, Unit } from './quantity.ts'

/** A day on which nothing is late: test data happens here. */
export const testDay = '2026-11-20'
export const testNow: Instant = `${testDay}T12:00:00.000Z`

export const kg = (value: string, unit: Unit = 'kg'): Quantity => ({ value, unit })

export const taken = (batchId: Id, quantity?: Quantity): BatchItem =>
  quantity ? { batchId, role: 'in', quantity } : { batchId, role: 'in' }
export const given = (batchId: Id, quantity?: Quantity, more: Partial<BatchItem> = {}): BatchItem => ({
  batchId,
  role: 'out',
  ...(quantity ? { quantity } : {}),
  ...more,
})
export const touched = (batchId: Id): BatchItem => ({ batchId, role: 'about' })

/** The birth of a batch, as short as it can be. */
export const born = (
  kind: NonNullable<BatchItem['creates']>['kind'],
  productId: Id,
  lot: string,
  more: Partial<NonNullable<BatchItem['creates']>> = {},
): Pick<BatchItem, 'creates'> => ({ creates: { kind, productId, lot, ...more } })

const someId: Id = '01900000-0000-7000-8000-000000000001'

/** Details that the type's schema accepts, as short as they can be. */
const shortest: { [T in EventType]?: EventDetails<T> } = {
  label_activation: { activated: [], voided: [] },
  receipt: { dispatchId: someId, accepted: true },
  return: { reason: 'hàng dập' },
  transfer: { toPlaceId: someId },
  lab_test: { result: 'pass', items: [] },
  hazard_check: { condition: 'Đất', contaminant: 'Kim loại nặng', assessment: 'pass' },
  waste_collection: { wasteType: 'Vỏ chai thuốc', disposal: 'Bể chứa của xã' },
  inspection: { kind: 'hậu kiểm', findings: [], conclusion: 'Đạt' },
  hold: { reason: 'chờ kiểm nghiệm' },
  release: { reason: 'kiểm nghiệm đạt' },
  recall: { caseId: someId, reason: 'dư lượng vượt mức', kind: 'mandatory' },
  recall_lifted: { caseId: someId, reason: 'nhầm lô' },
  destroy: { reason: 'quá hạn' },
}

/** The shortest valid event of a type over these batches; whatever is given replaces the default. */
export function event<T extends EventType>(
  type: T,
  organizationId: Id,
  batches: BatchItem[],
  more: Partial<Omit<EventOf<T>, 'type' | 'organizationId' | 'batches'>> = {},
): EventOf<T> {
  return {
    v: 1,
    id: newId(),
    type,
    organizationId,
    occurredAt: `${testDay}T02:00:00.000Z`,
    precision: 'minute',
    capturedAt: `${testDay}T02:05:00.000Z`,
    utcOffset: '+07:00',
    batches,
    details: shortest[type] ?? {},
    evidence: [],
    ...more,
  } as unknown as EventOf<T>
}

export { batchesOf, randomChain } from './testing/random-chain.ts'
export {
  type ChainEvent,
  isOwnAncestor,
  type Lineage,
  lineageBack,
  lineageForward,
} from './testing/trace-oracle.ts'
