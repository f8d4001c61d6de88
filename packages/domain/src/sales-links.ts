import * as z from 'zod'

/** Where goods are officially sold, and the hosts that a link of each kind may lead to; `shop`: the seller's own site. */
const hostOf = {
  voso: /^(.+\.)?voso\.vn$/,
  postmart: /^(.+\.)?(postmart|buudien)\.vn$/,
  shopee: /^(.+\.)?shopee\.vn$/,
  lazada: /^(.+\.)?lazada\.vn$/,
  /** The marketplace of a province: a Vietnamese address. */
  province: /^.+\.vn$/,
  /** A name, never a number: an address that people can read. */
  shop: /^([a-z0-9-]+\.)+[a-z][a-z0-9-]*[a-z0-9]$/,
} as const
export type SalesLinkKind = keyof typeof hostOf
export const salesLinkKinds = Object.keys(hostOf) as SalesLinkKind[]

/** Whether a link of this kind may lead there: https, no user name and no port, and a host of that marketplace. */
export function isSalesAddress(kind: SalesLinkKind, url: string): boolean {
  if (!/^https:\/\/[\x21-\x7e]+$/.test(url) || !URL.canParse(url)) return false
  const { protocol, username, password, port, hostname } = new URL(url)
  return protocol === 'https:' && username + password + port === '' && hostOf[kind].test(hostname)
}

/** A link to where goods are sold, as their cooperative gives it. */
export const SalesLink = z
  .strictObject({ kind: z.enum(salesLinkKinds), url: z.string().max(500) })
  .refine(({ kind, url }) => isSalesAddress(kind, url), {
    path: ['url'],
    message: 'an https address of this marketplace',
  })
export type SalesLink = z.infer<typeof SalesLink>
export const SalesLinks = z.array(SalesLink).max(10)
