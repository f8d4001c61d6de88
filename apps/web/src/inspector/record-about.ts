import { type Id, type Instant, newId, type TraceEvent, type UtcOffset } from '@nguon/domain'
import { offsetHere } from '../cooperative/recording/when.ts'
import { sendEvent } from '../outbox/send-signed.ts'

/** What stays the same however often one event is sent. */
interface Begun {
  readonly id: Id
  readonly at: Instant
  readonly utcOffset: UtcOffset
}

/** The beginning of one event: its id and moment, kept while its form is open. */
export const begin = (): Begun => ({
  id: newId(),
  at: new Date().toISOString(),
  utcOffset: offsetHere(),
})

/**
 * Records what an official says about a batch, now.
 *
 * @throws {Problem} when the server refuses it, or it could not be sent yet
 */
export function recordAbout(
  { id, at, utcOffset }: Begun,
  organizationId: Id,
  batchId: Id,
  what: Pick<Extract<TraceEvent, { type: 'hold' | 'release' | 'inspection' }>, 'type' | 'details'>,
): ReturnType<typeof sendEvent> {
  const event = {
    v: 1 as const,
    id,
    ...what,
    organizationId,
    occurredAt: at,
    precision: 'minute' as const,
    capturedAt: at,
    utcOffset,
    batches: [{ batchId, role: 'about' as const }],
    evidence: [],
  }
  return sendEvent({ event: event as TraceEvent })
}
