import { Gs1Error } from './gs1-error.ts'

/** What an own identifier names: one thing, a kind or lot, a place, a party, a document, a transformation. */
export const ownIdKinds = ['obj', 'class', 'loc', 'sd', 'bt', 'xform'] as const

export type OwnIdKind = (typeof ownIdKinds)[number]

/** An identifier under a domain of one's own, for organizations without a GS1 prefix. */
export interface OwnId {
  /** `https://host` with or without a path. */
  readonly root: string
  readonly kind: OwnIdKind
  readonly name: string
}

/** What CBV 2.0 section 8 recommends; it never allows more than 128. */
const LONGEST = 60

const form = /^(https:\/\/[a-z0-9.-]+(?::\d{1,5})?(?:\/[\w.~-]+)*)\/(obj|class|loc|sd|bt|xform)\/([\w.~-]+)$/

/** A path part that could be an application identifier: with what follows it, software takes it for a Digital Link. */
const seemsDigitalLink = (path: string): boolean => /\/\d{2,4}\/./.test(path)

/**
 * Reads an own identifier of the form of CBV section 8: ASCII, at most 60 characters, and no path that could be a Digital Link.
 *
 * @returns undefined when it is none
 */
export function parseOwnId(text: string): OwnId | undefined {
  const [, root = '', kind, name = ''] = (text.length <= LONGEST && form.exec(text)) || []
  if (kind === undefined || seemsDigitalLink(text.slice('https://'.length))) return undefined
  if (text.split('/').some((part) => part === '.' || part === '..')) return undefined
  return { root, kind: kind as OwnIdKind, name }
}

/**
 * An own identifier as it is printed and exchanged. Who assigns it never changes or reuses it.
 *
 * @throws {Gs1Error} NOT_AN_OWN_ID when `parseOwnId` would not read it back
 */
export function buildOwnId({ root, kind, name }: OwnId): string {
  const text = `${root}/${kind}/${name}`
  const back = parseOwnId(text)
  if (back?.root !== root || back.kind !== kind)
    throw new Gs1Error('NOT_AN_OWN_ID', `no own identifier: ${text}`)
  return text
}
