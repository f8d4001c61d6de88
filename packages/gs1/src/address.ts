import { parseGtin } from './key.ts'
import { parseOwnCode } from './own-code.ts'
import { decodePart } from './percent.ts'

/** What the path of a printed address names. */
export type Address =
  | { readonly kind: 'batch'; readonly gtin: string; readonly lot: string }
  | { readonly kind: 'package'; readonly gtin: string; readonly serial: string; readonly lot?: string }
  | { readonly kind: 'own'; readonly code: string }

/** What a lot or serial may hold (AI 10 and 21). A test holds this against the table that the whole grammar reads. */
const value = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/

/**
 * Parses the raw path of a request (before any decoding, because `%2F` in a lot is not a path separator): `/01/{gtin}/10/{lot}`,
 * `/01/{gtin}/21/{serial}`, `/01/{gtin}/10/{lot}/21/{serial}` or `/T/{code}`. Fixed parts are matched without case. These are the
 * Digital Links that we print, read without the table of all others: a phone that scans loads only this.
 *
 * @returns undefined when it is none of them: bad syntax, a wrong check digit or a restricted number
 */
export function parsePath(rawPath: string): Address | undefined {
  if (!rawPath.startsWith('/') || rawPath.length > 300) return undefined
  const parts = rawPath
    .slice(1)
    .replace(/\/$/, '')
    .split('/')
    .map((part) => decodePart(part))
  const [head, key = '', ...rest] = parts
  if (head === 'T' || head === 't') {
    const code = rest.length === 0 ? parseOwnCode(key) : undefined
    return code === undefined ? undefined : { kind: 'own', code }
  }
  const gtin = head === '01' && key.length === 14 ? parseGtin(key) : undefined
  return gtin === undefined ? undefined : parseQualifiers(gtin, rest)
}

function parseQualifiers(gtin: string, parts: readonly (string | undefined)[]): Address | undefined {
  const upper = parts.flatMap((part) => (part !== undefined && value.test(part) ? [part.toUpperCase()] : []))
  if (upper.length !== parts.length) return undefined
  const [ai1, first = '', ai2, second = ''] = upper
  if (parts.length === 2 && ai1 === '10') return { kind: 'batch', gtin, lot: first }
  if (parts.length === 2 && ai1 === '21') return { kind: 'package', gtin, serial: first }
  if (parts.length === 4 && ai1 === '10' && ai2 === '21')
    return { kind: 'package', gtin, lot: first, serial: second }
  return undefined
}

/** The path that is printed for an address: upper case, percent encoded where a lot or serial needs it. */
export function buildPath(address: Address): string {
  if (address.kind === 'own') return `/T/${address.code}`
  const lot = address.lot === undefined ? '' : `/10/${encodeURIComponent(address.lot)}`
  const serial = address.kind === 'package' ? `/21/${encodeURIComponent(address.serial)}` : ''
  return `/01/${address.gtin}${lot}${serial}`
}
