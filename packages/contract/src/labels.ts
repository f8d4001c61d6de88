import { Id, LabelMedium, Lot, labelFields, labelMediumIds, labelsInRun, ShortText } from '@nguon/domain'
import * as z from 'zod'
import { type Access, endpoint, fileEndpoint } from './endpoint.ts'

const tag = 'Labels'
const who: readonly Access[] = ['staff', 'admin']
const ById = z.strictObject({ id: Id })
const LabelNumber = z.int().nonnegative()

/** Labels of a run that follow one another. */
const Range = { first: LabelNumber, last: LabelNumber }

/** How many labels one print may have: larger ones are printed in parts. */
export const labelsInPrint = 100_000

/** Above so many labels a file is drawn in the background. */
export const labelsAtOnce = 500

/** A run with what became of its labels. */
export const LabelRunView = z.object({
  id: Id,
  productId: Id,
  productName: z.string(),
  /** What people call it; label 17 of it is `name-000017`. */
  name: z.string(),
  ...Range,
  digits: z.int(),
  /** Whether nobody can guess its serials; else they are numbers in order. */
  isUnguessable: z.boolean(),
  printed: z.int(),
  /** The first label after all that were printed; absent when all were. */
  nextToPrint: z.int().optional(),
  activated: z.int(),
  voided: z.int(),
})
export type LabelRunView = z.infer<typeof LabelRunView>

/** What is known of one label to those whose it is. */
export const LabelView = z.object({
  runId: Id,
  runName: z.string(),
  productId: Id,
  number: z.int(),
  code: z.string(),
  state: z.enum(['created', 'printed', 'activated', 'voided']),
  batchId: Id.optional(),
})
export type LabelView = z.infer<typeof LabelView>

const Millimetres = z.number().min(-10).max(10)

/** How a printer differs from the paper, and what is in it. */
export const PrinterView = z.object({
  id: Id,
  name: ShortText,
  /** To the right and down. */
  xMm: Millimetres,
  yMm: Millimetres,
  /** 1 prints as drawn. */
  scale: z.number().min(0.9).max(1.1),
  /** The labels in it, when they have none of the usual sizes. */
  medium: LabelMedium.optional(),
})
export type PrinterView = z.infer<typeof PrinterView>

/** What is to be printed, and how. */
export const LabelOrder = z.strictObject({
  of: z.discriminatedUnion('kind', [
    /** Packages of a run; the lot and days of `batchId` stand on them. */
    z.strictObject({ kind: z.literal('run'), runId: Id, ...Range, batchId: Id.optional() }),
    /** One code for the whole batch. */
    z.strictObject({ kind: z.literal('batch'), batchId: Id, copies: z.int().min(1).max(labelsInPrint) }),
  ]),
  medium: z.union([z.enum(labelMediumIds), LabelMedium]),
  /** The cell of the first label on the first sheet. */
  start: z.int().min(1).max(800).default(1),
  printerId: Id.optional(),
  fields: z.array(z.enum(labelFields)).max(labelFields.length),
  format: z.enum(['pdf', 'zpl']).default('pdf'),
})
export type LabelOrder = z.infer<typeof LabelOrder>

/** A print as its list shows it. */
export const LabelPrintView = z.object({
  id: Id,
  runId: Id.optional(),
  batchId: Id.optional(),
  ...Range,
  format: z.enum(['pdf', 'zpl']),
  state: z.enum(['ready', 'waiting', 'drawing', 'done', 'failed', 'cancelled', 'removed']),
  count: z.int(),
  /** Labels drawn so far. */
  done: z.int(),
  printedAt: z.string(),
  printedBy: z.string().optional(),
  reprintOf: Id.optional(),
  reason: z.string().optional(),
})
export type LabelPrintView = z.infer<typeof LabelPrintView>

/** What a print would look like. */
export const LabelPreview = z.object({
  /** One label, its words as outlines. */
  svg: z.string(),
  address: z.string(),
  widthMm: z.number(),
  heightMm: z.number(),
  qr: z.object({ modules: z.int(), sideMm: z.number(), moduleMm: z.number(), dots: z.int(), dpi: z.int() }),
  count: z.int(),
  sheets: z.int(),
  /** Printed by a demo or at an address that does not last: says "MẪU". */
  isSample: z.boolean(),
})
export type LabelPreview = z.infer<typeof LabelPreview>

