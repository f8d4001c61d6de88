import { linkTypeUri } from './link-types.ts'
import { type Link, type LinkContext, linksetMediaType } from './linkset.ts'
import { qualityOfLanguage, qualityOfType, rangesOf } from './preference.ts'

/** What of a request decides the answer. */
export interface LinkRequest {
  /** The parameter `linkType`: a kind of link, or `linkset` (`all` is its former name). */
  readonly linkType?: string | undefined
  /** The parameter `context`. */
  readonly context?: string | undefined
  readonly accept?: string | undefined
  readonly acceptLanguage?: string | undefined
}

/** The answer: the whole linkset (200), one link (307), several that fit as well (300), or none (404). */
export type LinkChoice =
  | { readonly kind: 'linkset' }
  | { readonly kind: 'link'; readonly link: Link }
  | { readonly kind: 'several'; readonly links: readonly Link[] }
  | { readonly kind: 'none' }

/** Who asks for the default by its name asks for nothing else. */
const defaults: readonly (string | undefined)[] = ['gs1:defaultLink', 'gs1:defaultLinkMulti'].map(linkTypeUri)

/**
 * Chooses among the links of a thing. Without a kind asked for it is the default of the nearest level, or another of the same kind
 * whose language and media type fit better; never several. With one, the nearest level that has the kind gives its best fits.
 *
 * @param levels the asked level first, then up to the primary key
 */
export function chooseLink(levels: readonly LinkContext[], request: LinkRequest): LinkChoice {
  if (asksForLinkset(request)) return { kind: 'linkset' }
  const [nearest] = levels
  const isPlain = !request.linkType || defaults.includes(linkTypeUri(request.linkType))
  const asked = linkTypeUri((isPlain ? nearest?.defaultType : request.linkType) ?? '')
  if (asked === undefined) return { kind: 'none' }
  const ofType = levels
    .map(({ links }) => links.filter(({ linkType }) => linkTypeUri(linkType) === asked))
    .find((links) => links.length > 0)
  const [first, ...more] = bestOf(ofType ?? [], request)
  if (!first) return { kind: 'none' }
  return more.length > 0 && !isPlain
    ? { kind: 'several', links: [first, ...more] }
    : { kind: 'link', link: first }
}

function asksForLinkset({ linkType, accept }: LinkRequest): boolean {
  if (linkType === 'linkset' || linkType === 'all') return true
  // a browser that takes anything did not ask for it
  const [first] = rangesOf(accept ?? '').toSorted((a, b) => b.quality - a.quality)
  return first?.range === linksetMediaType
}

/** The links that fit best and equally well: their context first, then whether they are accepted, language, media type. */
function bestOf(links: readonly Link[], { context, accept, acceptLanguage }: LinkRequest): Link[] {
  const languages = rangesOf(acceptLanguage ?? '')
  const types = rangesOf(accept ?? '')
  const measures: readonly ((link: Link) => number)[] = [
    (link) => contextFit(link, context),
    (link) => (qualityOfType(types, link.type) > 0 ? 1 : 0),
    (link) => qualityOfLanguage(languages, link.hreflang),
    (link) => qualityOfType(types, link.type),
  ]
  return measures.reduce<Link[]>(
    (left, measure) => {
      const most = Math.max(...left.map(measure))
      return left.filter((link) => measure(link) === most)
    },
    [...links],
  )
}

/** A link of the asked context before one of none, and that before one of another. */
function contextFit({ context = [] }: Link, asked: string | undefined): number {
  if (context.length === 0) return 1
  return asked !== undefined && context.includes(asked) ? 2 : 0
}

/**
 * The address a request is sent on to, with its whole query (1.2 leaves no choice), but for the kind of link where the target is
 * our own and would ask again.
 *
 * @param query raw, without its question mark
 */
export function forwardQuery(href: string, query: string, isOwn: boolean): string {
  const parameters = query.split('&').filter((one) => one !== '' && !(isOwn && /^linkType(=|$)/.test(one)))
  if (parameters.length === 0) return href
  const [address = '', fragment] = href.split('#')
  const joined = `${address}${address.includes('?') ? '&' : '?'}${parameters.join('&')}`
  return fragment === undefined ? joined : `${joined}#${fragment}`
}
