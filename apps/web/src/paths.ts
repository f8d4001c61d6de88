/** Where every page of the workspace is. */
export const paths = {
  start: '/app',
  scan: '/app/scan/',
  today: (organizationId: string) => `/app/htx/${organizationId}`,
  batches: (organizationId: string) => `/app/htx/${organizationId}/lo`,
  register: (organizationId: string, query: Record<string, string> = {}) =>
    withQuery(`/app/htx/${organizationId}/lo/moi`, query),
  batch: (organizationId: string, batchId: string) => `/app/htx/${organizationId}/lo/${batchId}`,
  print: (organizationId: string, batchId: string) => `/app/htx/${organizationId}/lo/${batchId}/tem`,
  record: (organizationId: string, type?: string, query: Record<string, string> = {}) =>
    withQuery(`/app/htx/${organizationId}/ghi${type ? `/${type}` : ''}`, query),
  inspector: '/app/kiem-tra',
  chain: (batchId: string) => `/app/kiem-tra/lo/${batchId}`,
} as const

function withQuery(path: string, query: Record<string, string>): string {
  const search = new URLSearchParams(query).toString()
  return search ? `${path}?${search}` : path
}
