import { api, type BatchSummary, type ReceivedGoods } from '@nguon/contract'
import type { BatchKind, FindingCode, Id } from '@nguon/domain'
import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/react-query'
import { call } from './call.ts'
import { Problem } from './problem.ts'

/** What one person has read so far. Every person gets their own, so that nothing is shown to another. */
export function newQueryClient(): QueryClient {
  const isFinal = (error: unknown) => error instanceof Problem && error.status >= 400 && error.status < 500
  return new QueryClient({
    defaultOptions: {
      // Without a network a page says so, instead of waiting for it in silence.
      queries: {
        networkMode: 'always',
        staleTime: 20_000,
        retry: (count, error) => count < 2 && !isFinal(error),
      },
      mutations: { networkMode: 'always' },
    },
  })
}

/** Who is signed in. Asked again when one comes back to the page: somebody else may have signed in in another tab. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => call(api.getSession, {}),
  staleTime: Number.POSITIVE_INFINITY,
  refetchOnWindowFocus: 'always',
})

export interface BatchFilter {
  readonly kind?: BatchKind
  readonly status?: 'active' | 'held' | 'recalled'
  readonly q?: string
  readonly organizationId?: Id
  /** Only batches of this commune of the area. */
  readonly commune?: string
  /** Only batches in whose own steps this was noticed. */
  readonly finding?: FindingCode
}

/** Batches page by page, newest first. */
export const batchesQuery = (filter: BatchFilter, limit = 30) =>
  infiniteQueryOptions({
    queryKey: ['batches', filter, limit],
    queryFn: ({ pageParam }) => call(api.listBatches, { ...filter, limit, after: pageParam }),
    initialPageParam: undefined as Id | undefined,
    getNextPageParam: (page) => page.next,
  })

/** Every batch of some kinds: what a form offers to choose from. */
export const everyBatchQuery = (kind: BatchKind) =>
  queryOptions({ queryKey: ['batches', 'every', kind], queryFn: () => readEvery(kind) })

const readEvery = (kind: BatchKind): Promise<BatchSummary[]> =>
  everyPage((after) => call(api.listBatches, { kind, limit: 200, after }))

/** Everything that is left of what other organizations sent and one's own accepted; `balance` is what is left here. */
export const receivedQuery = queryOptions({
  queryKey: ['batches', 'received'],
  queryFn: (): Promise<ReceivedGoods[]> =>
    everyPage((after) => call(api.listReceivedGoods, { limit: 200, after })),
})

async function everyPage<T>(
  read: (after: Id | undefined) => Promise<{ items: T[]; next?: Id | undefined }>,
): Promise<T[]> {
  const items: T[] = []
  let after: Id | undefined
  do {
    const page = await read(after)
    items.push(...page.items)
    after = page.next
  } while (after)
  return items
}

/** A batch of one's own, or of others as far as it was accepted. */
export const usableBatchQuery = (id: Id) =>
  queryOptions({
    queryKey: ['batch', 'usable', id],
    queryFn: async ({ client }): Promise<BatchSummary> => {
      const received = (await client.fetchQuery(receivedQuery)).find((each) => each.id === id)
      return received ?? (await client.fetchQuery(batchQuery(id))).batch
    },
  })

export const batchQuery = (id: Id) =>
  queryOptions({ queryKey: ['batch', id], queryFn: () => call(api.getBatch, { id }) })

export const stepsQuery = (limit: number) =>
  queryOptions({ queryKey: ['steps', limit], queryFn: () => call(api.listSteps, { limit }) })

export const placesQuery = queryOptions({ queryKey: ['places'], queryFn: () => call(api.listPlaces, {}) })

export const productsQuery = queryOptions({
  queryKey: ['products'],
  queryFn: () => call(api.listProducts, {}),
})

export const membersQuery = queryOptions({ queryKey: ['members'], queryFn: () => call(api.listMembers, {}) })

export const chainQuery = (id: Id) =>
  queryOptions({ queryKey: ['chain', id], queryFn: () => call(api.getChain, { id }) })

export const traceQuery = (id: Id, direction: 'back' | 'forward') =>
  queryOptions({ queryKey: ['trace', id, direction], queryFn: () => call(api.getTrace, { id, direction }) })

export const factorsQuery = queryOptions({ queryKey: ['factors'], queryFn: () => call(api.listFactors, {}) })

export const devicesQuery = queryOptions({ queryKey: ['devices'], queryFn: () => call(api.listDevices, {}) })

export const peopleQuery = queryOptions({ queryKey: ['people'], queryFn: () => call(api.listPeople, {}) })

export const invitesQuery = queryOptions({ queryKey: ['invites'], queryFn: () => call(api.listInvites, {}) })

export const organizationsQuery = queryOptions({
  queryKey: ['organizations'],
  queryFn: () => call(api.listOrganizations, {}),
})

export const quarantineQuery = queryOptions({
  queryKey: ['quarantine'],
  queryFn: () => call(api.listQuarantine, {}),
})

/** The access log page by page, newest first. */
export const auditQuery = infiniteQueryOptions({
  queryKey: ['audit'],
  queryFn: ({ pageParam }) => call(api.listAudit, { limit: 50, after: pageParam }),
  initialPageParam: undefined as Id | undefined,
  getNextPageParam: (page) => page.next,
})
