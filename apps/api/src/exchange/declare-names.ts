import { growsCrop, type Id, type Instant } from '@nguon/domain'
import { deriveId, kindOfEvent, type ReferenceKind } from './derive-id.ts'
import type { EventRow } from './event-row.ts'
import type { ExchangeFile } from './exchange-file.ts'
import { instantOf, isId } from './file-text.ts'
import type { SubjectFormat } from './formats/subject-format.ts'
import { subjectFormats } from './formats/subject-formats.ts'
import { listRows } from './listed-rows.ts'
import { mistake } from './mistakes.ts'
import type { Name } from './names.ts'
import { type Reading, resolveId, resolveName } from './reading.ts'

/** An event with where it stands in the file. */
export interface ListedEvent {
  readonly path: string
  readonly row: EventRow
}

/** What a thing's id is made from. `made`: it is made on the way from a row of another kind, whose reference it shares. */
interface Source {
  readonly kind: ReferenceKind
  readonly organizationId: Id | undefined
  readonly reference: string
  readonly recordedAt?: Instant
  readonly made?: boolean
}

/** The id of a row, or of what is made from it. An id of ours is used as it is. */
export function idOf({ kind, organizationId, reference, recordedAt, made }: Source): Id {
  if (!made && isId(reference)) return reference
  return deriveId(kind, organizationId, reference, recordedAt)
}

/** Gives a thing its name. What is made from a row without a name of its own has none either. */
export function declare({ names, mistakes }: Reading, source: Source, path: string): void {
  const id = idOf(source)
  const { kind, organizationId, made } = source
  const reference = made && isId(source.reference) ? id : source.reference
  const name: Name = { kind, organizationId, reference, id }
  if (!names.declare(name)) mistakes.push(mistake(path, `${source.reference} is used already`))
}

/** The reference kind of a row of master data. */
export const kindOfRow = ({ kind }: SubjectFormat, row: object): ReferenceKind =>
  kind === 'product' && 'input_kind' in row && row.input_kind !== undefined ? 'input_product' : kind

/** Names all master data of the file, organizations first. */
export function declareSubjects(file: ExchangeFile, reading: Reading): void {
  for (const format of subjectFormats)
    for (const { path, row, made } of listRows(file, format)) {
      const organizationId = organizationOf(reading, row.org, path)
      const recordedAt = row.recorded_at && { recordedAt: instantOf(row.recorded_at) }
      const kind = kindOfRow(format, row)
      declare(reading, { kind, organizationId, reference: row.id, made, ...recordedAt }, `${path}.id`)
    }
}

/** Names all batches of the file. */
export function declareBatches(file: ExchangeFile, reading: Reading): void {
  const lists = { input_lots: 'batch', crops: 'crop', batches: 'batch' } as const
  for (const list of ['input_lots', 'crops', 'batches'] as const)
    file[list].forEach(({ id, org }, index) => {
      const path = `${list}[${index}]`
      const organizationId = organizationOf(reading, org, path)
      declare(reading, { kind: lists[list], organizationId, reference: id }, `${path}.id`)
    })
}

/** Whether the event means the standing crop of its `for_batch`. */
export const meansCrop = (type: EventRow['type']): boolean =>
  type === 'harvest' || (type !== 'transformation' && growsCrop(type))

/** The id of the standing crop of a batch. */
export const cropOf = (batch: Name): Id =>
  idOf({ kind: 'crop', organizationId: batch.organizationId, reference: batch.reference, made: true })

/** Names all events, the standing crops that are known by their batch, and corrective events. */
export function declareEvents(events: readonly ListedEvent[], reading: Reading): void {
  for (const { path, row } of events) {
    const organizationId = organizationOf(reading, row.org, path)
    const recordedAt = instantOf(row.recorded_at)
    declare(
      reading,
      { kind: kindOfEvent(row.type), organizationId, reference: row.id, recordedAt },
      `${path}.id`,
    )
    if (row.replacement || row.after)
      declare(reading, correctiveOf(row, organizationId), `${path}.replacement`)
    if (row.for_batch && meansCrop(row.type))
      declareCrop(reading, row.for_batch, `${path}.for_batch`, organizationId)
  }
}

/** What the id of a corrective event is made from: its own id, or the correction's. */
export function correctiveOf(
  { id, replacement, recorded_at }: EventRow,
  organizationId: Id | undefined,
): Source {
  const reference = replacement?.id ?? id
  const recordedAt = instantOf(recorded_at)
  return {
    kind: 'corrective_event',
    organizationId,
    reference,
    recordedAt,
    made: replacement?.id === undefined,
  }
}

function declareCrop(
  reading: Reading,
  reference: string,
  path: string,
  organizationId: Id | undefined,
): void {
  const batch = resolveName(reading, reference, ['batch'], path, organizationId)
  if (!batch || reading.names.look(cropOf(batch), ['crop']).length > 0) return
  const { organizationId: owner } = batch
  declare(reading, { kind: 'crop', organizationId: owner, reference: batch.reference, made: true }, path)
}

/** The organization a row belongs to; an organization's own row says none. */
export function organizationOf(reading: Reading, org: string | undefined, path: string): Id | undefined {
  return org === undefined ? undefined : resolveId(reading, org, ['organization'], `${path}.org`)
}
