import type { Organization, Product, SalesLink } from '@nguon/domain'

/** Where a product is sold: what is said of it first, then of everything its organization sells; each address once. */
export function salesLinksOf(
  product: Product | undefined,
  organization: Organization | undefined,
): SalesLink[] {
  const all = [...(product?.salesLinks ?? []), ...(organization?.salesLinks ?? [])]
  return all.filter((link, index) => all.findIndex(({ url }) => url === link.url) === index)
}
