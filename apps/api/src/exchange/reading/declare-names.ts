import { growsCrop, type Id, type Instant } from '@nguon/domain'
import { type DerivedKind, deriveId, type ReferenceKind } from '../derive-id.ts'
import type { ExchangeFile } from '../exchange-file.ts'
import { instantOf, isId } from '../file-text.ts'
import type { EventRow } from '../formats/event-row.ts'
import type { SubjectFormat } from '../formats/subject-format.ts'
import { subjectFormats } from '../formats/subject-formats.ts'
import { mistake } from '../mistakes.ts'
import type { Name } from '../names.ts'
import { type ListedRow, listRows } from './listed-rows.ts'
import { type Reading, resolveId, resolveName } from './reading.ts'

/** An event with where it stands in the file. */
export interface ListedEvent {
  readonly path: string
  readonly row: EventRow
}

/** What a thing is called in the file. */
interface Called {
  readonly kind: ReferenceKind
  readonly organizationId: Id | undefined
  readonly reference: string
  readonly recordedAt?: Instant | undefined
  /** Set on what is told inside another's row: it shares that row's reference, and has none of its own. */
  readonly madeAs?: DerivedKind | undefined
}

/** The id of what is called so. One of our ids is used as it is. */
export function idOf({ kind, organizationId, reference, recordedAt, madeAs }: Called): Id {
  if (!madeAs && isId(reference)) return reference
  return deriveId(madeAs ?? kind, organizationId, reference, recordedAt)
}

function declare({ names, mistakes }: Reading, called: Called, path: string): void {
  const id = idOf(called)
  const { kind, organizationId, reference, madeAs } = called
  const name: Name = { kind, organizationId, reference: madeAs ? id : reference, id }
  if (!names.declare(name)) mistakes.push(mistake(path, `${reference} is used already`))
}

/** Names all master data of the file, organizations first. */
export function declareSubjects(file: ExchangeFile, reading: Reading): void {
  for (const format of subjectFormats)
    for (const listed of listRows(file, format)) {
      const { path, row } = listed
      declare(reading, calledOf(format, listed, organizationOf(reading, row.org, path)), `${path}.id`)
    }
}

/** What a row of master data is called. */
export const calledOf = (
  { kind }: SubjectFormat,
  { row, madeAs }: ListedRow,
  organizationId: Id | undefined,
): Called => {
  const recordedAt = row.recorded_at && instantOf(row.recorded_at)
  return { kind, organizationId, reference: row.id, recordedAt, madeAs }
}

/** Names all batches of the file. */
export function declareBatches(file: ExchangeFile, reading: Reading): void {
  const kinds = { input_lots: 'batch', crops: 'crop', batches: 'batch' } as const
  for (const list of ['input_lots', 'crops', 'batches'] as const)
    file[list].forEach(({ id, org }, index) => {
      const path = `${list}[${index}]`
      const organizationId = organizationOf(reading, org, path)
      declare(reading, { kind: kinds[list], organizationId, reference: id }, `${path}.id`)
    })
}

/** Whether the event means the standing crop of its `for_batch`. */
export const meansCrop = (type: EventRow['type']): boolean =>
  type === 'harvest' || (type !== 'transformation' && growsCrop(type))

const calledCrop = ({ organizationId, reference }: Name): Called => ({
  kind: 'crop',
  organizationId,
  reference,
  madeAs: 'crop',
})

/** The id of the standing crop that is known by its batch. */
export const cropOf = (batch: Name): Id => idOf(calledCrop(batch))

/** Names all events, the standing crops that are known by their batch, and corrective events. */
export function declareEvents(events: readonly ListedEvent[], reading: Reading): void {
  for (const { path, row } of events) {
    const organizationId = organizationOf(reading, row.org, path)
    declare(reading, calledEvent(row, organizationId), `${path}.id`)
    if (row.replacement || row.after)
      declare(reading, calledReplacement(row, organizationId), `${path}.replacement`)
    if (row.for_batch && meansCrop(row.type))
      declareCrop(reading, row.for_batch, `${path}.for_batch`, organizationId)
  }
}

/** What an event is called. */
export function calledEvent({ id, recorded_at, made_as }: EventRow, organizationId: Id | undefined): Called {
  const recordedAt = instantOf(recorded_at)
  return { kind: 'event', organizationId, reference: id, recordedAt, madeAs: made_as }
}

/** What a corrective event is called: by its own id, or it is made from the correction. */
export function calledReplacement(
  { id, replacement, recorded_at }: EventRow,
  organizationId: Id | undefined,
): Called {
  const own = replacement?.id
  const called = { kind: 'event', organizationId, recordedAt: instantOf(recorded_at) } as const
  return own === undefined
    ? { ...called, reference: id, madeAs: 'corrective_event' }
    : { ...called, reference: own }
}

function declareCrop(
  reading: Reading,
  reference: string,
  path: string,
  organizationId: Id | undefined,
): void {
  const batch = resolveName(reading, reference, ['batch'], path, organizationId)
  if (batch && reading.names.look(cropOf(batch), ['crop']).length === 0)
    declare(reading, calledCrop(batch), path)
}

/** The organization a row belongs to; an organization's own row says none. */
export function organizationOf(reading: Reading, org: string | undefined, path: string): Id | undefined {
  return org === undefined ? undefined : resolveId(reading, org, ['organization'], `${path}.org`)
}
