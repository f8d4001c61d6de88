import { api } from '@nguon/contract'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../call.ts'

/** The organization at work, as it is today. */
export const organizationQuery = queryOptions({
  queryKey: ['organization'],
  queryFn: () => call(api.getOrganization, {}),
})
