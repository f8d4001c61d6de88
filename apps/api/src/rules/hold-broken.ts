import { createHash } from 'node:crypto'
import {
  type BrokenLater,
  dayOf,
  type EventOf,
  type Id,
  type Instant,
  idFromBytes,
  type TraceEvent,
} from '@nguon/domain'
import { brokenLaterTexts, formatDay } from '@nguon/locale'
import type { EntityManager } from 'typeorm'
import { type Appended, appendEvent, type Reception } from '../events/append-event.ts'
import { heldBecauseOf } from './find-broken-later.ts'

/**
 * Holds what a late entry shows to have broken a rule, for an inspector: one hold a batch, in the name of its organization, by the
 * program itself. The batches are locked already. A hold has an id of its own for ever, so that it is never made twice.
 */
export async function holdBroken(
  tx: EntityManager,
  { event, recordedAt, brokenLater }: Appended,
  reception: Reception,
): Promise<void> {
  for (const batchId of heldBecauseOf(brokenLater)) {
    const broken = brokenLater.find(({ batchIds }) => batchIds.includes(batchId))
    if (!broken) continue
    const hold = holdOf(event, broken, batchId, recordedAt)
    await appendEvent(tx, { kind: 'operator' }, { event: hold }, { ...reception, recordedAt })
  }
}

function holdOf(cause: TraceEvent, broken: BrokenLater, batchId: Id, at: Instant): EventOf<'hold'> {
  const bytes = createHash('sha256').update(`hold ${cause.id} ${batchId}`).digest()
  return {
    v: 1,
    id: idFromBytes(Date.parse(at), bytes),
    type: 'hold',
    organizationId: cause.organizationId,
    occurredAt: at,
    precision: 'minute',
    capturedAt: at,
    utcOffset: cause.utcOffset,
    batches: [{ batchId, role: 'about' }],
    details: { reason: reasonOf(broken), rule: 'RULE_BROKEN_LATER', causedBy: cause.id },
    evidence: [],
  }
}

/** In Vietnamese, as people write reasons here. */
function reasonOf({ event, spraying }: BrokenLater): string {
  const harvestedOn = formatDay(dayOf(event.occurredAt, event.utcOffset), 'vi')
  const sprayedOn = formatDay(spraying.day, 'vi')
  return brokenLaterTexts('vi').tooSoon({ harvestedOn, sprayedOn, days: spraying.intervalDays })
}
