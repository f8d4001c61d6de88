import { BatchKind, Day, Lot, Product, Sha256Hex, ShortText, Unit } from '@nguon/domain'
import * as z from 'zod'
import { FileAmount, FileId, FileRef } from '../file-text.ts'

const Plots = z.array(FileRef).min(1).max(50)

/** The birth of a batch on the item that gives it, where it is not the one that the batch's row tells. */
export const FileBirth = z.strictObject({
  kind: BatchKind,
  product: FileRef,
  lot: Lot,
  use_by: Day.optional(),
  plots: Plots.optional(),
})

/** A lot that is used up. Told in short, it has a product of its own, and the event that receives it says the details. */
export const InputLotRow = z.strictObject({
  id: FileId,
  org: FileRef,
  product: FileRef.optional(),
  lot: Lot,
  expiry: Day.optional(),
  plots: Plots.optional(),
  // in short: the product
  kind: Product.shape.inputKind,
  name: ShortText.optional(),
  unit: Unit.optional(),
  // in short: details of the event; the supplier is private
  supplier: FileRef.nullable().optional(),
  self_produced: z.boolean().optional(),
  active_ingredient: ShortText.optional(),
  registration_number: ShortText.optional(),
  phi_days: z.int().nonnegative().max(365).optional(),
  target: ShortText.optional(),
  treatment: ShortText.optional(),
  label_photo: z.union([Sha256Hex, z.literal('required')]).optional(),
  // read and not kept: the event says it; `contaminated` is for the sample's tests
  received: Day.optional(),
  quantity: FileAmount.optional(),
  contaminated: z.boolean().optional(),
})
export type InputLotRow = z.infer<typeof InputLotRow>

/** A standing crop that is harvested one or several times. */
export const CropRow = z.strictObject({
  id: FileId,
  org: FileRef,
  product: FileRef,
  lot: Lot.optional(),
  plot: FileRef.optional(),
  plots: Plots.optional(),
  use_by: Day.optional(),
  // read and not kept: the product's name, the day of the first event
  crop: ShortText.optional(),
  started_on: Day.optional(),
})
export type CropRow = z.infer<typeof CropRow>

/** A lot of produce. */
export const BatchRow = z.strictObject({
  id: FileId,
  org: FileRef,
  product: FileRef,
  lot: Lot,
  /** What it is; absent: from `kind`, `units` and the dispatches. */
  stage: z.enum(['harvest', 'semi_finished', 'finished']).optional(),
  use_by: Day.optional(),
  plots: Plots.optional(),
  // in short: how it was made, and the packages of its last producing event
  kind: z.enum(['harvest', 'merge', 'split', 'transformation']).optional(),
  units: z.int().positive().optional(),
  // read and not kept: the events say it
  quantity: FileAmount.optional(),
  unit: Unit.optional(),
  produced_on: Day.optional(),
  location: FileRef.optional(),
})
export type BatchRow = z.infer<typeof BatchRow>
