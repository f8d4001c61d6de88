import { type BatchItem, type Id, newId } from '@nguon/domain'
import { born, event, given, kg, taken, touched } from '@nguon/domain/testing'
import { recordEvent } from '../../events/record-event.ts'
import type { Json } from '../break-body.ts'
import type { Call, Maker } from './call.ts'
import { withPrivate } from './version-calls.ts'
import type { World } from './world.ts'

/** Times of this moment: after all that was recorded before. */
export function justNow(byMs = 0): { occurredAt: string; capturedAt: string } {
  const at = new Date(Date.now() - 1000 + byMs).toISOString()
  return { occurredAt: at, capturedAt: at }
}

const words = (value: string): { [name: string]: Json } => ({ parameters: [{ name: 'Thời tiết', value }] })
const transformation: { [name: string]: Json } = {
  ...{ process: 'tea_drying', added: [{ name: 'Muối', quantity: { value: '1', unit: 'kg' } }] },
  loss: { quantity: { value: '0.5', unit: 'kg' }, reason: 'cuống' },
}
const labTest: { [name: string]: Json } = {
  ...{ laboratoryName: 'Viện', sampledOn: '2026-11-01', result: 'pass', remark: 'đạt' },
  items: [{ name: 'Chì', value: '0,1', limit: '0,3', result: 'pass' }],
}

function birth({ org }: World, creates: object = {}, quantity = '10'): BatchItem {
  const lot = `F${newId().slice(-12).toUpperCase()}`
  return given(newId(), kg(quantity), born('harvest', org.product, lot, creates))
}

let nextLabel = 1
const reasons = { LATE_ENTRY: 'mất sóng', LOSS_OUT_OF_PROFILE: 'cuống, lá già' }

type Type = Parameters<typeof event>[0]

async function happened(
  world: World,
  type: Type,
  batches: BatchItem[],
  details?: { [name: string]: Json },
): Promise<Call> {
  const { org, member } = world
  const about = { ...justNow(), placeId: org.plot, actorId: member, reasons: { ...reasons } }
  const made = event(type, org.id, batches, about)
  const whole = { ...made, details: { ...made.details, ...details } }
  return { as: await world.person('staff'), body: withPrivate('event', whole) }
}

const withLot =
  (type: Type, item: (lot: Id) => BatchItem, details?: { [name: string]: Json }): Maker =>
  async (world) =>
    happened(world, type, [item(await world.lot())], details)

/** What inspectors record about a batch of their area. */
const inspection: Maker = async (world) => {
  const { org } = world
  const made = event('inspection', org.id, [touched(await world.spareLot())], justNow())
  const { organizationId: _owner, ...rest } = made
  const body = { event: { ...rest, organizationId: world.inspectorate } }
  return { as: await world.person('inspector'), body: JSON.parse(JSON.stringify(body)) }
}

const correction =
  (reason: 'did_not_occur' | 'incorrect_data'): Maker =>
  async (world) => {
    const { org, db } = world
    const lot = await world.otherLot()
    const times = justNow()
    const wrong = event('dispatch', org.id, [taken(lot, kg('1'))], times)
    await recordEvent(db, org.staff, { event: wrong })
    const replacement = event('dispatch', org.id, [taken(lot, kg('2'))], times)
    const isReplaced = reason === 'incorrect_data'
    const corrects = { eventId: wrong.id, reason, text: 'nhầm' }
    const body = event('correction', org.id, [touched(lot)], {
      ...times,
      corrects: { ...corrects, ...(isReplaced ? { replacedBy: replacement.id } : {}) },
    })
    const request = { event: body, ...(isReplaced ? { replacement: { event: replacement } } : {}) }
    return { as: await world.person('staff'), body: JSON.parse(JSON.stringify(request)) }
  }

/** Events of every shape: what bears, takes, gives, touches, turns and corrects. */
export const eventCalls: Record<string, Maker[]> = {
  recordEvent: [
    (world) => happened(world, 'purchase', [birth(world, { useBy: '2027-01-01' })]),
    withLot('purchase', (lot) => given(lot, kg('5', 'tạ')), words('mưa')),
    (world) => {
      const { quantity: _unweighed, ...crop } = birth(world, { kind: 'crop', plots: [world.org.plot] })
      return happened(world, 'sowing', [{ ...crop, units: 1 }], { areaM2: 9 })
    },
    (world) => happened(world, 'opening_stock', [birth(world)], { since: '2026-01-01' }),
    async (world) => {
      const place = { toPlaceId: world.org.plot }
      return happened(world, 'dispatch', [taken(await world.lot(), kg('1'))], place)
    },
    async (world) => {
      const batches = [taken(await world.otherLot(), kg('10')), { ...birth(world), units: 20 }]
      return happened(world, 'grading', batches, transformation)
    },
    async (world) => {
      const lots = [await world.lot(), await world.otherLot()]
      const batches = [...lots.map((lot) => taken(lot, kg('1'))), birth(world, {}, '2')]
      return happened(world, 'merge', batches, words('x'))
    },
    async (world) => {
      const batches = [taken(await world.lot(), kg('2')), birth(world, {}, '1'), birth(world, {}, '1')]
      return happened(world, 'split', batches)
    },
    withLot('lab_test', touched, labTest),
    withLot('hazard_check', touched, { treatment: 'rửa' }),
    withLot('waste_collection', touched),
    withLot('stock_count', touched, { counted: { value: '9', unit: 'kg' }, reason: 'kiểm kê' }),
    async (world) => happened(world, 'hold', [touched(await world.spareLot())]),
    async (world) => {
      const activated = [{ runId: world.run, first: nextLabel, last: nextLabel++ }]
      return happened(world, 'label_activation', [touched(await world.packedLot())], {
        activated,
        voided: [],
      })
    },
    withLot('destroy', (lot) => taken(lot, kg('0.001')), { method: 'đốt' }),
    inspection,
    correction('did_not_occur'),
    correction('incorrect_data'),
  ],
}
