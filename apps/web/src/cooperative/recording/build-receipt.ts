import type { BatchItem, Id, Quantity } from '@nguon/domain'
import { buildEvent, type CommonEntry, type EventRequest, type Recorder } from './build-event.ts'
import { cleanText, compact } from './clean-text.ts'

export interface ReceiptEntry extends CommonEntry {
  readonly dispatchId: Id
  readonly accepted: boolean
  readonly reason?: string | undefined
  /** The batches of the delivery; `counted` is absent for one that did not arrive. */
  readonly lines: readonly { readonly batchId: Id; readonly counted?: Quantity | undefined }[]
}

/** The receiver's word on a delivery: one receipt for what arrived, and one that accepts nothing of what did not. */
export function buildReceipts(recorder: Recorder, entry: ReceiptEntry): EventRequest[] {
  const { dispatchId, accepted, lines } = entry
  const reason = cleanText(entry.reason)
  const receipt = (slot: string, isAccepted: boolean, those: ReceiptEntry['lines']): EventRequest[] => {
    if (those.length === 0) return []
    const batches = those.map(
      ({ batchId, counted }): BatchItem => ({ batchId, role: 'about', ...compact({ quantity: counted }) }),
    )
    const details = { dispatchId, accepted: isAccepted, ...compact({ reason }) }
    return [buildEvent(recorder, slot, entry, { type: 'receipt', batches, details })]
  }
  return [
    ...receipt(
      'receipt',
      accepted,
      lines.filter(({ counted }) => counted),
    ),
    ...receipt(
      'missing',
      false,
      lines.filter(({ counted }) => !counted),
    ),
  ]
}
