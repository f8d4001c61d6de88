import type { Id, SubjectData, SubjectKind } from '@nguon/domain'
import type { Recorder } from './build-event.ts'

/** The first version of a product, plot or other subject. `slot` keeps its ids over retries. */
export function buildVersion<K extends SubjectKind>(
  { organizationId, slots }: Recorder,
  slot: string,
  kind: K,
  data: SubjectData<K>,
) {
  const id: Id = slots.id(`version:${slot}`)
  return {
    v: 1 as const,
    id,
    organizationId,
    subject: { kind, id: slots.id(`subject:${slot}`) },
    capturedAt: slots.capturedAt,
    data,
  }
}
