import { hash } from 'node:crypto'
import { type Id, type Instant, idFromBytes } from '@nguon/domain'

/** What the references of a file name: one name space each. Input lots are batches; sites and plots are places. */
export const referenceKinds = [
  'batch',
  'crop',
  'event',
  'place',
  'product',
  'member',
  'organization',
  'certificate',
  'label_run',
  'consent',
] as const
export type ReferenceKind = (typeof referenceKinds)[number]

/** What an id is derived under: a name space, or that of things which the file tells inside rows of another kind. */
export type DerivedKind =
  | ReferenceKind
  | `${ReferenceKind}_version`
  | 'input_product'
  | 'input_product_version'
  | 'corrective_event'
  | 'hold'
  | 'recall_case'

/**
 * The id that a reference of a file stands for: always the same, so that importing a file again changes nothing.
 *
 * @param organizationId whose reference it is; undefined for an organization
 * @param recordedAt the file's, where it has one
 */
export function deriveId(
  kind: DerivedKind,
  organizationId: Id | undefined,
  reference: string,
  recordedAt?: Instant,
): Id {
  const time = recordedAt === undefined ? 0 : Date.parse(recordedAt)
  // a list of texts is canonical as JavaScript writes it; a file has hundreds of thousands, so the native hash is used
  const text = JSON.stringify([kind, organizationId ?? null, reference])
  return idFromBytes(time, hash('sha256', text, 'buffer'))
}
