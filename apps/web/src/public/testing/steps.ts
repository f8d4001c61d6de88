import type { Step, StepItem } from '@nguon/contract'
import type { EventDetails, EventType, Quantity, Unit } from '@nguon/domain'

/** An id that says in a test what it is of. */
export const idOf = (number: number): string => `0190f000-0000-7000-8000-${String(number).padStart(12, '0')}`

/** `2025-02-20T07:00` by the clock of Vietnam as an instant. */
export const at = (local: string): string => new Date(`${local}:00+07:00`).toISOString()

export const amount = (value: number, unit: Unit): Quantity => ({ value: String(value), unit })

export type Known = Pick<StepItem, 'batchId' | 'kind' | 'lot' | 'productName'>

export const into = (batch: Known, quantity?: Quantity): StepItem => item(batch, 'in', quantity)
export const out = (batch: Known, quantity?: Quantity): StepItem => item(batch, 'out', quantity)
export const about = (batch: Known): StepItem => item(batch, 'about')

const item = (batch: Known, role: StepItem['role'], quantity?: Quantity): StepItem => ({
  ...batch,
  role,
  ...(quantity && { quantity }),
})

type Optional = Partial<Omit<Step, 'type' | 'occurredAt' | 'items' | 'details'>>

/** A step of one cooperative, recorded the evening it happened unless told otherwise. */
export function step<T extends EventType>(
  number: number,
  type: T,
  local: string,
  items: readonly StepItem[],
  details: EventDetails<T>,
  more: Optional = {},
): Step {
  const recordedAt = more.recordedAt ?? at(`${local.slice(0, 10)}T19:00`)
  return {
    eventId: idOf(number),
    type,
    organizationId: idOf(900),
    organizationName: 'HTX Miến dong Khau Sáng (mẫu)',
    organizationKind: 'cooperative',
    occurredAt: at(local),
    precision: 'minute',
    utcOffset: '+07:00',
    capturedAt: more.capturedAt ?? recordedAt,
    recordedAt,
    items: [...items],
    details,
    evidence: [],
    marks: [],
    ...more,
  }
}
