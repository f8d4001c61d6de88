import { type AiRule, aiTable } from './ai-table.ts'
import { Gs1Error } from './gs1-error.ts'
import { decodePart, encodePart } from './percent.ts'
import { fitsFormat } from './value-format.ts'

/** An application identifier with its value, decoded. */
export interface Element {
  readonly ai: string
  readonly value: string
}

/** What a GS1 Digital Link says. */
export interface DigitalLink {
  /** `https://host`, scheme and host in lower case; empty for a request target, whose host stands elsewhere. */
  readonly origin: string
  /** What stands in the path before the key, raw: empty or `/some/path`. */
  readonly stem: string
  readonly key: Element
  /** In the order of the path. */
  readonly qualifiers: readonly Element[]
  /** Application identifiers of the query, in its order. */
  readonly attributes: readonly Element[]
  /** All other parameters as they came, undecoded: they name nothing and are passed on. */
  readonly others: readonly string[]
}

/** Where GS1 itself resolves: the origin of a canonical link. */
export const canonicalOrigin = 'https://id.gs1.org'

/** Longer is no address that anyone prints; also what our own server takes as a request line. */
const LONGEST = 4096

const uri = /^(?:(https?|HTTPS?):\/\/([A-Za-z0-9.:[\]-]+))?(\/[^?#]*)(?:\?([^#]*))?(?:#.*)?$/s
const uriCharacters = /^[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/

/**
 * Reads the structure of a Digital Link: an absolute http address or the raw target of a request, never a decoded path, because
 * `%2F` in a value is no separator. What its values mean is not asked: see `parseDigitalLink`.
 *
 * @throws {Gs1Error} NOT_A_URI, BAD_ENCODING, NO_PRIMARY_KEY, UNKNOWN_AI, WRONG_PATH, NOT_AN_ATTRIBUTE, BELONGS_IN_PATH,
 *   DUPLICATE_AI, WRONG_FORMAT
 *
 * Source: GS1 Digital Link Standard: URI Syntax 1.7; sequences and formats of the Barcode Syntax Dictionary.
 */
export function parseLinkSyntax(text: string): DigitalLink {
  const match = text.length <= LONGEST && uriCharacters.test(text) ? uri.exec(text) : undefined
  if (!match) throw new Gs1Error('NOT_A_URI', 'neither an http address nor a request target')
  const [, scheme, host = '', path = '', query = ''] = match
  // a target that begins with two slashes would be a host where somebody writes it into an address
  if (scheme === undefined && path.startsWith('//'))
    throw new Gs1Error('NOT_A_URI', 'a target of two slashes')
  const { stem, pairs } = splitPath(path)
  const [key, ...qualifiers] = pairs.map(([ai, raw]) => elementOf(ai, decodePart(raw)))
  if (!key) throw new Gs1Error('NO_PRIMARY_KEY', 'no primary key in the path')
  assertPathOrder(key, qualifiers)
  const { attributes, others } = splitQuery(query)
  assertAttributes(key, qualifiers, attributes)
  const origin = scheme === undefined ? '' : `${scheme}://${host}`.toLowerCase()
  return { origin, stem, key, qualifiers, attributes, others }
}

type RawPair = readonly [ai: string, raw: string]

/** The last primary key of the path with all pairs behind it; what stands before is the stem. */
function splitPath(path: string): { stem: string; pairs: RawPair[] } {
  const parts = path.split('/')
  const pairs: RawPair[] = []
  for (let at = parts.length - 2; at >= 1; at -= 2) {
    const ai = parts[at] ?? ''
    const rule = aiTable().get(ai)
    if (!rule) break
    pairs.unshift([ai, parts[at + 1] ?? ''])
    if (rule.qualifiers) return { stem: parts.slice(0, at).join('/'), pairs }
  }
  throw new Gs1Error('NO_PRIMARY_KEY', 'no primary key in the path')
}

function elementOf(ai: string, value: string | undefined): Element {
  if (value === undefined) throw new Gs1Error('BAD_ENCODING', `the value of ${ai} is badly encoded`)
  if (!fitsFormat(ruleOf(ai), value)) throw new Gs1Error('WRONG_FORMAT', `no value of ${ai}: ${value}`)
  return { ai, value }
}

/** @throws {Gs1Error} UNKNOWN_AI */
export function ruleOf(ai: string): AiRule {
  const rule = aiTable().get(ai)
  if (!rule) throw new Gs1Error('UNKNOWN_AI', `no application identifier ${ai}`)
  return rule
}

/** Whether the qualifiers are a subset of one alternative of the key, in its order. A pay-to party needs its reference. */
export function isPath(key: AiRule, qualifiers: readonly string[]): boolean {
  if (key.ai === '415' && qualifiers.length === 0) return false
  const isPartOf = (sequence: readonly string[]) =>
    sequence.filter((ai) => qualifiers.includes(ai)).join() === qualifiers.join()
  return key.qualifiers?.some(isPartOf) ?? false
}

function assertPathOrder(key: Element, qualifiers: readonly Element[]): void {
  const ais = qualifiers.map(({ ai }) => ai)
  if (!isPath(ruleOf(key.ai), ais))
    throw new Gs1Error('WRONG_PATH', `${key.ai} takes no path ${ais.join('/')}`)
}

function splitQuery(query: string): Pick<DigitalLink, 'attributes' | 'others'> {
  const attributes: Element[] = []
  const others: string[] = []
  for (const parameter of query.split('&')) {
    const at = parameter.indexOf('=')
    const name = parameter.slice(0, at)
    if (at > 0 && /^\d+$/.test(name)) {
      ruleOf(name)
      attributes.push(elementOf(name, decodePart(parameter.slice(at + 1), true)))
    } else if (parameter !== '') others.push(parameter)
  }
  return { attributes, others }
}

/**
 * Asks of every attribute that it may stand in a query, stands there once, and could not have stood in this path.
 *
 * @throws {Gs1Error} DUPLICATE_AI, NOT_AN_ATTRIBUTE, BELONGS_IN_PATH
 */
export function assertAttributes(
  key: Element,
  qualifiers: readonly Element[],
  attributes: readonly Element[],
): void {
  const inPath = qualifiers.map(({ ai }) => ai)
  const seen = new Set([key.ai, ...inPath])
  for (const { ai } of attributes) {
    if (seen.has(ai)) throw new Gs1Error('DUPLICATE_AI', `${ai} stands twice`)
    seen.add(ai)
    if (!ruleOf(ai).attribute) throw new Gs1Error('NOT_AN_ATTRIBUTE', `${ai} may not stand in a query`)
    const fits = Array.from({ length: inPath.length + 1 }, (_, at) => inPath.toSpliced(at, 0, ai))
    if (fits.some((path) => isPath(ruleOf(key.ai), path)))
      throw new Gs1Error('BELONGS_IN_PATH', `${ai} belongs in the path of ${key.ai}`)
  }
}

/** A Digital Link as it is written: every value percent encoded but for letters, digits and `-._~`. */
export function buildDigitalLink({ origin, stem, key, qualifiers, attributes, others }: DigitalLink): string {
  const path = [key, ...qualifiers].map(({ ai, value }) => `/${ai}/${encodePart(value)}`).join('')
  const query = [...attributes.map(({ ai, value }) => `${ai}=${encodePart(value)}`), ...others].join('&')
  return `${origin}${stem}${path}${query === '' ? '' : `?${query}`}`
}

/** The one link that all with the same meaning share: GS1's own host, attributes by number, nothing else. */
export const canonicalLink = (link: DigitalLink): DigitalLink => ({
  ...link,
  origin: canonicalOrigin,
  stem: '',
  attributes: link.attributes.toSorted((a, b) => (a.ai < b.ai ? -1 : 1)),
  others: [],
})
