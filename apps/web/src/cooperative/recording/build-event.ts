import type { BatchItem, EventType, Id, PrivateFields, TraceEvent, UtcOffset } from '@nguon/domain'
import { digestsOf, disclose } from '@nguon/transparency'
import { cleanText, compact } from './clean-text.ts'
import type { Slots } from './slots.ts'
import { instantOf, type When } from './when.ts'

/** Who records, and what it makes up along the way. */
export interface Recorder {
  readonly organizationId: Id
  readonly utcOffset: UtcOffset
  readonly slots: Slots
}

/** What every form of the diary asks for. */
export interface CommonEntry extends When {
  /** The day it was finished, when it took longer. */
  readonly endDay?: string | undefined
  readonly placeId?: Id | undefined
  readonly memberId?: Id | undefined
  /** Never public. */
  readonly privately?: { readonly [K in keyof PrivateFields]?: string | undefined } | undefined
  readonly lateReason?: string | undefined
  readonly lossReason?: string | undefined
}

/** An event ready to be sent, with the private fields it only carries the digests of. */
export interface EventRequest {
  readonly event: TraceEvent
  readonly disclosures: string[]
}

/** What one event is about, besides what every entry has. */
export interface EventCore {
  readonly type: EventType
  readonly batches: readonly BatchItem[]
  readonly details: object
}

/**
 * The event an entry amounts to.
 *
 * @param slot names this event among those of the same form: its id and salts are kept by that name
 */
export function buildEvent(
  recorder: Recorder,
  slot: string,
  entry: CommonEntry,
  core: EventCore,
): EventRequest {
  const { organizationId, utcOffset, slots } = recorder
  const disclosures = disclosuresOf(slots, slot, entry.privately ?? {})
  const event = compact({
    v: 1 as const,
    id: slots.id(`event:${slot}`),
    type: core.type,
    organizationId,
    ...timesOf(entry, utcOffset),
    capturedAt: slots.capturedAt,
    utcOffset,
    placeId: entry.placeId || undefined,
    actorId: entry.memberId || undefined,
    batches: [...core.batches],
    details: core.details,
    evidence: [],
    reasons: reasonsOf(entry),
    _sd: disclosures.length > 0 ? digestsOf(disclosures) : undefined,
  })
  return { event: event as unknown as TraceEvent, disclosures }
}

/** When it happened; of work that took several days only the days are kept, because nobody notes the hour it ended. */
function timesOf({ day, time, endDay }: CommonEntry, utcOffset: UtcOffset) {
  if (!endDay || endDay <= day) return instantOf({ day, time }, utcOffset)
  return { ...instantOf({ day }, utcOffset), endedAt: instantOf({ day: endDay }, utcOffset).occurredAt }
}

function reasonsOf({ lateReason, lossReason }: CommonEntry) {
  const reasons = compact({ LATE_ENTRY: cleanText(lateReason), LOSS_OUT_OF_PROFILE: cleanText(lossReason) })
  return Object.keys(reasons).length > 0 ? reasons : undefined
}

function disclosuresOf(slots: Slots, slot: string, fields: NonNullable<CommonEntry['privately']>): string[] {
  return Object.entries(fields).flatMap(([name, typed]) => {
    const value = cleanText(typed)
    return value === undefined ? [] : [disclose(name, value, slots.salt(`${slot}:${name}`))]
  })
}
