import type { BatchSummary, Step } from '@nguon/contract'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useSearchParams } from 'wouter'
import { stepsQuery, usableBatchQuery } from '../../queries.ts'

/** What a form begins with: nothing, an entry to repeat (`?nhu=`), or a batch it is about (`?lo=`), one's own or received, that may be used. */
export interface Beginning {
  readonly name: string
  readonly like?: Step
  readonly batch?: BatchSummary
}

export function useBeginning(): Beginning {
  const [search] = useSearchParams()
  const likeId = search.get('nhu')
  const batchId = search.get('lo')
  const { data: like } = useSuspenseQuery({
    queryKey: ['beginning', 'like', likeId],
    queryFn: async ({ client }) => {
      if (!likeId) return null
      const { items } = await client.ensureQueryData(stepsQuery(20))
      return items.find(({ eventId }) => eventId === likeId) ?? null
    },
  })
  const { data: batch } = useSuspenseQuery({
    queryKey: ['beginning', 'batch', batchId],
    queryFn: async ({ client }) => (batchId ? client.fetchQuery(usableBatchQuery(batchId)) : null),
  })
  const isUsable = batch?.status === 'active'
  return { name: likeId ?? batchId ?? '', ...(like ? { like } : {}), ...(isUsable ? { batch } : {}) }
}
