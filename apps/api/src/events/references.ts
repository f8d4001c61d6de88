import {
  type Creates,
  DomainError,
  type EventType,
  type Id,
  type Organization,
  type Product,
  type TraceEvent,
  type Violation,
} from '@nguon/domain'
import { foldVietnamese } from '@nguon/locale'
import type { EntityManager } from 'typeorm'
import { findKept } from '../files/file-store.ts'
import { filesOfEvent } from '../files/shown-files.ts'
import { readPresent, type StoredVersion } from '../subjects/subject-store.ts'

/** The master data an event names, read once. */
export interface References {
  product(id: Id): StoredVersion<'product'>
  /** What a list is searched by: folded product name and lot. */
  searchText(creates: Creates): string
}

interface Named {
  readonly id: Id
  readonly kind: 'place' | 'member' | 'product' | 'organization'
  readonly path: string
  /** Whether another organization's may be named: the place goods go to. */
  readonly foreign: boolean
}

/**
 * Reads every place, member, product and file an event names. What does not exist, is of another kind or is another
 * organization's own is refused alike.
 *
 * @throws {DomainError} `NOT_FOUND` naming the path of each
 */
export async function checkReferences(tx: EntityManager, event: TraceEvent): Promise<References> {
  const found = await readPresent(tx, idsNamed(event))
  const kept = await findKept(tx, event.organizationId, filesOfEvent(event))
  return referencesAmong(event, found, kept)
}

/** Ids of all master data that the event names. */
export const idsNamed = (event: TraceEvent): Id[] => [...new Set(namesIn(event).map(({ id }) => id))]

/**
 * {@link checkReferences} among what was read before.
 *
 * @param found the present versions of what the event names
 * @param kept the files of its organization that it names
 */
export function referencesAmong(
  event: TraceEvent,
  found: ReadonlyMap<Id, StoredVersion>,
  kept: ReadonlyMap<string, { bytes: number; mime: string }>,
): References {
  const missing = namesIn(event).filter(({ id, kind, foreign }) => {
    const subject = found.get(id)
    if (subject?.kind !== kind || (!foreign && subject.organizationId !== event.organizationId)) return true
    return kind === 'organization' && (subject.data as Organization).kind !== 'laboratory'
  })
  const violations: Violation[] = missing.map(({ kind, path }) => ({
    code: 'NOT_FOUND',
    message: `no such ${kind}`,
    path,
  }))
  violations.push(...missingFiles(event, kept))
  const [first] = violations
  if (first) throw new DomainError('NOT_FOUND', `${first.path}: ${first.message}`, violations)
  const product = (id: Id) => found.get(id) as unknown as StoredVersion<'product'>
  const searchText = ({ productId, lot }: Creates) =>
    foldVietnamese(`${(product(productId).data as Product).name} ${lot}`)
  return { product, searchText }
}

/** What officials record at the places of those they visit. */
const aboutOthers: ReadonlySet<EventType> = new Set<EventType>([
  'inspection',
  'lab_test',
  'hold',
  'release',
  'recall',
  'recall_lifted',
])

function namesIn(event: TraceEvent): Named[] {
  const { placeId, actorId, batches } = event
  const own = (id: Id | undefined, kind: Named['kind'], path: string): Named[] =>
    id === undefined ? [] : [{ id, kind, path, foreign: false }]
  const to = 'toPlaceId' in event.details ? event.details.toPlaceId : undefined
  const laboratory = event.type === 'lab_test' ? event.details.laboratoryId : undefined
  return [
    ...own(placeId, 'place', 'event.placeId').map((name) => ({
      ...name,
      foreign: aboutOthers.has(event.type),
    })),
    ...own(actorId, 'member', 'event.actorId'),
    ...own(to, 'place', 'event.details.toPlaceId').map((name) => ({ ...name, foreign: true })),
    ...own(laboratory, 'organization', 'event.details.laboratoryId').map((name) => ({
      ...name,
      foreign: true,
    })),
    ...batches.flatMap(({ creates }, index) => [
      ...own(creates?.productId, 'product', `event.batches.${index}.creates.productId`),
      ...(creates?.plots ?? []).flatMap((plot, at) =>
        own(plot, 'place', `event.batches.${index}.creates.plots.${at}`),
      ),
    ]),
  ]
}

function missingFiles(
  event: TraceEvent,
  kept: ReadonlyMap<string, { bytes: number; mime: string }>,
): Violation[] {
  const missing = (path: string): Violation => ({ code: 'NOT_FOUND', message: 'no such file', path })
  const evidence = event.evidence.flatMap(({ sha256, bytes, mime }, index) => {
    const file = kept.get(sha256)
    return file?.bytes === bytes && file.mime === mime ? [] : [missing(`event.evidence.${index}`)]
  })
  const photo = 'labelPhoto' in event.details ? event.details.labelPhoto : undefined
  const report = 'report' in event.details ? event.details.report : undefined
  return [
    ...evidence,
    ...(photo && !kept.has(photo) ? [missing('event.details.labelPhoto')] : []),
    ...(report && !kept.has(report) ? [missing('event.details.report')] : []),
  ]
}
