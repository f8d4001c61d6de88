import { api } from '@nguon/contract'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

export const scanAlertsQuery = queryOptions({
  queryKey: ['scan-alerts'],
  queryFn: () => call(api.listScanAlerts, {}),
})
