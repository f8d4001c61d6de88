/** A file of the exchange format with as many events as asked: the same for the same numbers. */
interface SeasonFile {
  readonly text: string
  readonly events: number
}

interface Row {
  readonly [key: string]: unknown
}

interface Lists {
  readonly organizations: Row[]
  readonly persons: Row[]
  readonly sites: Row[]
  readonly plots: Row[]
  readonly products: Row[]
  readonly label_ranges: Row[]
  readonly input_lots: Row[]
  readonly crops: Row[]
  readonly batches: Row[]
  readonly events: Row[]
  readonly lab_tests: Row[]
}

const dayMs = 86_400_000
const firstDay = Date.parse('2023-01-02T00:00:00Z')
const cropsOfPlot = 12
const plotsOfCooperative = 15
const cropDays = 90

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * Seasons of cooperatives: growing with inputs, harvests, grading, merges, packing, labels, dispatches to a shop and its receipts,
 * tests, a few late entries and a few corrections, in the words people use. Each cooperative's events come in the order of time.
 *
 * @param events at least how many; the last season is written to its end
 */
export function seasonFile(events: number, seed = 20261123): SeasonFile {
  const random = randomFrom(seed)
  const lists: Lists = {
    organizations: [
      { id: 'shop', kind: 'retailer', name: 'Cửa hàng mẫu', addresses: [], status: 'active' },
      { id: 'lab', kind: 'laboratory', name: 'Phòng thử nghiệm mẫu', addresses: [], status: 'active' },
    ],
    persons: [],
    sites: [{ id: 'shop-store', org: 'shop', kind: 'store', name: 'Kho cửa hàng', addresses: [] }],
    plots: [],
    products: [],
    label_ranges: [],
    input_lots: [],
    crops: [],
    batches: [],
    events: [],
    lab_tests: [],
  }
  for (let number = 1; lists.events.length < events; number++) {
    const coop = createCooperative(lists, number, random)
    for (let season = 0; season < cropsOfPlot && lists.events.length < events; season++)
      writeSeason(lists, coop, season)
  }
  return { text: JSON.stringify(lists), events: lists.events.length + lists.lab_tests.length }
}

interface Cooperative {
  readonly id: string
  readonly random: () => number
  /** Adds an event at a moment of the season; answers what it is called. */
  add(type: string, at: number, row: Row): string
}

function createCooperative(lists: Lists, number: number, random: () => number): Cooperative {
  const id = `coop-${number}`
  const org = id
  const name = `Hợp tác xã ${number}`
  lists.organizations.push({ id, kind: 'cooperative', name, addresses: [], status: 'active' })
  lists.persons.push({
    id: `${id}-manager`,
    org,
    name: `Người ${number}`,
    role: 'coop_manager',
    public_display: 'Ban quản trị',
  })
  lists.persons.push({
    id: `${id}-farmer`,
    org,
    name: `Nông dân ${number}`,
    role: 'farmer',
    public_display: `Hộ ${number}`,
  })
  lists.sites.push({ id: `${id}-house`, org, kind: 'packhouse', name: 'Nhà sơ chế', addresses: [] })
  const gtin = withCheckDigit(`0952${String(number).padStart(9, '0')}`)
  const product = { id: `${id}-gourd`, org, name: 'Bí thơm', gtin, unit: 'kg', net_quantity: '1 kg' }
  lists.products.push({ ...product, category: 'Rau quả', label_level: 'serial' })
  const roll = { prefix: `R${number}X`, from_: '000001', to: '900000', medium: 'cuộn tem' }
  lists.label_ranges.push({ id: `${id}-roll`, org, product: product.id, ...roll })
  for (let plot = 0; plot < plotsOfCooperative; plot++)
    lists.plots.push({ id: `${id}-plot-${plot}`, org, code: `T-${plot}`, area_m2: 800, addresses: [] })
  for (const [input, unit] of [...inputs])
    lists.products.push({
      id: `${id}-${input}`,
      org,
      name: input,
      input_kind: input,
      unit,
      label_level: 'none',
    })
  let count = 0
  const add = (type: string, at: number, row: Row) => {
    const event = `${id}-e${++count}`
    const late = random() < 0.02 ? 40 * dayMs : 0
    const times = { occurred_at: clock(at), recorded_at: clock(at + 9 * 3_600_000 + late) }
    const reason = late > 0 ? { late_reason: 'Ghi bổ sung theo sổ giấy' } : {}
    lists.events.push({ id: event, type, org, ...times, ...reason, ...row })
    return event
  }
  return { id, random, add }
}

