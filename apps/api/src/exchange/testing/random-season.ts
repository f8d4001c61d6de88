/** Rows of an exchange file. */
type Row = Record<string, unknown>

interface Lot {
  readonly id: string
  readonly org: string
  left: number
}

interface Season {
  readonly random: (below: number) => number
  readonly rows: Record<'crops' | 'batches' | 'input_lots' | 'events' | 'lab_tests', Row[]>
  readonly crops: { id: string; org: string }[]
  readonly inputs: Lot[]
  readonly goods: Lot[]
  readonly packed: (Lot & { labels: number; serial: number })[]
  readonly sent: { lot: Lot; event: string; to: string; quantity: number }[]
  readonly harvests: Row[]
  hour: number
  serial: number
}

const hourMs = 3_600_000
const orgs = ['coop-a', 'coop-b']
const photo = { sha256: 'cd'.repeat(32), bytes: 9, mime: 'image/jpeg' }

/**
 * A file with what cooperatives do in any order: mostly what the rules allow, with now and then something that stops goods, corrects,
 * comes late, comes in from others or is refused. The same for the same seed.
 *
 * @param mistakes whether some events may break a rule
 */
export function randomSeason(seed: number, count: number, mistakes: boolean): string {
  const season: Season = {
    random: randomFrom(seed),
    rows: { crops: [], batches: [], input_lots: [], events: [], lab_tests: [] },
    crops: [],
    inputs: [],
    goods: [],
    packed: [],
    sent: [],
    harvests: [],
    hour: 0,
    serial: 1,
  }
  for (const org of orgs) {
    receive(season, org)
    sow(season, org)
  }
  const steps = Object.values(mistakes ? { ...allowed, overdraw, useEarly, harvestSoon } : allowed)
  while (season.rows.events.length < count) {
    const org = orgs[season.random(2)] as string
    steps[season.random(steps.length)]?.(season, org)
  }
  return JSON.stringify({ order: 'as_listed', ...masterData(), ...season.rows })
}

function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function masterData(): Record<string, Row[]> {
  const each = (make: (org: string, index: number) => Row[]) => orgs.flatMap(make)
  return {
    organizations: [
      ...each((id) => [{ id, kind: 'cooperative', name: `HTX ${id}`, addresses: [], status: 'active' }]),
      { id: 'lab', kind: 'laboratory', name: 'Phòng thử nghiệm', addresses: [], status: 'active' },
    ],
    persons: each((org) => [
      { id: `${org}-p`, org, name: 'Lò Văn Kín', role: 'farmer', public_display: 'Hộ 1' },
    ]),
    plots: each((org) => [{ id: `${org}-plot`, org, code: 'T-1', area_m2: 500, addresses: [] }]),
    sites: each((org) => [{ id: `${org}-store`, org, kind: 'store', name: 'Kho', addresses: [] }]),
    products: each((org, index) => [
      {
        id: `${org}-tea`,
        org,
        name: 'Chè',
        unit: 'kg',
        label_level: 'serial',
        ...(index === 0 ? { gtin: '9520002000019' } : {}),
      },
      { id: `${org}-spray`, org, name: 'Thuốc', unit: 'kg', input_kind: 'pesticide', label_level: 'none' },
    ]),
    label_ranges: each((org, index) => [
      {
        id: `${org}-roll`,
        org,
        product: `${org}-tea`,
        prefix: `GA2${index}P9XK`,
        from_: '00001',
        to: '09000',
      },
    ]),
    files: each((org) => [{ ...photo, org, uploaded_at: '2026-01-01T00:00:00Z' }]),
  }
}

/** Adds an event; `hoursAgo` before now. */
function add({ rows, ...season }: Season, type: string, org: string, row: Row, hoursAgo = 0): Row {
  const now = Date.parse('2026-01-05T00:00:00Z') + season.hour * hourMs
  const at = (ms: number) => new Date(ms).toISOString().replace('.000Z', '+00:00')
  const event = {
    id: `e${rows.events.length}`,
    type,
    org,
    occurred_at: at(now - hoursAgo * hourMs),
    recorded_at: at(now + hourMs),
    ...row,
  }
  rows.events.push(event)
  return event
}

