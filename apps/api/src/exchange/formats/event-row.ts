import { Day, Evidence, eventTypes, LongText, PrivateFields, ShortText, Unit } from '@nguon/domain'
import * as z from 'zod'
import type { DerivedKind } from '../derive-id.ts'
import { FileAmount, FileId, FileRef, FileTime } from '../file-text.ts'
import { FileBirth } from './batch-rows.ts'

const Positive = FileAmount.refine((value) => value !== '0', 'must be more than 0')

/** A batch as an event names it. A standing crop has no quantity. */
const Item = z
  .strictObject({
    ref: FileRef,
    quantity: Positive.optional(),
    unit: Unit.optional(),
    /** Packages packed. */
    units: z.int().positive().optional(),
    /** Where it is not the row's birth; null: it carries none. */
    creates: FileBirth.nullable().optional(),
  })
  .refine(({ quantity, unit }) => (quantity === undefined) === (unit === undefined), {
    path: ['unit'],
    error: 'a quantity has a unit',
  })
export type FileItem = z.infer<typeof Item>

const Loss = z.strictObject({ quantity: FileAmount, unit: Unit, reason: LongText.optional() })
const ByProduct = z.strictObject({
  name: ShortText,
  quantity: Positive,
  unit: Unit,
  use: ShortText.optional(),
})
const Parameter = z.union([z.string(), z.number(), z.boolean()])

/** What happened: all of an event but who it is and when it was recorded. */
const happened = {
  type: z.enum([...eventTypes, 'transformation']),
  org: FileRef,
  occurred_at: FileTime,
  ended_at: FileTime.optional(),
  precision: z.enum(['minute', 'day']).default('minute'),
  captured_at: FileTime.optional(),
  actor: FileRef.nullable().optional(),
  location: FileRef.nullable().optional(),
  inputs: z.array(Item).default([]),
  outputs: z.array(Item).default([]),
  about: z.array(Item).default([]),
  /** As in the model (domain/event-details.ts), with references of the file where the model has ids. */
  details: z.record(z.string(), z.unknown()).optional(),
  evidence: z.array(Evidence).max(20).default([]),
  reasons: z
    .strictObject({ LATE_ENTRY: LongText.optional(), LOSS_OUT_OF_PROFILE: LongText.optional() })
    .optional(),
  private: PrivateFields.optional(),
  // in short: batches, details and reasons
  for_batch: FileRef.optional(),
  for_crop: FileRef.optional(),
  params: z.record(z.string(), Parameter).optional(),
  process: ShortText.optional(),
  loss: Loss.optional(),
  byproducts: z.array(ByProduct).optional(),
  phi_days: z.int().nonnegative().max(365).optional(),
  to: FileRef.optional(),
  dispatch: FileRef.optional(),
  label_range: FileRef.optional(),
  late_reason: LongText.optional(),
  offline: z.boolean().optional(),
  // read and not kept: it follows from the rest
  synced_at: FileTime.optional(),
  earliest_harvest: Day.optional(),
  yield_pct: z.number().optional(),
  late_entry: z.boolean().optional(),
  late_days: z.int().optional(),
  address_note: z.string().optional(),
} as const

/** What a corrected event really was. */
const Replacement = z.strictObject({ ...happened, id: FileId.optional(), org: FileRef.optional() })

const Change = z.strictObject({ quantity: Positive })

export const EventRow = z.strictObject({
  id: FileId,
  ...happened,
  recorded_at: FileTime,
  corrects: FileRef.optional(),
  /** Why the event is corrected. */
  reason: LongText.optional(),
  replacement: Replacement.optional(),
  // in short: the corrective event is the corrected one with another quantity
  before: Change.optional(),
  after: Change.optional(),
})
/** An event of the file; `made_as` is set on one that is told by a row of another kind. */
export type EventRow = z.infer<typeof EventRow> & { readonly made_as?: DerivedKind }

const Happened = z.object(happened)
export type HappenedRow = z.infer<typeof Happened>
