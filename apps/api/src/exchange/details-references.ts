import type { Id } from '@nguon/domain'
import type { ReferenceKind } from './derive-id.ts'

/** The keys of details that hold ids, and what they name. */
const kindsOfKey: Readonly<Record<string, readonly ReferenceKind[]>> = {
  toPlaceId: ['place'],
  dispatchId: ['event'],
  laboratoryId: ['organization'],
  runId: ['label_run'],
  eventId: ['event'],
  causedBy: ['event'],
}

/**
 * The details with every id in them put through `change`: into a reference of the file, or back.
 *
 * @param path of `details`; `change` gets that of the id
 */
export function mapIds(
  details: unknown,
  change: (id: string, kinds: readonly ReferenceKind[], path: string) => Id,
  path = 'details',
): unknown {
  if (Array.isArray(details)) return details.map((each, index) => mapIds(each, change, `${path}[${index}]`))
  if (typeof details !== 'object' || details === null) return details
  const entries = Object.entries(details).map(([key, value]: [string, unknown]) => {
    const kinds = Object.hasOwn(kindsOfKey, key) ? kindsOfKey[key] : undefined
    const at = `${path}.${key}`
    return [key, kinds && typeof value === 'string' ? change(value, kinds, at) : mapIds(value, change, at)]
  })
  return Object.fromEntries(entries)
}
