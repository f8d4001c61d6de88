import { Id, Instant, TraceEvent } from '@nguon/domain'
import * as z from 'zod'

/** The private fields beside a record, each as a salted disclosure. */
export const Disclosures = z.array(z.string().max(8000)).max(20)

/** An event as its recorder sends it; a correction of incorrect data brings the corrective event as `replacement`. */
export const EventRecord = z.strictObject({
  event: TraceEvent,
  disclosures: Disclosures.optional(),
  replacement: z.strictObject({ event: TraceEvent, disclosures: Disclosures.optional() }).optional(),
})
export type EventRecord = z.infer<typeof EventRecord>

/** What recording an event answers: the same whenever the same event is sent again. */
export const RecordedEvent = z.object({
  id: Id,
  recordedAt: Instant,
  leafHash: z.string(),
  batches: z.array(z.object({ batchId: Id, sequence: z.int() })),
  marks: z.array(z.string()),
  /** Set on a correction with `incorrect_data`. */
  replacement: z.object({ id: Id, leafHash: z.string() }).optional(),
})
export type RecordedEvent = z.infer<typeof RecordedEvent>
