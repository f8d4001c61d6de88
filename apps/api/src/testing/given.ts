import { type BatchItem, type Id, newId, type Quantity, type SubjectKind, type Version } from '@nguon/domain'
import { born, event, given, testNow } from '@nguon/domain/testing'
import type { DataSource } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { recordEvent } from '../events/record-event.ts'
import { recordVersion } from '../subjects/record-version.ts'

export const operator: Caller = { kind: 'operator' }

/** A cooperative with one product and one plot. */
export interface GivenOrganization {
  readonly id: Id
  readonly staff: Caller
  readonly product: Id
  readonly plot: Id
}

/** Records a version of master data as its recorder would and answers the subject's id. */
export async function givenVersion<K extends SubjectKind>(
  db: DataSource,
  kind: K,
  organizationId: Id,
  data: Extract<Version, { subject: { kind: K } }>['data'],
  id: Id = newId(),
): Promise<Id> {
  const version = { v: 1, id: newId(), organizationId, subject: { kind, id }, capturedAt: testNow, data }
  await recordVersion(db, operator, { version: version as unknown as Version })
  return id
}

let count = 0

export async function givenOrganization(
  db: DataSource,
  more: { gtin?: string } = {},
): Promise<GivenOrganization> {
  const id = newId()
  const name = `HTX thử ${++count}`
  await givenVersion(
    db,
    'organization',
    id,
    { kind: 'cooperative', name, addresses: [], status: 'active' },
    id,
  )
  const product = await givenVersion(db, 'product', id, {
    name: 'Bí xanh thơm',
    unit: 'kg',
    labelLevel: 'batch',
    ...more,
  })
  const plot = await givenVersion(db, 'place', id, { kind: 'plot', name: 'Ruộng Nà Pha', addresses: [] })
  return { id, staff: { kind: 'staff', organizationId: id }, product, plot }
}

/** A lot that a purchase brought in, with so much in it. */
export async function givenLot(
  db: DataSource,
  org: GivenOrganization,
  quantity: Quantity,
  more: Partial<NonNullable<BatchItem['creates']>> = {},
): Promise<Id> {
  const id = newId()
  const lot = `L${id.slice(-12).toUpperCase()}`
  const birth = born(more.kind ?? 'harvest', org.product, lot, more)
  await recordEvent(db, org.staff, {
    event: event('purchase', org.id, [given(id, quantity, birth)], onTime()),
  })
  return id
}

let minutes = 0

/** Times of now, a minute after those of the event made before: nothing is late, and order is what the test says. */
export function onTime(): { occurredAt: string; capturedAt: string } {
  const at = new Date(Date.now() - 60_000_000 + ++minutes * 60_000).toISOString()
  return { occurredAt: at, capturedAt: at }
}
