import { Gs1Error } from './gs1-error.ts'
import { gs1Namespace, type LinkType, readLinkType } from './link-types.ts'

/** The media type of a linkset (RFC 9264). */
export const linksetMediaType = 'application/linkset+json'

/** One link from a thing to something about it. */
export interface Link {
  readonly linkType: LinkType
  /** An absolute http address. */
  readonly href: string
  /** What people read. */
  readonly title: string
  /** The media type of the target. */
  readonly type?: string
  /** Languages of the target: `vi` or `vi-VN`. */
  readonly hreflang?: readonly string[]
  /** Where or for whom it applies, for instance a country. */
  readonly context?: readonly string[]
}

/** One level of what was asked (a package, its lot, its product) with its links. */
export interface LinkContext {
  /** The Digital Link of the level, or an own identifier: an absolute address without query. */
  readonly anchor: string
  /** What the thing is, in words. */
  readonly itemDescription: string
  readonly links: readonly Link[]
  /** The kind whose first link a plain request is sent to; all of that kind are the choice by language. */
  readonly defaultType: LinkType
}

/** A link as the document shows it. */
export type LinkTarget = Omit<Link, 'linkType'>

/** A level as the document shows it: anchor, words, and links by the full address of their kind. */
export type LinksetEntry = Readonly<Record<string, string | readonly LinkTarget[]>> & {
  readonly anchor: string
  readonly itemDescription: string
}

/** A linkset as a JSON document. */
export interface Linkset {
  readonly linkset: readonly LinksetEntry[]
}

/**
 * The document of RFC 9264 for a thing: one entry a level, the asked one first, each with exactly one default link that carries no
 * options and stands again under its own kind.
 *
 * @throws {Gs1Error} NOT_A_LINKSET when a level has no default, an address is not absolute, a title is missing or a language is
 *   neither `ll` nor `ll-CC`
 *
 * Source: GS1-Conformant Resolver Standard 1.2; the words stand in `itemDescription`, which its schema asks for.
 */
export const buildLinkset = (levels: readonly LinkContext[]): Linkset => ({ linkset: levels.map(entryOf) })

function entryOf({ anchor, itemDescription, links, defaultType }: LinkContext): LinksetEntry {
  assertAddress(anchor)
  const byType = new Map<string, LinkTarget[]>()
  for (const link of links) {
    const type = readLinkType(link.linkType)
    if (type.startsWith(`${gs1Namespace}defaultLink`))
      throw new Gs1Error('NOT_A_LINKSET', 'a default link is a choice among links of a kind, not a kind')
    byType.set(type, [...(byType.get(type) ?? []), targetOf(link)])
  }
  const defaults = byType.get(readLinkType(defaultType)) ?? []
  const [first] = defaults
  if (!first) throw new Gs1Error('NOT_A_LINKSET', `${anchor} has no link of its default kind ${defaultType}`)
  return {
    anchor,
    itemDescription,
    [`${gs1Namespace}defaultLink`]: [{ href: first.href, title: first.title }],
    ...(defaults.length > 1 ? { [`${gs1Namespace}defaultLinkMulti`]: defaults } : {}),
    ...Object.fromEntries(byType),
  }
}

function targetOf({ linkType: _, ...target }: Link): LinkTarget {
  assertAddress(target.href)
  if (target.title.trim() === '') throw new Gs1Error('NOT_A_LINKSET', `${target.href} has no title`)
  const wrong = target.hreflang?.find((language) => !/^[a-z]{2}(-[A-Z]{2})?$/.test(language))
  if (wrong !== undefined) throw new Gs1Error('NOT_A_LINKSET', `${wrong} is no language of a linkset`)
  if (target.type !== undefined && !/^\w+\/[-+.\w]+$/.test(target.type))
    throw new Gs1Error('NOT_A_LINKSET', `${target.type} is no media type`)
  return target
}

function assertAddress(text: string): void {
  if (!/^https?:\/\/[A-Za-z0-9[]/.test(text) || !URL.canParse(text))
    throw new Gs1Error('NOT_A_LINKSET', `no absolute http address: ${text}`)
}

/** The `Link` header that tells where the linkset of an answer is. */
export const linksetHeader = (anchor: string): string =>
  `<${anchor}?linkType=linkset>; rel="linkset"; type="${linksetMediaType}"`
