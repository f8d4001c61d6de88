import { api, type ShareQuery } from '@nguon/contract'
import type { Id } from '@nguon/domain'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

export const balanceQuery = (id: Id, scope: 'batch' | 'chain', direction?: 'back' | 'forward') =>
  queryOptions({
    queryKey: ['balance', id, scope, direction],
    queryFn: () => call(api.getBalance, { id, scope, direction }),
  })

export const shareQuery = (asked: ShareQuery) =>
  queryOptions({ queryKey: ['share', asked], queryFn: () => call(api.getShare, asked) })

export const neighboursQuery = (id: Id) =>
  queryOptions({ queryKey: ['neighbours', id], queryFn: () => call(api.getNeighbours, { id }) })
