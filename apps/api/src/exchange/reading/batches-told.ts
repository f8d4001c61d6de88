import type { Creates, Id } from '@nguon/domain'
import type { ExchangeFile } from '../exchange-file.ts'
import type { BatchRow, CropRow, InputLotRow } from '../formats/batch-rows.ts'
import { cropOf, idOf, meansCrop, organizationOf } from './declare-names.ts'
import type { Draft, EventDraft } from './event-drafts.ts'
import { birthOf } from './event-items.ts'
import { type Reading, resolveName } from './reading.ts'

/** What the file tells of a batch apart from its events. */
export interface BatchTold {
  readonly path: string
  readonly organizationId: Id | undefined
  readonly creates: Creates
  /** Packages, which belong to its last producing event. */
  readonly units?: number | undefined
  /** An input lot tells details of the event that receives it. */
  readonly lot?: InputLotRow
}

/** Every batch of the file by id. */
export function batchesTold(
  file: ExchangeFile,
  drafts: readonly EventDraft[],
  reading: Reading,
): Map<Id, BatchTold> {
  const told = new Map<Id, BatchTold>()
  for (const { path, kind, row, birth, ...more } of listedBatches(file, drafts, reading)) {
    const organizationId = organizationOf(reading, row.org, path)
    const [name] = reading.names.look(row.id, [kind], organizationId)
    const creates = birthOf(birth, path, organizationId, reading)
    if (name) told.set(name.id, { path, organizationId, creates, ...more })
  }
  for (const draft of drafts) tellCrop(draft, told, reading)
  return told
}

type Birth = Parameters<typeof birthOf>[0]
interface ListedBatch {
  readonly path: string
  readonly kind: 'batch' | 'crop'
  readonly row: { readonly id: string; readonly org: string }
  readonly birth: Birth
  readonly units?: number | undefined
  readonly lot?: InputLotRow
}

const listedBatches = (
  file: ExchangeFile,
  drafts: readonly EventDraft[],
  reading: Reading,
): ListedBatch[] => [
  ...file.input_lots.map((row, index) => {
    const birth = inputBirth(row, reading)
    return { path: `input_lots[${index}]`, kind: 'batch' as const, row, birth, lot: row }
  }),
  ...file.crops.map((row, index) => {
    return { path: `crops[${index}]`, kind: 'crop' as const, row, birth: cropBirth(row) }
  }),
  ...file.batches.map((row, index) => {
    const { product, lot, use_by, plots, units } = row
    const birth = { kind: row.stage ?? stageOf(row, drafts, reading), product, lot, use_by, plots }
    return { path: `batches[${index}]`, kind: 'batch' as const, row, birth, units }
  }),
]

function inputBirth({ id, org, product, lot, expiry, plots }: InputLotRow, { names }: Reading): Birth {
  const [owner] = names.look(org, ['organization'])
  const own = { kind: 'product', organizationId: owner?.id, reference: id, madeAs: 'input_product' } as const
  return { kind: 'input', product: product ?? idOf(own), lot, use_by: expiry, plots }
}

const cropBirth = ({ id, product, lot, plot, plots, use_by }: CropRow): Birth => {
  const made = id
    .toUpperCase()
    .replaceAll(/[^0-9A-Z._-]/g, '')
    .slice(0, 20)
  return { kind: 'crop', product, lot: lot ?? made, plots: plots ?? (plot ? [plot] : undefined), use_by }
}

/** A lot in retail packs or dispatched for sale is finished. */
function stageOf({ id, org, units, kind }: BatchRow, drafts: readonly EventDraft[], { names }: Reading) {
  const [owner] = names.look(org, ['organization'])
  const [batch] = names.look(id, ['batch'], owner?.id)
  const sold = drafts.some(({ row, items, organizationId }) => {
    if (row.type !== 'dispatch' || !items.some(({ batchId }) => batchId === batch?.id)) return false
    const to = row.to === undefined ? undefined : names.look(row.to, ['place'], organizationId)[0]
    return to?.organizationId !== owner?.id
  })
  if (units !== undefined || sold) return 'finished'
  return kind === 'transformation' ? 'semi_finished' : 'harvest'
}

/** The standing crop that is known by its batch: of the same product and plots, under the same lot. */
function tellCrop({ row, path, organizationId }: Draft, told: Map<Id, BatchTold>, reading: Reading): void {
  if (row.for_batch === undefined || !meansCrop(row.type)) return
  const batch = resolveName(reading, row.for_batch, ['batch'], `${path}.for_batch`, organizationId)
  const known = batch && told.get(batch.id)
  if (!known || told.has(cropOf(batch))) return
  const { productId, lot, plots } = known.creates
  const creates: Creates = { kind: 'crop', productId, lot, ...(plots ? { plots } : {}) }
  told.set(cropOf(batch), { path: `${path}.for_batch`, organizationId: known.organizationId, creates })
}
