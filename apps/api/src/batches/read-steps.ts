import type { Step, StepItem } from '@nguon/contract'
import {
  BatchKind,
  type Day,
  dayOf,
  type Id,
  type Instant,
  type MarkCode,
  type Organization,
  type Place,
} from '@nguon/domain'
import { type Lang, publicTexts } from '@nguon/locale'
import { type Address, addressOn, formatAddress } from '@nguon/locale/admin'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { openEvent, type StoredEvent } from '../events/entry.ts'
import { findEntries } from '../events/event-store.ts'
import { readErased } from '../subjects/read-erased.ts'
import { readShownNames } from '../subjects/read-shown-names.ts'
import { listVersions, type StoredVersion, versionOn } from '../subjects/subject-store.ts'
import { nameOf } from './list-batches.ts'

const BatchRow = z.object({ id: z.string(), kind: BatchKind, lot: z.string(), productId: z.string() })
type BatchRow = z.infer<typeof BatchRow>

/**
 * The events as people read them, oldest first. Names are those of the day an event happened, a person's own only while there
 * is a consent; an address that reads differently today says so.
 *
 * @param today the day in Vietnam
 */
export async function readSteps(
  tx: EntityManager,
  eventIds: readonly Id[],
  today: Day = dayOf(new Date().toISOString(), '+07:00'),
): Promise<Step[]> {
  const entries = await findEntries(tx, eventIds)
  const events = entries.map(({ entry }) => openEvent(entry))
  const batches = await readBatches(tx, events)
  const versions = await readVersions(tx, events, batches)
  const actors = new Set(events.flatMap(({ event }) => (event.actorId ? [event.actorId] : [])))
  const shownName = await readShownNames(tx, [...actors], today)
  const erased = await readErased(tx, [...new Set(events.map(({ event }) => event.organizationId))], {
    memberIds: [...actors],
    eventIds: events.map(({ event }) => event.id),
  })
  const corrections = correctionsAmong(events)
  const words = { batches, versions, shownName, erased, corrections, today }
  return events.map((event) => stepOf(event, words)).sort(byTime)
}

interface Words {
  readonly batches: ReadonlyMap<Id, BatchRow>
  readonly versions: ReadonlyMap<Id, readonly StoredVersion[]>
  readonly shownName: (member: StoredVersion) => string | undefined
  readonly erased: ReadonlySet<Id>
  readonly corrections: ReadonlyMap<Id, NonNullable<Step['correctedBy']>>
  readonly today: Day
}

/** Oldest first by when it happened; a correction after what it corrects, whatever their times. */
function byTime(a: Step, b: Step): number {
  const time = (step: Step): Instant => step.occurredAt
  return time(a) < time(b)
    ? -1
    : time(a) > time(b)
      ? 1
      : a.recordedAt < b.recordedAt
        ? -1
        : a.recordedAt > b.recordedAt
          ? 1
          : 0
}

async function readBatches(tx: EntityManager, events: readonly StoredEvent[]): Promise<Map<Id, BatchRow>> {
  const ids = new Set(events.flatMap(({ event }) => event.batches.map(({ batchId }) => batchId)))
  if (ids.size === 0) return new Map()
  const rows: unknown = await tx.query(
    'SELECT id, kind, lot, product_id AS "productId" FROM batch WHERE id = ANY($1)',
    [[...ids]],
  )
  return new Map(
    z
      .array(BatchRow)
      .parse(rows)
      .map((row) => [row.id, row]),
  )
}

async function readVersions(
  tx: EntityManager,
  events: readonly StoredEvent[],
  batches: ReadonlyMap<Id, BatchRow>,
): Promise<Map<Id, StoredVersion[]>> {
  const ids = new Set([...batches.values()].map(({ productId }) => productId))
  for (const { event } of events)
    for (const id of [event.organizationId, event.placeId, event.actorId]) if (id) ids.add(id)
  const versions = new Map<Id, StoredVersion[]>()
  for (const version of await listVersions(tx, [...ids]))
    versions.set(version.id, [...(versions.get(version.id) ?? []), version])
  return versions
}

