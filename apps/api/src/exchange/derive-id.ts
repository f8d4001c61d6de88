import { type Id, type Instant, idFromBytes } from '@nguon/domain'
import { canonicalBytes, sha256 } from '@nguon/transparency'

/** What the references of a file name: one name space each. Kinds after the first line of a pair are made on the way. */
export const referenceKinds = [
  'organization',
  'member',
  'consent',
  'place',
  'product',
  'input_product',
  'certificate',
  'label_run',
  'batch',
  'crop',
  'event',
  'lab_test',
  'inspection',
  'hold',
  'recall',
  'corrective_event',
  'recall_case',
] as const
export type ReferenceKind = (typeof referenceKinds)[number]

/** The name spaces of events: `corrects` and `dispatch` look there. */
export const eventKinds = [
  'event',
  'lab_test',
  'inspection',
  'hold',
  'recall',
  'corrective_event',
] as const satisfies readonly ReferenceKind[]

/** The name space of an event's reference. */
export function kindOfEvent(type: string): ReferenceKind {
  const own: readonly string[] = ['lab_test', 'inspection', 'hold', 'recall']
  return own.includes(type) ? (type as ReferenceKind) : 'event'
}

/**
 * The id that a reference of a file stands for: always the same, so that importing a file again changes nothing.
 *
 * @param kind a reference kind, or `<subject kind>_version`
 * @param organizationId whose reference it is; undefined for an organization
 * @param recordedAt the file's, where it has one
 */
export function deriveId(
  kind: ReferenceKind | `${string}_version`,
  organizationId: Id | undefined,
  reference: string,
  recordedAt?: Instant,
): Id {
  const time = recordedAt === undefined ? 0 : Date.parse(recordedAt)
  return idFromBytes(time, sha256(canonicalBytes([kind, organizationId ?? null, reference])))
}
