import type { RecordedEvent } from '@nguon/contract'
import type { EventOf } from '@nguon/domain'
import { toBase64Url } from '@nguon/transparency'
import type { EntityManager } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { holdBroken } from '../rules/hold-broken.ts'
import { appendCorrection } from './append-correction.ts'
import { type Appended, appendEvent, type EventRequest, type Reception } from './append-event.ts'

/** An event, or a correction with the corrective event that replaces what it corrects. */
export interface RecordRequest extends EventRequest {
  readonly replacement?: EventRequest | undefined
}

/**
 * Appends what was recorded inside a transaction of the caller, with the times a file brings, and holds at once what it shows to have
 * broken a rule.
 */
export async function appendRequest(
  tx: EntityManager,
  caller: Caller,
  request: RecordRequest,
  reception: Reception,
): Promise<RecordedEvent> {
  if (request.event.type !== 'correction') {
    const appended = await appendEvent(tx, caller, request, reception)
    await holdBroken(tx, appended, reception)
    return answer(appended)
  }
  const event: EventOf<'correction'> = request.event
  const { correction, replacement } = await appendCorrection(tx, caller, { ...request, event }, reception)
  const recorded = answer(correction)
  if (!replacement) return recorded
  const leafHash = toBase64Url(replacement.entry.leafHash)
  return { ...recorded, replacement: { id: replacement.event.id, leafHash } }
}

const answer = ({ event, recordedAt, entry, marks, sequences }: Appended): RecordedEvent => ({
  id: event.id,
  recordedAt,
  leafHash: toBase64Url(entry.leafHash),
  batches: [...sequences].map(([batchId, sequence]) => ({ batchId, sequence })),
  marks: [...marks],
})
