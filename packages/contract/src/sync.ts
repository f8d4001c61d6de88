import { Id, Instant, LongText } from '@nguon/domain'
import * as z from 'zod'
import { endpoint } from './endpoint.ts'
import { EventRecord, RecordedEvent } from './recorded.ts'
import { Problem } from './views.ts'

const tag = 'Devices'

/** What became of one entry that a phone sent. */
export const SyncResult = z.object({
  sequence: z.int(),
  eventId: Id,
  /** `quarantined`: the phone was removed before this arrived; an admin decides on it. */
  state: z.enum(['recorded', 'refused', 'quarantined']),
  recorded: RecordedEvent.optional(),
  problem: Problem.optional(),
})
export type SyncResult = z.infer<typeof SyncResult>

/** An entry of a phone that was removed before it arrived. */
export const QuarantinedView = z.object({
  eventId: Id,
  type: z.string(),
  occurredAt: Instant,
  capturedAt: Instant,
  receivedAt: Instant,
  personName: z.string(),
  /** The event as the phone sent it. */
  event: z.record(z.string(), z.unknown()),
  decision: z.enum(['accepted', 'rejected']).optional(),
  decidedBy: z.string().optional(),
  decidedAt: Instant.optional(),
  reason: z.string().optional(),
})
export type QuarantinedView = z.infer<typeof QuarantinedView>

/** What phones send that number and sign what they record. */
export const syncApi = {
  sync: endpoint({
    method: 'post',
    path: '/api/v1/sync',
    summary:
      'Sends what a phone recorded, in its order: each entry is signed and numbered, is recorded, refused or quarantined by itself, and may be sent again',
    tag,
    who: ['staff', 'admin', 'inspector', 'device'],
    input: z.strictObject({ entries: z.array(EventRecord).max(50) }),
    /** `contiguous`: everything the phone numbered up to here has arrived, whatever became of it. */
    output: z.object({ contiguous: z.int(), results: z.array(SyncResult) }),
  }),
  listQuarantine: endpoint({
    method: 'get',
    path: '/api/v1/quarantine',
    summary: 'What phones recorded before they were removed and sent later; undecided first',
    tag,
    who: ['admin'],
    input: z.strictObject({}),
    output: z.object({ items: z.array(QuarantinedView) }),
  }),
  decideQuarantine: endpoint({
    method: 'post',
    path: '/api/v1/quarantine/:eventId/decide',
    summary: 'Records an entry of the quarantine, or rejects it with a reason; it stays readable either way',
    tag,
    who: ['admin'],
    input: z.strictObject({ eventId: Id, decision: z.enum(['accepted', 'rejected']), reason: LongText }),
    output: QuarantinedView,
  }),
}