function correctionsAmong(events: readonly StoredEvent[]): Map<Id, NonNullable<Step['correctedBy']>> {
  const corrections = new Map<Id, NonNullable<Step['correctedBy']>>()
  for (const { event } of events) {
    if (!event.corrects) continue
    const { eventId, reason, text } = event.corrects
    corrections.set(eventId, { eventId: event.id, at: event.occurredAt, reason, text })
  }
  return corrections
}

const isErased = ({ id, actorId }: StoredEvent['event'], erased: ReadonlySet<Id>): boolean =>
  erased.has(id) || (actorId !== undefined && erased.has(actorId))

function stepOf({ event, recordedAt, importedAt, marks }: StoredEvent, words: Words): Step {
  const day = dayOf(event.occurredAt, event.utcOffset)
  const named = (id: Id | undefined, on = day): StoredVersion | undefined =>
    id === undefined ? undefined : versionOn(words.versions.get(id) ?? [], on)
  const place = named(event.placeId)
  const actor = named(event.actorId)
  const address = addressOf(place, day, named(event.placeId, words.today), words.today)
  const organization = named(event.organizationId)
  const correctedBy = words.corrections.get(event.id)
  return {
    eventId: event.id,
    type: event.type,
    organizationId: event.organizationId,
    organizationName: nameOf(organization),
    ...(organization ? { organizationKind: (organization.data as Organization).kind } : {}),
    occurredAt: event.occurredAt,
    precision: event.precision,
    utcOffset: event.utcOffset,
    capturedAt: event.capturedAt,
    recordedAt,
    items: event.batches.map((item) => itemOf(item, words, named)),
    details: event.details as Record<string, unknown>,
    evidence: event.evidence,
    marks: marks as MarkCode[],
    ...(event.endedAt ? { endedAt: event.endedAt } : {}),
    ...(importedAt ? { importedAt } : {}),
    ...(event.placeId ? { placeId: event.placeId, placeName: nameOf(place), ...address } : {}),
    ...(event.actorId ? { actorName: (actor && words.shownName(actor)) ?? nameOf(actor) } : {}),
    ...(isErased(event, words.erased) ? { isErased: true as const } : {}),
    ...(event.reasons ? { reasons: event.reasons as Record<string, string> } : {}),
    ...(event.corrects ? { corrects: event.corrects } : {}),
    ...(correctedBy ? { correctedBy } : {}),
  }
}

/** The address of the day, and in brackets today's where that reads differently. */
function addressOf(
  place: StoredVersion | undefined,
  day: Day,
  present: StoredVersion | undefined,
  today: Day,
): Pick<Step, 'placeAddress'> {
  const on = (version: StoredVersion | undefined, when: Day) =>
    addressOn((version?.data as Place | undefined)?.addresses ?? [], when)
  const [then, now] = [on(place, day), on(present, today)]
  if (!then) return {}
  const told = (lang: Lang): string => {
    const words = (address: Address) => formatAddress(address, lang, { inSentence: true })
    const moved = now && words(now) !== words(then)
    return moved ? `${words(then)} (${publicTexts(lang).nowCalled({ address: words(now) })})` : words(then)
  }
  return { placeAddress: { vi: told('vi'), en: told('en') } }
}

function itemOf(
  item: StoredEvent['event']['batches'][number],
  words: Words,
  named: (id: Id | undefined) => StoredVersion | undefined,
): StepItem {
  const batch = words.batches.get(item.batchId)
  return {
    batchId: item.batchId,
    role: item.role,
    kind: batch?.kind ?? 'harvest',
    lot: batch?.lot ?? '',
    productName: nameOf(named(batch?.productId)),
    ...(item.quantity ? { quantity: item.quantity } : {}),
    ...(item.units ? { units: item.units } : {}),
  }
}
