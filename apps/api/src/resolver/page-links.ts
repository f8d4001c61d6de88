import type { SalesLink } from '@nguon/domain'
import { type Address, buildPath, type Link, type LinkContext, parsePath } from '@nguon/gs1'
import { type Lang, resolverTexts, salesMarketNames } from '@nguon/locale'
import type { TracePage } from '@nguon/web/public'

const langs: readonly Lang[] = ['vi', 'en']

/** A product as the links of a code and of the product itself name it. */
export interface LinkedProduct {
  readonly name: string
  readonly organizationName: string
  readonly salesLinks: readonly SalesLink[]
}

/**
 * The links of what a page tells about: the package, its lot and its product, the asked one first. Where to buy is told only of
 * goods that may be sold.
 *
 * @param origin what every address begins with
 */
export function linksOfPage(page: TracePage, origin: string): LinkContext[] {
  const { batch, code } = page
  const sells = page.state === 'valid' ? (batch?.salesLinks ?? []) : []
  const product = batch && {
    name: batch.product.name,
    organizationName: batch.organization.name,
    salesLinks: sells,
  }
  const isOwn = page.path.startsWith('/T/')
  const [asked, ...above] = isOwn ? [page.path] : pathsUp(page.path, batch?.lot)
  const what = product ? `${product.name}, ${code}` : code
  const hasProof = (batch?.certificates.length ?? 0) > 0
  const level = (path: string): LinkContext => ({
    anchor: origin + path,
    itemDescription: what,
    defaultType: 'gs1:pip',
    links: [...pageLinks(origin + path, product !== undefined, hasProof), ...(isOwn ? retailers(sells) : [])],
  })
  const levels = [asked ?? page.path, ...above].map(level)
  const gtin = gtinOf(parsePath(page.path))
  return gtin === undefined ? levels : [...levels, ...linksOfProduct(product, gtin, origin)]
}

/** The links of a product, told of at its GTIN. */
export function linksOfProduct(
  product: LinkedProduct | undefined,
  gtin: string,
  origin: string,
): LinkContext[] {
  if (!product) return []
  const anchor = `${origin}/01/${gtin}`
  const links = [...inEachLanguage('gs1:pip', anchor, 'product'), ...retailers(product.salesLinks)]
  const itemDescription = `${product.name}, ${product.organizationName}`
  return [{ anchor, itemDescription, defaultType: 'gs1:pip', links }]
}

/** The address itself, then the same lot without the package. */
function pathsUp(path: string, lot: string | undefined): string[] {
  const address = parsePath(path)
  if (address?.kind !== 'package') return [path]
  const known = address.lot ?? lot?.toUpperCase()
  return known === undefined ? [path] : [path, buildPath({ kind: 'batch', gtin: address.gtin, lot: known })]
}

const gtinOf = (address: Address | undefined): string | undefined =>
  address && address.kind !== 'own' ? address.gtin : undefined

function pageLinks(anchor: string, isTold: boolean, hasProof: boolean): Link[] {
  return [
    ...inEachLanguage('gs1:pip', anchor, 'page'),
    ...inEachLanguage('gs1:recallStatus', anchor, 'recallStatus'),
    ...(isTold ? inEachLanguage('gs1:traceability', anchor, 'traceability', '#hanh-trinh') : []),
    ...(hasProof ? inEachLanguage('gs1:certificationInfo', anchor, 'certificates', '#chung-nhan') : []),
  ]
}

type Title = 'page' | 'product' | 'recallStatus' | 'traceability' | 'certificates'

const inEachLanguage = (linkType: Link['linkType'], anchor: string, title: Title, part = ''): Link[] =>
  langs.map((lang) => ({
    linkType,
    href: `${anchor}?lang=${lang}${part}`,
    title: resolverTexts(lang)[title],
    type: 'text/html',
    hreflang: [lang],
  }))

const retailers = (links: readonly SalesLink[]): Link[] =>
  links.map(({ kind, url }) => ({
    linkType: 'gs1:hasRetailers',
    href: url,
    title: salesMarketNames[kind].vi,
    type: 'text/html',
  }))
