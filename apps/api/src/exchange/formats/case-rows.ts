import { Day, details, LongText, Sha256Hex, ShortText } from '@nguon/domain'
import * as z from 'zod'
import { FileId, FileRef, FileTime, isId } from '../file-text.ts'

/** A laboratory's result: of one batch, or of every input lot with a supplier's number. */
export const LabTestRow = z
  .strictObject({
    id: FileId,
    lab: FileRef,
    batch: FileRef.optional(),
    input_lot_no: ShortText.optional(),
    sampled: Day.optional(),
    reported: Day,
    result: details.lab_test.shape.result,
    items: z.array(ShortText),
    note: LongText.optional(),
    report: Sha256Hex.optional(),
  })
  .refine(({ batch, input_lot_no }) => (batch === undefined) !== (input_lot_no === undefined), {
    path: ['batch'],
    error: 'either batch or input_lot_no',
  })
export type LabTestRow = z.infer<typeof LabTestRow>

/** An inspector's case; `org` is the one inspected. */
export const InspectionRow = z.strictObject({
  id: FileId,
  org: FileRef,
  inspector: FileRef,
  date: Day,
  type: ShortText,
  batches: z.array(FileRef).min(1),
  findings: details.inspection.shape.findings,
  conclusion: LongText,
  due: Day.optional(),
})
export type InspectionRow = z.infer<typeof InspectionRow>

/** A recall: a hold when it is opened, the recall when it is decided. */
export const RecallRow = z.strictObject({
  id: FileId.refine((id) => !isId(id), 'a name: the ids of its events are made from it'),
  /** Who decides; absent: the inspectorate of the file. */
  org: FileRef.optional(),
  kind: details.recall.shape.kind,
  trigger: FileRef.optional(),
  input_lot_no: ShortText.optional(),
  opened: FileTime,
  decided: FileTime.optional(),
  affected_batches: z.array(FileRef).min(1),
  reason: LongText.optional(),
  public_message_vi: LongText.optional(),
  decision_number: ShortText.optional(),
  // read and not kept
  not_affected: z.array(FileRef).optional(),
  note: z.string().optional(),
  stock_on_2026_07_21: z.record(z.string(), z.unknown()).optional(),
  closed: z.null().optional(),
})
export type RecallRow = z.infer<typeof RecallRow>
