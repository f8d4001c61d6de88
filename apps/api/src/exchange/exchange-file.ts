import { Evidence } from '@nguon/domain'
import * as z from 'zod'
import { FileRef, FileTime } from './file-text.ts'
import { BatchRow, CropRow, InputLotRow } from './formats/batch-rows.ts'
import { InspectionRow, LabTestRow, RecallRow } from './formats/case-rows.ts'
import { EventRow } from './formats/event-row.ts'
import { rowSchema, type SubjectFormat, type SubjectRow } from './formats/subject-format.ts'
import { subjectFormats } from './formats/subject-formats.ts'

const list = <T extends z.ZodType>(row: T) => z.array(row).default([])
const subjectLists = Object.fromEntries(
  subjectFormats.map((format) => [format.list, list(rowSchema(format))]),
)

/** That an organization brought a file; its bytes are kept in the data folder, not here. */
const FileNote = z.strictObject({ ...Evidence.shape, org: FileRef, uploaded_at: FileTime })

/** A visit to a code. `label`: a serial of one of the file's ranges, or the code as the database keeps it. */
const ScanRow = z.strictObject({
  label: z.string().min(1).max(300),
  at: FileTime,
  province_code: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
  ua: z.string().max(100).optional(),
})

const rest = {
  /** `as_listed`: events are replayed in the order of the file; absent: by when they happened. */
  order: z.literal('as_listed').optional(),
  input_lots: list(InputLotRow),
  crops: list(CropRow),
  batches: list(BatchRow),
  events: list(EventRow),
  lab_tests: list(LabTestRow),
  inspections: list(InspectionRow),
  recall: RecallRow.nullable().optional(),
  files: list(FileNote),
  scan_samples: list(ScanRow),
  // read and not kept: about the file itself, for its tests, or the program's own
  meta: z.unknown().optional(),
  loss_profiles: z.unknown().optional(),
  expected: z.unknown().optional(),
  negative_cases: z.unknown().optional(),
}

/** A file of the exchange format (docs/model/exchange.md). Keys that it does not know are refused. */
export const ExchangeFile = z.strictObject({ ...subjectLists, ...rest })

const Rest = z.object(rest)
export type ExchangeFile = z.infer<typeof Rest>

/** The rows of one kind of master data. */
export const rowsOf = (file: ExchangeFile, { list: name }: SubjectFormat): readonly SubjectRow[] =>
  (file as unknown as Record<string, readonly SubjectRow[]>)[name] ?? []
