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
  handovers: (organizationId: string, query: Record<string, string> = {}) =>
    withQuery(`/app/htx/${organizationId}/giao-nhan`, query),
  handover: (organizationId: string, dispatchId: string) =>
    `/app/htx/${organizationId}/giao-nhan/${dispatchId}`,
  profile: (organizationId: string) => `/app/htx/${organizationId}/ho-so`,
  // Of one product; without it of everything that is sold.
  selling: (organizationId: string, productId?: string) =>
    `/app/htx/${organizationId}/ho-so/noi-ban${productId ? `/${productId}` : ''}`,
  inspector: '/app/kiem-tra',
  join: '/app/tham-gia',
  welcome: '/app/tham-gia/xong',
  erased: '/app/da-xoa',
  account: '/app/tai-khoan',
  devices: '/app/tai-khoan/thiet-bi',
  factors: '/app/tai-khoan/xac-nhan',
  password: '/app/tai-khoan/mat-khau',
  myData: '/app/tai-khoan/du-lieu',
  audit: '/app/tai-khoan/nhat-ky',
  quarantine: '/app/tai-khoan/cho-xet',
  members: '/app/tai-khoan/thanh-vien',
  people: (query: Record<string, string> = {}) => withQuery('/app/tai-khoan/nguoi', query),
  invite: (query: Record<string, string> = {}) => withQuery('/app/tai-khoan/nguoi/moi', query),
  person: (personId: string) => `/app/tai-khoan/nguoi/${personId}`,
  operator: '/app/van-hanh',
  newOrganization: '/app/van-hanh/to-chuc-moi',
  chain: (batchId: string, query: Record<string, string> = {}) =>
    withQuery(`/app/kiem-tra/lo/${batchId}`, query),
  inspect: (batchId: string) => `/app/kiem-tra/lo/${batchId}/bien-ban`,
  scanAlerts: (home: string) => `${home}/canh-bao-tem`,
  reports: (home: string) => `${home}/bao-sai`,
  // Of an inspector or of a cooperative: `home` is the first page of either.
  recalls: (home: string) => `${home}/thu-hoi`,
  newRecall: (home: string, query: Record<string, string> = {}) => withQuery(`${home}/thu-hoi/moi`, query),
  recall: (home: string, recallId: string, query: Record<string, string> = {}) =>
    withQuery(`${home}/thu-hoi/${recallId}`, query),
} as const

function withQuery(path: string, query: Record<string, string>): string {
  const search = new URLSearchParams(query).toString()
  return search ? `${path}?${search}` : path
}
