import {
  type BatchItem,
  type EventOf,
  type EventType,
  type Id,
  newId,
  type SubjectKind,
  type Version,
} from '@nguon/domain'
import { event } from '@nguon/domain/testing'
import { digestsOf } from '@nguon/transparency'

let count = 0

/** An hour ago, each a moment after the one before: nothing is late, nothing lies in the future. */
const moment = (): string => new Date(Date.now() - 3_600_000 + ++count * 50).toISOString()

/** An event of now, as its recorder sends it. */
export function happened<T extends EventType>(
  type: T,
  organizationId: Id,
  batches: BatchItem[],
  more: Partial<Omit<EventOf<T>, 'type' | 'organizationId' | 'batches'>> = {},
): EventOf<T> {
  const at = moment()
  return event(type, organizationId, batches, { occurredAt: at, capturedAt: at, ...more })
}

/** A version of a subject with its private part, as its recorder sends it; of a new subject unless one is said. */
export function versionOf(
  kind: SubjectKind,
  organizationId: Id,
  data: object,
  { subjectId = newId(), disclosures }: { subjectId?: Id; disclosures?: readonly string[] } = {},
): { version: Version; disclosures?: readonly string[] } {
  const version = {
    ...{ v: 1, id: newId(), organizationId, subject: { kind, id: subjectId }, capturedAt: moment(), data },
    ...(disclosures ? { _sd: digestsOf(disclosures) } : {}),
  } as unknown as Version
  return { version, ...(disclosures ? { disclosures } : {}) }
}
