import type { BatchItem } from '@nguon/domain'
import type { Violation } from '../../problem.ts'
import type { EventRequest } from './build-event.ts'

/**
 * The field of the form that a violation is about, so that it can be said right there.
 *
 * Names are those of the forms: `day`, `lots`, `amounts.<batch>.value`, `quantity.value`, `lot`, `targets` and the names of details.
 */
export function fieldOf(violation: Violation, { event }: EventRequest): string | undefined {
  const path = (violation.path ?? '').replace(/^event\./, '')
  return byCode(violation.code) ?? byPath(path, event.batches) ?? byBatch(violation.batchId, event.batches)
}

const fieldOfCode: Record<string, string> = {
  FUTURE_EVENT: 'day',
  USED_BEFORE_MADE: 'day',
  PHI_NOT_ELAPSED: 'day',
  LOT_TAKEN: 'lot',
  MASS_BALANCE_GAIN: 'quantity.value',
}

const byCode = (code: string): string | undefined => fieldOfCode[code]

function byPath(path: string, batches: readonly BatchItem[]): string | undefined {
  if (path === 'reasons.LATE_ENTRY') return 'lateReason'
  if (path === 'reasons.LOSS_OUT_OF_PROFILE') return 'lossReason'
  if (/^(occurredAt|endedAt)/.test(path)) return 'day'
  const detail = /^details\.(\w+)$/.exec(path)?.[1]
  if (detail) return detail
  const [, index, part = ''] = /^batches\.(\d+)\.?(.*)$/.exec(path) ?? []
  const item = index === undefined ? undefined : batches[Number(index)]
  if (!item) return undefined
  if (part.startsWith('creates.lot')) return 'lot'
  return fieldOfItem(item)
}

function byBatch(batchId: string | undefined, batches: readonly BatchItem[]): string | undefined {
  const touched = batches.filter((item) => item.batchId === batchId)
  const item = touched.find(({ role }) => role === 'in') ?? touched[0]
  return item && fieldOfItem(item)
}

function fieldOfItem({ batchId, role, quantity }: BatchItem): string {
  if (!quantity) return 'targets'
  return role === 'in' ? `amounts.${batchId}.value` : 'quantity.value'
}
