import { api, type RecallStart } from '@nguon/contract'
import type { Id } from '@nguon/domain'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

export const recallsQuery = queryOptions({ queryKey: ['recalls'], queryFn: () => call(api.listRecalls, {}) })

export const recallQuery = (id: Id) =>
  queryOptions({ queryKey: ['recall', id], queryFn: () => call(api.getRecall, { id }) })

/** What a recall froze when it was proposed: it does not change any more. */
export const recallListsQuery = (id: Id) =>
  queryOptions({ queryKey: ['recall', id, 'lists'], queryFn: () => call(api.getRecallLists, { id }) })

export const followUpQuery = (id: Id) =>
  queryOptions({ queryKey: ['recall', id, 'follow-up'], queryFn: () => call(api.getRecallFollowUp, { id }) })

/** What a recall would reach. It stays as it was read until the person draws it up again. */
export const planQuery = (start: RecallStart) =>
  queryOptions({
    queryKey: ['plan', start],
    queryFn: () => call(api.planRecall, start),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })

export const alertsQuery = queryOptions({ queryKey: ['alerts'], queryFn: () => call(api.listAlerts, {}) })