const inputs = [
  ['seed', 'kg'],
  ['fertiliser', 'kg'],
  ['pesticide', 'lít'],
] as const

const clock = (at: number): string => new Date(at).toISOString().replace('.000Z', '+00:00')

function withCheckDigit(digits: string): string {
  const sum = [...digits].reduceRight(
    (total, digit, index) => total + Number(digit) * ((digits.length - 1 - index) % 2 === 0 ? 3 : 1),
    0,
  )
  return `${digits}${(10 - (sum % 10)) % 10}`
}

/** The inputs of a season, its crops, and what becomes of the harvests: three crops make one merged lot, which is packed and sent. */
function writeSeason(lists: Lists, coop: Cooperative, season: number): void {
  const start = firstDay + season * cropDays * dayMs
  const org = coop.id
  const house = `${org}-house`
  const manager = `${org}-manager`
  for (const [input, unit] of inputs) {
    const id = `${org}-${input}-${season}`
    const details = input === 'pesticide' ? { phi_days: 5, supplier: 'shop' } : {}
    const lot = `${input.toUpperCase()}-${season}`
    lists.input_lots.push({ id, org, product: `${org}-${input}`, lot, expiry: '2027-12-31', ...details })
    const outputs = [{ ref: id, quantity: 5000, unit }]
    coop.add('input_received', start, { actor: manager, location: house, outputs })
  }
  const graded: { ref: string; quantity: number; at: number }[] = []
  for (let plot = 0; plot < plotsOfCooperative; plot++) {
    graded.push(writeCrop(lists, coop, season, plot))
    if (graded.length === 3) sell(lists, coop, `${season}-${plot}`, graded.splice(0))
  }
}

function writeCrop(lists: Lists, coop: Cooperative, season: number, plot: number) {
  const { id: org, random, add } = coop
  const crop = `${org}-crop-${season}-${plot}`
  const location = `${org}-plot-${plot}`
  const start = firstDay + season * cropDays * dayMs + (1 + plot / 4) * dayMs
  lists.crops.push({ id: crop, org, product: `${org}-gourd`, lot: `C${season}-${plot}`, plot: location })
  const place = { actor: `${org}-farmer`, location, for_crop: crop }
  const use = (input: string, quantity: number, unit: string) => ({
    inputs: [{ ref: `${org}-${input}-${season}`, quantity, unit }],
  })
  add('soil_preparation', start, { ...place, params: { 'Cách làm': 'Cày, lên luống' } })
  add('sowing', start + 2 * dayMs, { ...place, ...use('seed', 1 + Math.floor(random() * 5), 'kg') })
  for (let week = 0; week < 8; week++) {
    const at = start + (5 + week * 5) * dayMs
    add('irrigating', at, { ...place, params: { 'Cách làm': 'Tưới nhỏ giọt', 'Lượng nước': `${week} m3` } })
    if (week % 3 === 0) add('fertilising', at + dayMs, { ...place, ...use('fertiliser', 8.5, 'kg') })
    if (week % 4 === 1) add('weeding', at + dayMs, place)
    if (week % 3 === 1) {
      const sprayed = { ...place, ...use('pesticide', 0.4, 'lít'), phi_days: 7 }
      add('spraying', at + 2 * dayMs, {
        ...sprayed,
        params: { 'Nồng độ': '10 ml/16 lít', 'Lý do': 'Nhện đỏ' },
      })
    }
  }
  return harvest(lists, coop, crop, start + 60 * dayMs, place)
}

