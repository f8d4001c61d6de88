import { type EventOf, type Id, newId, type TraceEvent } from '@nguon/domain'
import { born, event, given, kg, taken } from '@nguon/domain/testing'
import type { DataSource } from 'typeorm'
import { recordEvent } from '../../events/record-event.ts'
import type { GivenOrganization } from '../../testing/given.ts'

const dayMs = 86_400_000
const nineMs = 2 * 3_600_000

/** The last time it was 9 in the morning in Vietnam, which is the same day in UTC. */
const lastNine = Math.floor((Date.now() - nineMs) / dayMs) * dayMs + nineMs

/** So many days ago at 9 in the morning in Vietnam; what is over 30 days late brings its reason. */
export function daysAgo(days: number): Pick<TraceEvent, 'occurredAt' | 'capturedAt' | 'reasons'> {
  const at = new Date(lastNine - days * dayMs).toISOString()
  const reasons = days > 29 ? { reasons: { LATE_ENTRY: 'Ghi bổ sung khi tổng hợp sổ giấy' } } : {}
  return { occurredAt: at, capturedAt: at, ...reasons }
}

let lots = 0
export const lotNumber = (): string => `R${process.pid}-${++lots}`

/** A standing crop, sown so many days ago. */
export async function givenCrop(db: DataSource, org: GivenOrganization, sownDaysAgo = 200): Promise<Id> {
  const crop = newId()
  const birth = born('crop', org.product, lotNumber(), { plots: [org.plot] })
  await recordEvent(db, org.staff, {
    event: event('sowing', org.id, [given(crop, undefined, birth)], daysAgo(sownDaysAgo)),
  })
  return crop
}

/** 6 litres of BIO-K: three days to wait, by its label. */
export async function givenPesticide(
  db: DataSource,
  org: GivenOrganization,
  days: number | undefined = 3,
  useBy?: string,
): Promise<{ lot: Id; received: EventOf<'input_received'> }> {
  const lot = newId()
  const birth = born('input', org.product, lotNumber(), useBy === undefined ? {} : { useBy })
  const details = days === undefined ? {} : { preHarvestIntervalDays: days }
  const received = event('input_received', org.id, [given(lot, kg('6', 'lít'), birth)], {
    ...daysAgo(210),
    details,
  })
  await recordEvent(db, org.staff, { event: received })
  return { lot, received }
}

export const sprayed = (org: GivenOrganization, crop: Id, days: number, lot?: Id): EventOf<'spraying'> =>
  event('spraying', org.id, [...(lot ? [taken(lot, kg('0.5', 'lít'))] : []), given(crop)], daysAgo(days))

/** 1,400 kg taken from the crop so many days ago. */
export function harvested(
  org: GivenOrganization,
  crop: Id,
  days: number,
): { harvest: EventOf<'harvest'>; lot: Id } {
  const lot = newId()
  const item = given(lot, kg('1400'), born('harvest', org.product, lotNumber()))
  return { lot, harvest: event('harvest', org.id, [taken(crop), item], daysAgo(days)) }
}
