import * as z from 'zod'
import { Day, Id, LongText, Sha256Hex, ShortText } from './primitives.ts'
import { Decimal, Quantity, Unit } from './quantity.ts'

/** What a form has no field of its own for: name and value as they were written. */
const Parameters = z
  .array(z.strictObject({ name: ShortText, value: ShortText }))
  .min(1)
  .max(40)
const Parts = { parameters: Parameters.optional() }

const Work = z.strictObject({ method: ShortText.optional(), ...Parts })
const Planting = z.strictObject({
  variety: ShortText.optional(),
  areaM2: z.int().positive().optional(),
  method: ShortText.optional(),
  ...Parts,
})

/** What did not come out again. `quantity` holds the by-products too; the difference of inputs and outputs is computed, not this. */
const Loss = z.strictObject({
  quantity: z.strictObject({ value: Decimal, unit: Unit }).optional(),
  reason: LongText.optional(),
})
const Transformation = z.strictObject({
  /** e.g. `tea_drying`: chooses the loss profile. */
  process: z
    .string()
    .regex(/^[a-z][a-z_]{0,39}$/)
    .optional(),
  added: z
    .array(z.strictObject({ name: ShortText, quantity: Quantity }))
    .min(1)
    .max(20)
    .optional(),
  byProducts: z
    .array(z.strictObject({ name: ShortText, quantity: Quantity, use: ShortText.optional() }))
    .min(1)
    .max(20)
    .optional(),
  loss: Loss.optional(),
  ...Parts,
})
const Rearrangement = z.strictObject({ loss: Loss.optional(), ...Parts })

const SerialRange = z.strictObject({ runId: Id, first: z.int().nonnegative(), last: z.int().nonnegative() })
const Finding = z.strictObject({
  severity: z.enum(['minor', 'major', 'critical']),
  text: LongText,
  due: Day.optional(),
})
const Case = { caseId: Id.optional(), reason: LongText }

/**
 * What an inspector lets happen although a rule forbids it, and why: harvests of the crop in spite of one spraying, or the rework of
 * the batches that the inspection is about, until they are held or recalled anew.
 */
const Permit = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('PHI_NOT_ELAPSED'), eventId: Id, reason: LongText }),
  z.strictObject({ rule: z.literal('BATCH_ON_HOLD'), reason: LongText }),
])

/** The details of every event type; the order is that of the diary. */
export const details = {
  opening_stock: z.strictObject({ since: Day.optional(), ...Parts }),
  input_received: z.strictObject({
    selfProduced: z.boolean().optional(),
    activeIngredient: ShortText.optional(),
    registrationNumber: ShortText.optional(),
    /** As printed on the label of the input, in days. */
    preHarvestIntervalDays: z.int().nonnegative().max(365).optional(),
    target: ShortText.optional(),
    treatment: ShortText.optional(),
    labelPhoto: Sha256Hex.optional(),
    ...Parts,
  }),
  purchase: z.strictObject({ outsideCooperative: z.boolean().optional(), ...Parts }),
  soil_preparation: Work,
  weeding: Work,
  irrigating: Work,
  sowing: Planting,
  planting: Planting,
  transplanting: Planting,
  fertilising: z.strictObject({ dose: ShortText.optional(), method: ShortText.optional(), ...Parts }),
  spraying: z.strictObject({
    targetPest: ShortText.optional(),
    dilution: ShortText.optional(),
    dose: ShortText.optional(),
    equipment: ShortText.optional(),
    water: ShortText.optional(),
    preHarvestIntervalDays: z.int().nonnegative().max(365).optional(),
    ...Parts,
  }),
  harvest: z.strictObject({ areaM2: z.int().positive().optional(), weather: ShortText.optional(), ...Parts }),
  grading: Transformation,
  drying: Transformation,
  processing: Transformation,
  merge: Rearrangement,
  split: Rearrangement,
  packing: z.strictObject({ netContent: Quantity.optional(), loss: Loss.optional(), ...Parts }),
  label_activation: z.strictObject({
    activated: z.array(SerialRange).max(100),
    voided: z.array(SerialRange.extend({ reason: ShortText.optional() })).max(100),
    ...Parts,
  }),
  dispatch: z.strictObject({ toPlaceId: Id.optional(), ...Parts }),
  receipt: z.strictObject({ dispatchId: Id, accepted: z.boolean(), reason: LongText.optional(), ...Parts }),
  return: z.strictObject({ reason: LongText, dispatchId: Id.optional(), ...Parts }),
  transfer: z.strictObject({ toPlaceId: Id, reason: LongText.optional(), ...Parts }),
  stock_count: z.strictObject({ counted: Quantity.optional(), reason: LongText.optional(), ...Parts }),
  lab_test: z.strictObject({
    laboratoryId: Id.optional(),
    laboratoryName: ShortText.optional(),
    sampledOn: Day.optional(),
    result: z.enum(['pass', 'fail']),
    items: z
      .array(
        z.strictObject({
          name: ShortText,
          value: ShortText.optional(),
          limit: ShortText.optional(),
          result: z.enum(['pass', 'fail']).optional(),
        }),
      )
      .max(200),
    remark: LongText.optional(),
    report: Sha256Hex.optional(),
    ...Parts,
  }),
  hazard_check: z.strictObject({
    condition: ShortText,
    contaminant: ShortText,
    assessment: z.enum(['pass', 'fail']),
    treatment: LongText.optional(),
    ...Parts,
  }),
  waste_collection: z.strictObject({ wasteType: ShortText, disposal: ShortText, ...Parts }),
  inspection: z.strictObject({
    kind: ShortText,
    findings: z.array(Finding).max(100),
    conclusion: LongText,
    due: Day.optional(),
    permits: z.array(Permit).min(1).max(100).optional(),
    ...Parts,
  }),
  hold: z.strictObject({
    ...Case,
    /** Set by the program alone: the hold waits for an inspector, because of the late entry `causedBy`. */
    rule: z.literal('RULE_BROKEN_LATER').optional(),
    causedBy: Id.optional(),
    ...Parts,
  }),
  release: z.strictObject({ ...Case, ...Parts }),
  recall: z.strictObject({
    ...Case,
    caseId: Id,
    kind: z.enum(['voluntary', 'mandatory']),
    publicMessage: LongText.optional(),
    decisionNumber: ShortText.optional(),
    ...Parts,
  }),
  recall_lifted: z.strictObject({ ...Case, caseId: Id, ...Parts }),
  destroy: z.strictObject({ reason: LongText, method: ShortText.optional(), ...Parts }),
  correction: z.strictObject({ ...Parts }),
} as const

export type EventType = keyof typeof details
export const eventTypes = Object.keys(details) as [EventType, ...EventType[]]
export type EventDetails<T extends EventType> = z.infer<(typeof details)[T]>