/** Two pickings into one lot, and its grading in place. */
function harvest(lists: Lists, { id: org, random, add }: Cooperative, crop: string, at: number, place: Row) {
  const ref = crop.replace('crop', 'picked')
  const lot = `H${crop.slice(org.length + 6)}`
  lists.batches.push({ id: ref, org, product: `${org}-gourd`, lot, stage: 'harvest' })
  const [first, second] = [200 + Math.floor(random() * 100), 150 + Math.floor(random() * 100)]
  const picked = add('harvest', at, { ...place, outputs: [{ ref, quantity: first, unit: 'kg' }] })
  add('harvest', at + 3 * dayMs, { ...place, outputs: [{ ref, quantity: second, unit: 'kg' }] })
  if (random() < 0.02) {
    const change = { before: { quantity: first }, after: { quantity: first + 1 } }
    const reason = 'Cân lại'
    add('correction', at + 4 * dayMs, { actor: `${org}-manager`, corrects: picked, reason, ...change })
  }
  const total = first + second
  const lost = Math.floor(total * 0.06)
  const graded = {
    inputs: [{ ref, quantity: total, unit: 'kg' }],
    outputs: [{ ref, quantity: total - lost, unit: 'kg' }],
  }
  const loss = { quantity: lost, unit: 'kg', reason: 'Quả dập' }
  add('grading', at + 5 * dayMs, { actor: `${org}-manager`, location: `${org}-house`, ...graded, loss })
  return { ref, quantity: total - lost, at: at + 5 * dayMs }
}

/** Merged, packed, labelled, tested, sent to the shop and counted there. */
function sell(
  lists: Lists,
  { id: org, random, add }: Cooperative,
  name: string,
  graded: readonly { ref: string; quantity: number; at: number }[],
): void {
  const [merged, packed] = [`${org}-merged-${name}`, `${org}-packed-${name}`]
  const product = `${org}-gourd`
  lists.batches.push({ id: merged, org, product, lot: `M${name}`, stage: 'semi_finished' })
  lists.batches.push({ id: packed, org, product, lot: `P${name}`, stage: 'finished', use_by: '2026-12-31' })
  const at = Math.max(...graded.map((each) => each.at)) + dayMs
  const quantity = graded.reduce((sum, each) => sum + each.quantity, 0)
  const house = { actor: `${org}-manager`, location: `${org}-house` }
  const inputs = graded.map(({ ref, quantity: taken }) => ({ ref, quantity: taken, unit: 'kg' }))
  add('merge', at, { ...house, inputs, outputs: [{ ref: merged, quantity, unit: 'kg' }] })
  const units = Math.floor(quantity * 0.98)
  const outputs = [{ ref: packed, quantity: units, unit: 'kg', units }]
  const taken = [{ ref: merged, quantity, unit: 'kg' }]
  add('packing', at + dayMs, {
    ...house,
    inputs: taken,
    outputs,
    loss: { quantity: 0, unit: 'kg', reason: 'Vỏ' },
  })
  const first = nextSerial(lists, org, units)
  const activated = [{ runId: `${org}-roll`, first, last: first + units - 1 }]
  add('label_activation', at + 1.5 * dayMs, {
    ...house,
    for_batch: packed,
    details: { activated, voided: [] },
  })
  const day = new Date(at + 3 * dayMs).toISOString().slice(0, 10)
  if (random() < 0.1)
    lists.lab_tests.push({
      id: `${packed}-test`,
      batch: packed,
      lab: 'lab',
      reported: day,
      result: 'pass',
      items: [],
    })
  const sent = [{ ref: packed, quantity: units, unit: 'kg' }]
  const params = { 'Phương tiện': 'Xe tải nhỏ', 'Biển số': '20C-000.00' }
  const dispatch = add('dispatch', at + 2 * dayMs, { ...house, inputs: sent, to: 'shop/shop-store', params })
  add('receipt', at + 2.2 * dayMs, {
    org: 'shop',
    location: 'shop-store',
    inputs: sent,
    dispatch: `${org}/${dispatch}`,
  })
}

const serials = new WeakMap<Lists, Map<string, number>>()

/** The first label of the cooperative's roll that is not activated yet. */
function nextSerial(lists: Lists, org: string, count: number): number {
  const next = serials.get(lists) ?? new Map<string, number>()
  serials.set(lists, next)
  const first = next.get(org) ?? 1
  next.set(org, first + count)
  return first
}
