import type { Id, Instant } from '@nguon/domain'
import { ExchangeFile } from './exchange-file.ts'
import { instantOf, isId } from './file-text.ts'
import { assertNoMistakes, mistake, mistakesOfIssues } from './mistakes.ts'
import { createNames, type Name } from './names.ts'
import { caseEvents } from './reading/case-events.ts'
import { declareBatches, declareEvents, declareSubjects } from './reading/declare-names.ts'
import { type EventRecord, eventRecords } from './reading/event-records.ts'
import { type Reading, resolveId } from './reading/reading.ts'
import { type ScanRecord, scanRecords } from './reading/scan-records.ts'
import { type VersionRecord, versionRecords } from './reading/version-records.ts'

/** That an organization brought a file. */
interface FileRecord {
  readonly sha256: string
  readonly bytes: number
  readonly mime: string
  readonly organizationId: Id
  readonly uploadedAt: Instant
}

/** What a file holds, in the order in which it is recorded. */
export interface FileRecords {
  readonly versions: readonly VersionRecord[]
  readonly events: readonly EventRecord[]
  /** Names that are not ids themselves. */
  readonly references: readonly Name[]
  readonly files: readonly FileRecord[]
  readonly scans: readonly ScanRecord[]
}

/**
 * A file of the exchange format.
 *
 * @throws {DomainError} `INVALID_REQUEST` with a violation and its path for everything that does not fit the format
 */
export function readFile(text: string): ExchangeFile {
  const parsed = ExchangeFile.safeParse(parseJson(text))
  assertNoMistakes(mistakesOfIssues(parsed.error?.issues ?? []))
  return parsed.data as unknown as ExchangeFile
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    assertNoMistakes([mistake('file', `not JSON: ${(error as Error).message}`)])
    return undefined
  }
}

/**
 * What the file holds as records of the model: pure, the same for the same file but for the salts of private fields.
 *
 * @param importedAt when what has no recorded time of its own counts as recorded
 * @throws {DomainError} `INVALID_REQUEST` with a violation and its path for every reference to nothing, id used twice …
 */
export function toRecords(file: ExchangeFile, importedAt: Instant): FileRecords {
  const names = createNames()
  const reading: Reading = { names, mistakes: [], importedAt }
  declareSubjects(file, reading)
  declareBatches(file, reading)
  const listed = [
    ...file.events.map((row, index) => ({ path: `events[${index}]`, row })),
    ...caseEvents(file, reading),
  ]
  declareEvents(listed, reading)
  const records: FileRecords = {
    versions: versionRecords(file, reading),
    events: eventRecords(file, listed, reading),
    files: file.files.map(({ org, uploaded_at, ...row }, index) => ({
      ...row,
      organizationId: resolveId(reading, org, ['organization'], `files[${index}].org`),
      uploadedAt: instantOf(uploaded_at),
    })),
    scans: scanRecords(file, reading),
    references: names.all().filter(({ reference }) => !isId(reference)),
  }
  assertNoMistakes(reading.mistakes)
  return records
}
