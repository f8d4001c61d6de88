import type { BatchSummary, Trace } from '@nguon/contract'
import type { BatchKind, Id } from '@nguon/domain'

export interface ChainGroups {
  readonly source: readonly BatchSummary[]
  readonly itself: readonly BatchSummary[]
  readonly onward: readonly BatchSummary[]
  /** Named by an event of the chain, but neither in the batch nor made of it. */
  readonly other: readonly BatchSummary[]
}

const stages: readonly BatchKind[] = ['input', 'crop', 'harvest', 'semi_finished', 'finished']

/** The batches of a chain by where they stand to the one asked, each group from the earliest stage on. */
export function groupsOf(
  batches: readonly BatchSummary[],
  askedId: Id,
  back: Trace,
  forward: Trace,
): ChainGroups {
  const before = new Set([...back.batches, ...back.crops])
  const after = new Set([...forward.batches, ...forward.crops])
  const sorted = [...batches].sort((a, b) => stages.indexOf(a.kind) - stages.indexOf(b.kind))
  const placeOf = ({ id }: BatchSummary): keyof ChainGroups => {
    if (id === askedId) return 'itself'
    return before.has(id) ? 'source' : after.has(id) ? 'onward' : 'other'
  }
  const group = (name: keyof ChainGroups) => sorted.filter((batch) => placeOf(batch) === name)
  return { source: group('source'), itself: group('itself'), onward: group('onward'), other: group('other') }
}
