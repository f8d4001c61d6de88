/** Where every page of the workspace is. */
export const paths = {
  start: '/app',
  scan: '/app/scan/',
  today: (organizationId: string) => `/app/htx/${organizationId}`,
  batches: (organizationId: string) => `/app/htx/${organizationId}/lo`,
  register: (organizationId: string) => `/app/htx/${organizationId}/lo/moi`,
  batch: (organizationId: string, batchId: string) => `/app/htx/${organizationId}/lo/${batchId}`,
  print: (organizationId: string, batchId: string) => `/app/htx/${organizationId}/lo/${batchId}/tem`,
  record: (organizationId: string, type?: string, query: Record<string, string> = {}) => {
    const search = new URLSearchParams(query).toString()
    return `/app/htx/${organizationId}/ghi${type ? `/${type}` : ''}${search ? `?${search}` : ''}`
  },
  inspector: '/app/kiem-tra',
  chain: (batchId: string) => `/app/kiem-tra/lo/${batchId}`,
} as const
