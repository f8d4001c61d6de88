import type { Id } from '@nguon/domain'
import { timeToFile } from '../file-text.ts'
import type { SubjectFormat } from '../formats/subject-format.ts'
import { subjectFormats } from '../formats/subject-formats.ts'
import { derivedVersionId } from '../reading/version-records.ts'
import type { History, RecordedVersion } from './history.ts'

type Row = Record<string, unknown>

/** The rows of every list of master data, by organization and name. */
export function subjectRows(history: History): Record<string, Row[]> {
  const { names } = history
  const nameOf = (id: Id) => names.referenceOf(id) ?? id
  const sorted = [...history.subjects].sort(([a, [first]], [b, [other]]) => {
    const keyOf = (id: Id, owner: Id | undefined) => `${nameOf(owner ?? id)} ${nameOf(id)}`
    return keyOf(a, first?.organizationId) < keyOf(b, other?.organizationId) ? -1 : 1
  })
  const lists: Record<string, Row[]> = Object.fromEntries(subjectFormats.map(({ list }) => [list, []]))
  for (const [id, versions] of sorted) {
    const format = formatOf(versions)
    lists[format.list]?.push(subjectRow(history, format, id, versions))
  }
  return lists
}

/** Plots have a list of their own; a place stays in the list it began in. */
function formatOf([first]: readonly RecordedVersion[]): SubjectFormat {
  const formats = subjectFormats.filter(({ kind }) => kind === first?.subject.kind)
  const isPlot = first?.data.kind === 'plot'
  const format = formats.find(({ list }) => formats.length === 1 || (list === 'plots') === isPlot)
  if (!format) throw new Error(`no list for a ${first?.subject.kind}`)
  return format
}

function subjectRow(
  history: History,
  format: SubjectFormat,
  id: Id,
  versions: readonly RecordedVersion[],
): Row {
  const { names } = history
  const reference = names.referenceOf(id) ?? id
  const [first, ...later] = versions.map((version, index) => {
    const owner = format.kind === 'organization' ? undefined : version.organizationId
    const { recorded_at, ...row } = versionRow(history, format, version)
    const recordedAt = recorded_at ? version.recordedAt : undefined
    const derived = derivedVersionId(format.kind, owner, reference, index + 1, recordedAt)
    return { ...row, version: version.id === derived ? undefined : version.id, recorded_at }
  })
  const organizationId = versions[0]?.organizationId
  const org =
    format.kind === 'organization' || !organizationId
      ? undefined
      : names.refTo(organizationId, ['organization'])
  return withoutNothing({ id: reference, org, ...first, versions: later.map(withoutNothing) })
}

function versionRow(history: History, format: SubjectFormat, version: RecordedVersion): Row {
  const { data, privately, validFrom, capturedAt, recordedAt, importedAt, organizationId } = version
  const { names, subjects } = history
  const fields = format.toFields(data, privately, {
    organization: names.refTo(organizationId, ['organization']),
    refTo: (id, kinds) => names.refTo(id, kinds, organizationId),
    isMember: (id) => subjects.get(id)?.[0]?.subject.kind === 'member',
  })
  return {
    ...fields,
    valid_from: validFrom,
    // a version that came without a recorded time counts as recorded when it was imported
    recorded_at: recordedAt === importedAt ? undefined : timeToFile(recordedAt),
    captured_at: capturedAt === recordedAt ? undefined : timeToFile(capturedAt),
  }
}

/** The row without what says nothing. */
export function withoutNothing(row: Row): Row {
  const isNothing = (value: unknown) =>
    value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
  return Object.fromEntries(Object.entries(row).filter(([, value]) => !isNothing(value)))
}