/** Making, printing and looking up labels. */
export const labelApi = {
  issueLabels: endpoint({
    method: 'post',
    path: '/api/v1/label-runs/issue',
    summary: 'Makes a run of labels whose serials nobody can guess; the same id again changes nothing',
    tag,
    who,
    input: z.strictObject({
      id: Id,
      productId: Id,
      count: z
        .int()
        .min(1)
        .max(labelsInRun - 1),
    }),
    output: LabelRunView,
    status: 201,
  }),
  listRunsOfLabels: endpoint({
    method: 'get',
    path: '/api/v1/label-runs/standing',
    summary: "The organization's runs of labels, newest first, and what became of them",
    tag,
    who,
    input: z.strictObject({ productId: Id.optional() }),
    output: z.object({ items: z.array(LabelRunView) }),
  }),
  readLabel: endpoint({
    method: 'get',
    path: '/api/v1/labels/:code',
    summary: 'Run, number and state of a label of the own organization, by its serial or own code',
    tag,
    who,
    input: z.strictObject({ code: Lot }),
    output: LabelView,
  }),
  listPrinters: endpoint({
    method: 'get',
    path: '/api/v1/printers',
    summary: "The organization's printers and how they differ from the paper",
    tag,
    who,
    input: z.strictObject({}),
    output: z.object({ items: z.array(PrinterView) }),
  }),
  savePrinter: endpoint({
    method: 'post',
    path: '/api/v1/printers',
    summary: 'Keeps the settings of a printer',
    tag,
    who,
    input: z.strictObject(PrinterView.shape),
    output: PrinterView,
  }),
  removePrinter: endpoint({
    method: 'post',
    path: '/api/v1/printers/:id/remove',
    summary: 'Forgets a printer',
    tag,
    who,
    input: ById,
    output: z.object({}),
  }),
  previewLabels: endpoint({
    method: 'post',
    path: '/api/v1/label-prints/preview',
    summary: 'What labels printed so would look like; records nothing',
    tag,
    who,
    input: LabelOrder,
    output: LabelPreview,
  }),
  printLabels: endpoint({
    method: 'post',
    path: '/api/v1/label-prints',
    summary: `Prints labels: freezes what stands on them; above ${labelsAtOnce} the file is drawn in the background`,
    tag,
    who,
    input: LabelOrder.extend({ id: Id }),
    output: LabelPrintView,
    status: 201,
  }),
  listPrints: endpoint({
    method: 'get',
    path: '/api/v1/label-prints',
    summary: 'What was printed of a run or a batch, newest first',
    tag,
    who,
    input: z.strictObject({ runId: Id.optional(), batchId: Id.optional() }),
    output: z.object({ items: z.array(LabelPrintView) }),
  }),
  readPrint: endpoint({
    method: 'get',
    path: '/api/v1/label-prints/:id',
    summary: 'How far the file of a print has come',
    tag,
    who,
    input: ById,
    output: LabelPrintView,
  }),
  cancelPrint: endpoint({
    method: 'post',
    path: '/api/v1/label-prints/:id/cancel',
    summary: 'Stops drawing the file of a print',
    tag,
    who,
    input: ById,
    output: LabelPrintView,
  }),
  reprintLabels: endpoint({
    method: 'post',
    path: '/api/v1/label-prints/:id/reprint',
    summary: 'Prints labels of an earlier print once more, exactly as they were; noted with who and why',
    tag,
    who,
    input: z.strictObject({ id: Id, newId: Id, ...Range, start: LabelOrder.shape.start, reason: ShortText }),
    output: LabelPrintView,
    status: 201,
  }),
}

/** Files of labels. */
export const labelFiles = {
  printFile: fileEndpoint({
    method: 'get',
    path: '/api/v1/label-prints/:id/file',
    summary: 'The file of a print; of one in the background once it is done',
    tag,
    who,
    input: ById,
    mime: ['application/pdf', 'application/zpl'],
  }),
  calibrationPage: fileEndpoint({
    method: 'get',
    path: '/api/v1/printers/calibration.pdf',
    summary: 'An A4 page with rulers, to find out how a printer differs from the paper',
    tag,
    who,
    input: z.strictObject({
      xMm: z.coerce.number().min(-10).max(10).default(0),
      yMm: z.coerce.number().min(-10).max(10).default(0),
      scale: z.coerce.number().min(0.9).max(1.1).default(1),
    }),
    mime: ['application/pdf'],
  }),
}