const pick = <T>({ random }: Season, list: readonly T[]): T | undefined => list[random(list.length)]
const own = <T extends { org: string }>(list: readonly T[], org: string): T[] =>
  list.filter((each) => each.org === org)
const item = (ref: string, quantity: number): Row => ({ ref, quantity, unit: 'kg' })

function receive(season: Season, org: string): void {
  season.hour += 3
  const lot = { id: `l${season.inputs.length}`, org, left: 500 }
  const supplier = season.random(2) === 0 ? { supplier: 'lab' } : {}
  const told = { lot: `L${season.inputs.length}`, phi_days: season.random(3), ...supplier }
  season.rows.input_lots.push({ id: lot.id, org, product: `${org}-spray`, ...told })
  season.inputs.push(lot)
  add(season, 'input_received', org, { outputs: [item(lot.id, 500)] })
}

function sow(season: Season, org: string): void {
  season.hour += 3
  const id = `c${season.crops.length}`
  season.rows.crops.push({
    id,
    org,
    product: `${org}-tea`,
    lot: `C${season.crops.length}`,
    plot: `${org}-plot`,
  })
  season.crops.push({ id, org })
  add(season, 'sowing', org, { for_crop: id, actor: `${org}-p`, private: { note: 'ghi riêng' } })
}

function newGoods(season: Season, org: string, quantity: number, stage = 'harvest'): Lot {
  const lot = { id: `b${season.rows.batches.length}`, org, left: quantity }
  season.rows.batches.push({ id: lot.id, org, product: `${org}-tea`, lot: lot.id.toUpperCase(), stage })
  return lot
}

