import type { BatchItem, Id } from '@nguon/domain'
import { mistake } from '../mistakes.ts'
import type { BatchTold } from './batches-told.ts'
import type { Draft, EventDraft } from './event-drafts.ts'
import type { DraftItem } from './event-items.ts'
import type { Reading } from './reading.ts'

/** The batches of every event as the history keeps them: births on the first event that gives, packages on the last. */
export function bearBatches(
  drafts: readonly EventDraft[],
  told: ReadonlyMap<Id, BatchTold>,
  { mistakes }: Reading,
): Map<Draft, BatchItem[]> {
  const born = new Set<Id>()
  const results = new Map<Draft, BatchItem[]>()
  const bear = (draft: Draft, reborn: ReadonlySet<Id>) => {
    const items = draft.items.map((item) => {
      const first = item.role === 'out' && !born.has(item.batchId)
      if (first) born.add(item.batchId)
      return first || reborn.has(item.batchId) ? withBirth(item, told) : plain(item)
    })
    for (const { batchId, creates } of items) {
      const owner = told.get(batchId)?.organizationId
      if (creates && owner !== draft.organizationId)
        mistakes.push(
          mistake(`${draft.path}.org`, `the batch it gives first belongs to another organization`),
        )
    }
    results.set(draft, items)
  }
  for (const draft of drafts) {
    bear(draft, new Set())
    if (draft.replacement) bear(draft.replacement, bornBy(draft.corrects, results))
  }
  for (const [id, { path }] of told)
    if (!born.has(id)) mistakes.push(mistake(path, 'no event gives it; opening_stock tells what was there'))
  for (const [id, { units }] of told) if (units !== undefined) pack(id, units, drafts, results)
  return results
}

const plain = ({ birth: _birth, ...item }: DraftItem): BatchItem => item

function withBirth(item: DraftItem, told: ReadonlyMap<Id, BatchTold>): BatchItem {
  const creates = item.birth === undefined ? told.get(item.batchId)?.creates : item.birth
  return { ...plain(item), ...(creates && item.role === 'out' ? { creates } : {}) }
}

const bornBy = (corrected: Draft | undefined, results: ReadonlyMap<Draft, BatchItem[]>): Set<Id> => {
  const items = (corrected && results.get(corrected)) ?? []
  return new Set(items.filter(({ creates }) => creates).map(({ batchId }) => batchId))
}

/** Puts the packages on the last event that gives the batch, unless an event says them itself. */
function pack(id: Id, units: number, drafts: readonly EventDraft[], results: Map<Draft, BatchItem[]>): void {
  const giving = drafts.filter((draft) => results.get(draft)?.some((item) => gives(item, id)))
  const said = giving.some((draft) => results.get(draft)?.some((item) => gives(item, id) && item.units))
  const last = giving.at(-1)
  if (!last || said) return
  const items = results.get(last) ?? []
  results.set(
    last,
    items.map((item) => (gives(item, id) ? { ...item, units } : item)),
  )
}

const gives = (item: BatchItem, id: Id): boolean => item.batchId === id && item.role === 'out'
