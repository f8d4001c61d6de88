import { Day, Id, PrivateFields, type SubjectKind } from '@nguon/domain'
import * as z from 'zod'
import type { ReferenceKind } from '../derive-id.ts'
import { FileId, FileRef, FileTime } from '../file-text.ts'
import type { Name } from '../names.ts'

/** What a format asks while a row is read. `field` is the row's field that a mistake is reported at. */
export interface RowReader {
  readonly organizationId: Id
  resolve(reference: string, kinds: readonly ReferenceKind[], field: string): Name | undefined
  look(reference: string, kinds: readonly ReferenceKind[]): readonly Name[]
  /** The product of a batch of the file. */
  productOf(batch: string): string | undefined
  mistake(field: string, message: string): void
}

/** What a format asks while a row is written. */
export interface RowWriter {
  /** How the file names the row's organization. */
  readonly organization: string
  refTo(id: Id, kinds: readonly ReferenceKind[]): string
  isMember(id: Id): boolean
}

/** What a file tells: keys of phones and erasures are the platform's own, and stay in the database they were made in. */
type ToldKind = Exclude<SubjectKind, 'device_key' | 'erasure'>

/** How one kind of master data stands in the file. Both directions are kept together, field by field. */
export interface SubjectFormat {
  readonly kind: ToldKind
  /** The list of the file that holds its rows. */
  readonly list: string
  /** Fields of every version. */
  readonly fields: z.ZodRawShape
  /** Fields that are read for the sample's sake and never written: they follow from others. */
  readonly short: z.ZodRawShape
  /** The file's names of fields whose model names differ: says where a mistake is. */
  readonly names: Readonly<Record<string, string>>
  toData(row: object, reader: RowReader): Record<string, unknown>
  privateOf?(row: object, reader: RowReader): PrivateFields
  /** The fields of a version; what stays in `private` is what no field of the file holds. */
  toFields(data: object, privately: PrivateFields, writer: RowWriter): Record<string, unknown>
}

/** What every version may say beside its data. */
const versionShape = {
  /** Its own id, where it is not derived from the row's. */
  version: Id.optional(),
  valid_from: Day.optional(),
  recorded_at: FileTime.optional(),
  captured_at: FileTime.optional(),
  private: PrivateFields.optional(),
} as const

const VersionMeta = z.object(versionShape)

/** A version as the generic part of reading sees it. */
export type VersionRow = z.infer<typeof VersionMeta> & Readonly<Record<string, unknown>>

/** A row: its first version, and the later ones in `versions`. */
export type SubjectRow = VersionRow & {
  readonly id: string
  readonly org?: string
  readonly versions?: readonly VersionRow[]
}

/** The schema of the rows of a format. Organizations belong to none. */
export function rowSchema({ kind, fields, short }: SubjectFormat): z.ZodType<SubjectRow> {
  const version = { ...versionShape, ...fields }
  return z.strictObject({
    id: FileId,
    ...(kind === 'organization' ? {} : { org: FileRef }),
    ...version,
    ...short,
    versions: z.array(z.strictObject(version)).min(1).optional(),
  }) as unknown as z.ZodType<SubjectRow>
}
