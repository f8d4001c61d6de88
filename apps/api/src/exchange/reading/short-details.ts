import { compact } from '../file-text.ts'
import type { EventRow, HappenedRow } from '../formats/event-row.ts'

type Names = Readonly<Record<string, string>>

const growing: Names = { 'Cách làm': 'method' }
const planting: Names = { Giống: 'variety', 'Cách làm': 'method' }

/** Params that have a field of their own in the details of a type; the others become `parameters`. */
const known: { readonly [T in EventRow['type']]?: Names } = {
  soil_preparation: growing,
  weeding: growing,
  irrigating: growing,
  sowing: planting,
  planting,
  transplanting: planting,
  fertilising: { 'Cách bón': 'method', 'Liều lượng': 'dose' },
  spraying: {
    'Nồng độ': 'dilution',
    'Lượng nước': 'water',
    'Thiết bị': 'equipment',
    'Lý do': 'targetPest',
    'Liều lượng': 'dose',
  },
  harvest: { 'Thời tiết': 'weather' },
}

/** Params of a dispatch that are private. */
const vehicle = ['Phương tiện', 'Biển số']

const paramsOf = ({ params }: HappenedRow): [name: string, value: string][] =>
  params ? Object.entries(params).map(([name, value]) => [name, String(value)]) : []

/** The vehicle and its plate: private. */
export function vehicleOf(row: HappenedRow): string | undefined {
  const parts = paramsOf(row).filter(([name]) => vehicle.includes(name))
  return parts.length > 0 ? parts.map(([, value]) => value).join(', ') : undefined
}

/** The typed details that the sample's own field names tell, with references still. */
export function shortDetails(row: HappenedRow): Record<string, unknown> {
  const { loss, byproducts, type } = row
  const fields = known[type] ?? {}
  const typed: Record<string, string> = {}
  const others: { name: string; value: string }[] = []
  for (const [name, value] of paramsOf(row)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (field !== undefined) typed[field] = value
    else if (!vehicle.includes(name)) others.push({ name, value })
  }
  return compact({
    ...typed,
    process: row.process,
    loss: loss && compact({ quantity: { value: loss.quantity, unit: loss.unit }, reason: loss.reason }),
    byProducts: byproducts?.map(({ name, quantity, unit, use }) =>
      compact({ name, quantity: { value: quantity, unit }, use }),
    ),
    preHarvestIntervalDays: row.phi_days,
    toPlaceId: row.to,
    dispatchId: row.dispatch,
    accepted: row.dispatch !== undefined && type === 'receipt' ? true : undefined,
    parameters: others.length > 0 ? others : undefined,
  })
}
