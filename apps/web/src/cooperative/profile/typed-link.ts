import { isSalesAddress, type SalesLink, type SalesLinkKind, salesLinkKinds } from '@nguon/domain'
import type { sellingTexts } from '@nguon/locale'

/** A place of sale as it stands in the form. */
export interface TypedLink {
  kind: SalesLinkKind | ''
  url: string
  /** Gone once the form is saved; until then it can come back. */
  removed: boolean
}

/** The longest address that is kept. */
const longest = 500

/** What was typed as an address: whoever leaves out `https://` means it. */
function addressOf(typed: string): string {
  const text = typed.trim()
  const address = /^[a-z][a-z\d+.-]*:/i.test(text) ? text : `https://${text}`
  return URL.canParse(address) ? new URL(address).href : address
}

/** The marketplace whose address this surely is: neither a province's nor one's own shop. */
export const marketOf = (typed: string): SalesLinkKind | undefined =>
  salesLinkKinds.find(
    (kind) => kind !== 'province' && kind !== 'shop' && isSalesAddress(kind, addressOf(typed)),
  )

/** The links that stay, as they are recorded. */
export const linksOf = (typed: readonly TypedLink[]): SalesLink[] =>
  typed.flatMap(({ kind, url, removed }) => (kind === '' || removed ? [] : [{ kind, url: addressOf(url) }]))

/**
 * What is wrong with an address, in words; undefined when nothing is.
 *
 * @param market what its kind is called
 * @param before the links above it
 */
export function wrongWith(
  { kind, url }: TypedLink,
  market: string,
  before: readonly TypedLink[],
  t: ReturnType<typeof sellingTexts>,
): string | undefined {
  const address = addressOf(url)
  if (/^http:/i.test(address)) return t.notSecure
  if (address.length > longest) return t.tooLong
  if (!isSalesAddress('shop', address)) return t.notAddress
  if (kind !== '' && !isSalesAddress(kind, address)) return t.otherMarket({ market })
  return linksOf(before).some((link) => link.url === address) ? t.twice : undefined
}
