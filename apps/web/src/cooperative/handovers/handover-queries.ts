import { api } from '@nguon/contract'
import type { Id } from '@nguon/domain'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../../call.ts'

export const directions = ['received', 'sent'] as const
export type Direction = (typeof directions)[number]

/** Handovers page by page, newest first. */
export const handoversQuery = (direction: Direction, state: 'waiting' | 'answered', limit = 30) =>
  infiniteQueryOptions({
    queryKey: ['handovers', direction, state, limit],
    queryFn: ({ pageParam }) => call(api.listHandovers, { direction, state, limit, after: pageParam }),
    initialPageParam: undefined as Id | undefined,
    getNextPageParam: (page) => page.next,
  })

export const handoverQuery = (id: Id) =>
  queryOptions({ queryKey: ['handover', id], queryFn: () => call(api.getHandover, { id }) })

/** Whom goods may be sent to: those known from before, or by name. */
export const receiversQuery = (q: string) =>
  queryOptions({ queryKey: ['receivers', q], queryFn: () => call(api.listReceivers, q ? { q } : {}) })
