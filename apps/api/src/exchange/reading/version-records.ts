import { type Id, type Instant, type Version, versions } from '@nguon/domain'
import { digestsOf, disclose } from '@nguon/transparency'
import type { VersionRequest } from '../../subjects/record-version.ts'
import { type DerivedKind, deriveId } from '../derive-id.ts'
import type { ExchangeFile } from '../exchange-file.ts'
import { compact, instantOf } from '../file-text.ts'
import type { RowReader, SubjectFormat, VersionRow } from '../formats/subject-format.ts'
import { subjectFormats } from '../formats/subject-formats.ts'
import { mistake, pathText } from '../mistakes.ts'
import { calledOf, idOf, organizationOf } from './declare-names.ts'
import { type ListedRow, listRows } from './listed-rows.ts'
import { type Reading, resolveName } from './reading.ts'

/** A version of master data, ready to record. */
export interface VersionRecord {
  readonly path: string
  readonly request: VersionRequest
  readonly recordedAt: Instant
  /** Recorded after others: takes its turn among the events by its time. */
  readonly isLater: boolean
  /** The file does not say when it was captured: that is when it is imported. */
  readonly capturedNow: boolean
}

/** Every version of master data in the file, each after what it names. */
export function versionRecords(file: ExchangeFile, reading: Reading): VersionRecord[] {
  const productOf = productsOfBatches(file)
  return subjectFormats.flatMap((format) =>
    listRows(file, format).flatMap((each) => {
      const { versions: later = [], ...first } = each.row
      return [first, ...later].map((row, index) => {
        const path = index === 0 ? each.path : `${each.path}.versions[${index - 1}]`
        return versionRecord({ ...each, path, format, version: row, number: index + 1, productOf }, reading)
      })
    }),
  )
}

function productsOfBatches(file: ExchangeFile): (batch: string) => string | undefined {
  const products = new Map(file.batches.map(({ id, product }) => [id, product]))
  return (batch) => products.get(batch)
}

interface Part extends ListedRow {
  readonly format: SubjectFormat
  readonly version: VersionRow
  readonly number: number
  readonly productOf: (batch: string) => string | undefined
}

function versionRecord(part: Part, reading: Reading): VersionRecord {
  const { format, version, path } = part
  const before = reading.mistakes.length
  const recordedAt = version.recorded_at ? instantOf(version.recorded_at) : reading.importedAt
  const { subjectId, versionId, organizationId } = idsOf(part, reading)
  const reader = readerFor(reading, organizationId, path, part.productOf)
  const data = format.toData(version, reader)
  const privately = { ...format.privateOf?.(version, reader), ...version.private }
  const disclosures = Object.entries(privately).map(([name, value]) => disclose(name, value))
  const made = compact({
    v: 1,
    id: versionId,
    organizationId,
    subject: { kind: format.kind, id: subjectId },
    validFrom: version.valid_from,
    capturedAt: version.captured_at ? instantOf(version.captured_at) : recordedAt,
    data,
    _sd: disclosures.length > 0 ? digestsOf(disclosures) : undefined,
  }) as unknown as Version
  if (reading.mistakes.length === before) check(made, format, path, reading)
  return {
    path,
    request: { version: made, disclosures },
    recordedAt,
    isLater: part.number > 1 && version.recorded_at !== undefined,
    capturedNow: version.captured_at === undefined && version.recorded_at === undefined,
  }
}

function idsOf(part: Part, reading: Reading) {
  const { format, row, version, number, path, madeAs } = part
  const owner = organizationOf(reading, row.org, path)
  const called = calledOf(format, part, owner)
  const subjectId = idOf(called)
  const recordedAt = version.recorded_at && instantOf(version.recorded_at)
  const versionId =
    version.version ?? derivedVersionId(madeAs ?? format.kind, owner, row.id, number, recordedAt)
  return { subjectId, versionId, organizationId: owner ?? subjectId }
}

/** The id of a version whose row does not say one. */
export const derivedVersionId = (
  kind: DerivedKind,
  organizationId: Id | undefined,
  reference: string,
  number: number,
  recordedAt: Instant | undefined,
): Id =>
  deriveId(
    `${kind}_version` as DerivedKind,
    organizationId,
    number === 1 ? reference : `${reference}#${number}`,
    recordedAt,
  )

const readerFor = (
  reading: Reading,
  organizationId: Id,
  path: string,
  productOf: RowReader['productOf'],
): RowReader => ({
  organizationId,
  productOf,
  resolve: (reference, kinds, field) =>
    resolveName(reading, reference, kinds, `${path}.${field}`, organizationId),
  look: (reference, kinds) => reading.names.look(reference, kinds, organizationId),
  mistake: (field, message) => reading.mistakes.push(mistake(`${path}.${field}`, message)),
})

/** What the model's own schema refuses, said of the fields of the file. */
function check(version: Version, { kind, names }: SubjectFormat, path: string, reading: Reading): void {
  const issues = versions[kind].safeParse(version).error?.issues ?? []
  for (const { path: at, message } of issues) {
    const [part, field, ...rest] = at
    const name = part === 'data' && field !== undefined ? [fileName(names, String(field)), ...rest] : []
    const said = name.length > 0 ? message : `${pathText(at)}: ${message}`
    reading.mistakes.push(mistake([path, pathText(name)].filter(Boolean).join('.'), said))
  }
}

/** The file's name of a field of the model. */
const fileName = (names: SubjectFormat['names'], field: string): string =>
  Object.entries(names).find(([, model]) => model === field)?.[0] ?? field
