import { api, type LabelOrder } from '@nguon/contract'
import type { Id } from '@nguon/domain'
import { queryOptions } from '@tanstack/react-query'
import type * as z from 'zod'
import { call } from '../../call.ts'

/** An order as a form makes it. */
export type OrderInput = z.input<typeof LabelOrder>

export const runsQuery = (productId: Id) =>
  queryOptions({
    queryKey: ['label-runs', productId],
    queryFn: () => call(api.listRunsOfLabels, { productId }),
  })

export const printersQuery = queryOptions({
  queryKey: ['printers'],
  queryFn: () => call(api.listPrinters, {}),
})

/** What an order would look like; none while there is nothing to print. */
export const previewQuery = (order: OrderInput | undefined) =>
  queryOptions({
    queryKey: ['label-preview', order],
    queryFn: () => (order ? call(api.previewLabels, order) : null),
    placeholderData: (before) => before,
    retry: false,
  })

const lookMs = 1000

/** Prints of the batch and of its product's runs; asked again while one is being drawn. */
export const printsQuery = (batchId: Id) =>
  queryOptions({
    queryKey: ['label-prints', batchId],
    queryFn: () => call(api.listPrints, { batchId }),
    refetchInterval: ({ state }) =>
      state.data?.items.some((print) => print.state === 'waiting' || print.state === 'drawing')
        ? lookMs
        : false,
  })
