import type { RecallStart } from '@nguon/contract'
import { useSearchParams } from 'wouter'

/** Where somebody stands who starts a recall: all of it in the address, so that it can be sent on and survives a reload. */
export interface Beginning {
  readonly step: 'start' | 'plan' | 'message'
  readonly drill: boolean
  readonly from: 'batches' | 'lot'
  readonly batchIds: readonly string[]
  readonly lot: string
  readonly supplier: string
}

const steps = { start: '', plan: 'pham-vi', message: 'loi-cong-bo' } as const

/** Reads and changes the beginning of a recall in the address. */
export function useBeginning(): { beginning: Beginning; change: (next: Partial<Beginning>) => void } {
  const [search, setSearch] = useSearchParams()
  const named = search.get('buoc') ?? ''
  const beginning: Beginning = {
    step: named === steps.plan ? 'plan' : named === steps.message ? 'message' : 'start',
    drill: search.get('dien-tap') === '1',
    from: search.get('tu') === 'so-lo' ? 'lot' : 'batches',
    batchIds: (search.get('lo') ?? '').split(',').filter(Boolean),
    lot: search.get('so-lo') ?? '',
    supplier: search.get('nha-cung-cap') ?? '',
  }
  const change = (next: Partial<Beginning>) => {
    const { step, drill, from, batchIds, lot, supplier } = { ...beginning, ...next }
    const query = {
      buoc: steps[step],
      'dien-tap': drill ? '1' : '',
      tu: from === 'lot' ? 'so-lo' : '',
      lo: batchIds.join(','),
      'so-lo': lot,
      'nha-cung-cap': supplier,
    }
    const told = Object.fromEntries(Object.entries(query).filter(([, value]) => value))
    setSearch(told, { replace: step === beginning.step })
  }
  return { beginning, change }
}

/** What the server is asked about; undefined while nothing is chosen. */
export function startOf({ from, batchIds, lot, supplier }: Beginning): RecallStart | undefined {
  if (from === 'batches') return batchIds.length > 0 ? { batchIds: [...batchIds] } : undefined
  return lot ? { lot: { number: lot, ...(supplier ? { supplier } : {}) } } : undefined
}
