import { DomainError } from '@nguon/domain'
import { buildLinkset, chooseLink, forwardQuery, type LinkContext, linksetMediaType } from '@nguon/gs1'
import type { Request, Response } from 'express'

/** The raw query of a request, without its question mark. */
const rawQuery = ({ originalUrl }: Pick<Request, 'originalUrl'>): string => {
  const at = originalUrl.indexOf('?')
  return at < 0 ? '' : originalUrl.slice(at + 1)
}

/** As what links may be read; the data of the chain (EPCIS) will have media types of their own. */
const dataTypes = [linksetMediaType, 'application/json', 'application/ld+json']

const kindAsked = (req: Request): string | undefined =>
  new URLSearchParams(rawQuery(req)).get('linkType') ?? undefined

/** Whether a request asks for links, not for the page: by `linkType`, or by what it accepts rather than HTML. */
export function asksForLinks(req: Request): boolean {
  if (req.originalUrl.includes('linkType') && kindAsked(req) !== undefined) return true
  const accept = req.headers.accept ?? ''
  return (
    accept.includes('application/') && dataTypes.includes(String(req.accepts(['text/html', ...dataTypes])))
  )
}

/**
 * Answers with the linkset (200), sends on to one link (307) with the whole query, or shows several equal ones (300).
 *
 * @param levels the asked level first
 * @throws {DomainError} `NOT_FOUND` when there is no link of the asked kind
 *
 * Source: GS1-Conformant Resolver Standard 1.2
 */
export function answerLinks(
  req: Request,
  res: Response,
  levels: readonly LinkContext[],
  origin: string,
): void {
  const linkType = kindAsked(req)
  const context = new URLSearchParams(rawQuery(req)).get('context') ?? undefined
  const { accept } = req.headers
  const acceptLanguage = withOurs(req.headers['accept-language'])
  const choice = linkType
    ? chooseLink(levels, { linkType, context, accept, acceptLanguage })
    : ({ kind: 'linkset' } as const)
  res.set('Cache-Control', 'no-store')
  if (choice.kind === 'none') throw new DomainError('NOT_FOUND', 'no link of this kind')
  if (choice.kind === 'link') {
    const { href } = choice.link
    res.redirect(307, forwardQuery(href, rawQuery(req), href.startsWith(`${origin}/`)))
    return
  }
  const type = req.accepts(dataTypes) || linksetMediaType
  const document = JSON.stringify(buildLinkset(levels))
  res
    .status(choice.kind === 'several' ? 300 : 200)
    .type(type)
    .send(document)
}

/** Who asks for neither of our languages gets Vietnamese before English: that is a choice, so they do not fit equally well. */
function withOurs(header: string | undefined): string {
  if (header === undefined) return 'vi, en;q=0.5'
  return /(^|[\s,])(vi|en)\b/i.test(header) ? header : `${header}, vi;q=0.002, en;q=0.001`
}
