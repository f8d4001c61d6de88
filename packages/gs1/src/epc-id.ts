import { canonicalOrigin, type DigitalLink, parseLinkSyntax } from './digital-link.ts'
import { linkOfUrn } from './epc-urn.ts'
import { Gs1Error } from './gs1-error.ts'
import { encodePart } from './percent.ts'
import { inPresentForm } from './present-form.ts'

/** Qualifiers that tell one thing from another in events, the most specific first; a key that is none of these is no EPC. */
const telling: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['01', ['21', '10', '235']],
  ['414', ['254']],
  ['8006', ['21', '10']],
  ['8010', ['8011']],
  ...['00', '253', '255', '401', '402', '417', '8003', '8004', '8017', '8018'].map((ai) => [ai, []] as const),
])

/**
 * The form in which events name a thing: GS1's own host, the key and the most specific level only, no query.
 *
 * @returns undefined for a key that events do not use
 */
export function constrainedLink({
  key,
  qualifiers,
}: Pick<DigitalLink, 'key' | 'qualifiers'>): string | undefined {
  const levels = telling.get(key.ai)
  if (!levels) return undefined
  const level = levels.flatMap((ai) => qualifiers.find((qualifier) => qualifier.ai === ai) ?? [])[0]
  const path = [key, ...(level ? [level] : [])].map(({ ai, value }) => `/${ai}/${encodePart(value)}`)
  return `${canonicalOrigin}${path.join('')}`
}

/**
 * The one name under which all spellings of a GS1 identifier in events match: EPC URNs, classes and patterns, Digital Links of any
 * host and of older syntax. Check digits and restricted numbers are not asked here: history must stay readable.
 *
 * @returns undefined when it is none: private identifiers stay as they are
 *
 * Source: CBV 2.0, event hash; EPC Tag Data Standard 2.3.
 */
export function constrainedId(id: string): string | undefined {
  const isUrn = /^urn:/i.test(id)
  const address = isUrn ? linkOfUrn(id) : inPresentForm(id)
  if (address === undefined || (!isUrn && !/^https?:/i.test(address))) return undefined
  try {
    return constrainedLink(parseLinkSyntax(address))
  } catch (error) {
    if (error instanceof Gs1Error) return undefined
    throw error
  }
}
