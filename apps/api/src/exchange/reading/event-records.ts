import {
  type BatchItem,
  type EventOf,
  type Id,
  type Instant,
  type PrivateFields,
  TraceEvent,
} from '@nguon/domain'
import { digestsOf, disclose } from '@nguon/transparency'
import type { EventRequest } from '../../events/append-event.ts'
import type { RecordRequest } from '../../events/record-event.ts'
import type { ReferenceKind } from '../derive-id.ts'
import { mapIds } from '../details-references.ts'
import { pathInFile } from '../event-paths.ts'
import type { ExchangeFile } from '../exchange-file.ts'
import { compact, instantOf, offsetOf } from '../file-text.ts'
import { mistake } from '../mistakes.ts'
import { type BatchTold, batchesTold } from './batches-told.ts'
import { bearBatches } from './bear-batches.ts'
import type { ListedEvent } from './declare-names.ts'
import { type Draft, draftEvents, type EventDraft } from './event-drafts.ts'
import { checkLabelRanges, labelDetails } from './label-details.ts'
import { type LotTold, lotDetails, lotOf, supplierOf } from './lot-details.ts'
import { type Reading, resolveId } from './reading.ts'
import { shortDetails, vehicleOf } from './short-details.ts'

/** An event, or a correction with its corrective event, ready to record. */
export interface EventRecord {
  readonly path: string
  /** How the file calls it. */
  readonly reference: string
  readonly request: RecordRequest
  readonly recordedAt: Instant
}

/** Every event of the file in the order in which they are replayed. */
export function eventRecords(
  file: ExchangeFile,
  listed: readonly ListedEvent[],
  reading: Reading,
): EventRecord[] {
  const drafts = draftEvents(file, listed, reading)
  const told = batchesTold(file, drafts, reading)
  const items = bearBatches(drafts, told, reading)
  checkLabelRanges(file, reading)
  return drafts.map((draft) => {
    const build = (each: Draft) => buildEvent({ file, reading, told }, each, draft, items.get(each) ?? [])
    const { path, row, recordedAt, replacement } = draft
    const request = {
      ...build(draft),
      ...(replacement ? { replacement: build(replacement) } : {}),
    }
    return { path, reference: row.id, request, recordedAt }
  })
}

interface Context {
  readonly file: ExchangeFile
  readonly reading: Reading
  readonly told: ReadonlyMap<Id, BatchTold>
}

function buildEvent(context: Context, draft: Draft, whole: EventDraft, batches: BatchItem[]): EventRequest {
  const { reading } = context
  const before = reading.mistakes.length
  const { row, path, id, organizationId } = draft
  const at = (field: string) => `${path}.${field}`
  const lot = lotOf(draft, batches, context.told, reading)
  const disclosures = disclosuresOf(context, draft, lot)
  const captured = row.captured_at ?? (row.offline ? (row.ended_at ?? row.occurred_at) : undefined)
  const own = (reference: string | null | undefined, kind: ReferenceKind, field: string) =>
    reference ? resolveId(reading, reference, [kind], at(field), organizationId) : undefined
  const reasons = compact({ LATE_ENTRY: row.late_reason, ...row.reasons })
  const event = compact({
    v: 1,
    id,
    type: row.type === 'transformation' ? 'processing' : row.type,
    organizationId,
    occurredAt: instantOf(row.occurred_at),
    precision: row.precision,
    endedAt: row.ended_at && instantOf(row.ended_at),
    capturedAt: captured ? instantOf(captured) : whole.recordedAt,
    utcOffset: offsetOf(row.occurred_at),
    placeId: own(row.location, 'place', 'location'),
    actorId: own(row.actor, 'member', 'actor'),
    batches,
    details: detailsOf(context, draft, lot),
    evidence: row.evidence,
    corrects: draft === whole ? correctsOf(whole) : undefined,
    reasons: Object.keys(reasons).length > 0 ? reasons : undefined,
    _sd: disclosures.length > 0 ? digestsOf(disclosures) : undefined,
  })
  if (reading.mistakes.length === before) check(event, path, reading)
  return { event: event as unknown as TraceEvent, disclosures }
}

/** What the model's own schema refuses. */
function check(event: object, path: string, { mistakes }: Reading): void {
  for (const issue of TraceEvent.safeParse(event).error?.issues ?? []) {
    const at = pathInFile(path, issue.path)
    const message = at === path ? `${issue.path.join('.')}: ${issue.message}` : issue.message
    if (issue.code !== 'unrecognized_keys') mistakes.push(mistake(at, message))
    else for (const key of issue.keys) mistakes.push(mistake(`${at}.${key}`, 'unknown key'))
  }
}

function correctsOf({ row, corrects, replacement }: EventDraft): EventOf<'correction'>['corrects'] {
  if (!corrects) return undefined
  const text = row.reason ?? ''
  return replacement
    ? { eventId: corrects.id, reason: 'incorrect_data', text, replacedBy: replacement.id }
    : { eventId: corrects.id, reason: 'did_not_occur', text }
}

function disclosuresOf({ file, reading }: Context, { row }: Draft, lot: LotTold | undefined): string[] {
  const privately: PrivateFields = compact({
    supplier: lot && supplierOf(file, lot, reading),
    vehicle: vehicleOf(row),
    ...row.private,
  })
  return Object.entries(privately).map(([field, value]) => disclose(field, value))
}

/** Where the sample's own names of fields with ids stand; else they are in `details`. */
const shortNames: Record<string, 'to' | 'dispatch'> = {
  'details.toPlaceId': 'to',
  'details.dispatchId': 'dispatch',
}

function detailsOf({ file, reading }: Context, draft: Draft, lot: LotTold | undefined): unknown {
  const { row, path, organizationId } = draft
  const details = {
    ...(lot ? lotDetails(lot.row) : {}),
    ...shortDetails(row),
    ...labelDetails(file, draft, reading),
    ...row.details,
  }
  return mapIds(details, (reference, kinds, at) => {
    const short = shortNames[at]
    const field = short && row[short] === reference ? short : at
    return resolveId(reading, reference, kinds, `${path}.${field}`, organizationId)
  })
}