/** What the rules allow, unless chance has it otherwise. */
const allowed: Record<string, (season: Season, org: string) => void> = {
  receive,
  sow,
  irrigate(season, org) {
    season.hour += 5
    const crop = pick(season, own(season.crops, org))
    if (crop) add(season, 'irrigating', org, { for_crop: crop.id, evidence: season.random(3) ? [] : [photo] })
  },
  spray(season, org) {
    const [crop, lot] = [pick(season, own(season.crops, org)), pick(season, own(season.inputs, org))]
    if (!crop || !lot || lot.left < 5) return
    lot.left -= 5
    // some come in late, after a harvest: what it gave is held then, and left alone
    const ago = season.random(4) === 0 ? 30 : 0
    if (ago > 0) for (const each of own(season.goods, org)) season.goods.splice(season.goods.indexOf(each), 1)
    add(season, 'spraying', org, { for_crop: crop.id, inputs: [item(lot.id, 5)], phi_days: 2 }, ago)
    season.hour += 80
  },
  harvest(season, org) {
    season.hour += 80
    const crop = pick(season, own(season.crops, org))
    if (!crop) return
    const before = season.random(3) === 0 ? pick(season, own(season.goods, org)) : undefined
    const lot = before ?? newGoods(season, org, 0)
    if (!before) season.goods.push(lot)
    lot.left += 100
    season.harvests.push(add(season, 'harvest', org, { for_crop: crop.id, outputs: [item(lot.id, 100)] }))
  },
  grade(season, org) {
    season.hour += 2
    const lot = pick(season, own(season.goods, org))
    if (!lot || lot.left < 20) return
    const precision = season.random(4) === 0 ? 'day' : 'minute'
    add(season, 'grading', org, { precision, inputs: [item(lot.id, 20)], outputs: [item(lot.id, 19)] })
    lot.left -= 1
  },
  merge(season, org) {
    season.hour += 30
    const [one, other] = [pick(season, own(season.goods, org)), pick(season, own(season.goods, org))]
    if (!one || !other || one === other || one.left < 10 || other.left < 10) return
    const lot = newGoods(season, org, 20, 'semi_finished')
    season.goods.push(lot)
    one.left -= 10
    other.left -= 10
    add(season, 'merge', org, { inputs: [item(one.id, 10), item(other.id, 10)], outputs: [item(lot.id, 20)] })
  },
  pack(season, org) {
    season.hour += 30
    const lot = pick(season, own(season.goods, org))
    if (!lot || lot.left < 10) return
    lot.left -= 10
    const packed = { ...newGoods(season, org, 10, 'finished'), labels: 10, serial: season.serial }
    season.serial += 10
    season.packed.push(packed)
    add(season, 'packing', org, {
      inputs: [item(lot.id, 10)],
      outputs: [{ ...item(packed.id, 10), units: 10 }],
    })
  },
  label(season, org) {
    season.hour += 1
    const packed = pick(season, own(season.packed, org))
    if (!packed || packed.labels < 4) return
    const first = packed.serial
    packed.serial += 4
    packed.labels -= 4
    const range = (from: number, to: number) => ({ runId: `${org}-roll`, first: from, last: to })
    const voided = season.random(2) ? [{ ...range(first, first), reason: 'rách' }] : []
    const details = { activated: [range(first, first + 3)], voided }
    add(season, 'label_activation', org, { about: [{ ref: packed.id }], details })
  },
  send(season, org) {
    season.hour += 2
    const lot = pick(season, own(season.packed, org))
    if (!lot || lot.left < 4) return
    lot.left -= 4
    const to = orgs.find((each) => each !== org) as string
    const params = { 'Phương tiện': 'xe tải' }
    const row = { inputs: [item(lot.id, 4)], to: `${to}/${to}-store`, params }
    const { id } = add(season, 'dispatch', org, row)
    season.hour += 2
    add(season, 'receipt', to, { inputs: [item(`${org}/${lot.id}`, 4)], dispatch: `${org}/${id}` })
    const made = newGoods(season, to, 3, 'semi_finished')
    season.goods.push(made)
    season.hour += 2
    add(season, 'processing', to, { inputs: [item(`${org}/${lot.id}`, 3)], outputs: [item(made.id, 3)] })
  },
  test(season, org) {
    const lot = pick(season, own(season.goods, org))
    if (lot)
      add(season, 'lab_test', 'lab', {
        about: [{ ref: `${org}/${lot.id}` }],
        details: { result: 'pass', items: [] },
      })
  },
  stop(season, org) {
    const lot = pick(season, own(season.packed, org))
    if (!lot) return
    season.hour += 1
    add(season, 'hold', org, { about: [{ ref: lot.id }], details: { reason: 'nghi ngờ' } })
    season.hour += 1
    add(season, 'release', org, { about: [{ ref: lot.id }], details: { reason: 'đã xem' } })
  },
  correct(season, org) {
    const harvest = season.harvests.filter((each) => each.org === org).at(-1)
    if (!harvest) return
    season.harvests.splice(season.harvests.indexOf(harvest), 1)
    season.hour += 1
    add(season, 'correction', org, { corrects: harvest.id, reason: 'Cân lại', after: { quantity: 101 } })
  },
}

/** Within the interval that the label says. */
function harvestSoon(season: Season, org: string): void {
  const [crop, lot] = [pick(season, own(season.crops, org)), pick(season, own(season.inputs, org))]
  if (!crop || !lot) return
  add(season, 'spraying', org, { for_crop: crop.id, inputs: [item(lot.id, 1)], phi_days: 5 })
  season.hour += 1
  const picked = newGoods(season, org, 10)
  add(season, 'harvest', org, { for_crop: crop.id, outputs: [item(picked.id, 10)] })
}

function overdraw(season: Season, org: string): void {
  const lot = pick(season, own(season.inputs, org))
  const crop = pick(season, own(season.crops, org))
  if (lot && crop) add(season, 'fertilising', org, { for_crop: crop.id, inputs: [item(lot.id, 9999)] })
}

function useEarly(season: Season, org: string): void {
  const lot = pick(season, own(season.goods, org))
  if (lot) add(season, 'destroy', org, { inputs: [item(lot.id, 1)], details: { reason: 'hỏng' } }, 500)
}
