import { parseGtin } from './key.ts'

/** What the path of a printed address names. */
export type Address =
  | { readonly kind: 'batch'; readonly gtin: string; readonly lot: string }
  | { readonly kind: 'package'; readonly gtin: string; readonly serial: string; readonly lot?: string }
  | { readonly kind: 'own'; readonly code: string }

/** GS1 character set 82 without `/`, percent encoded: what a lot or serial may hold (AI 10 and 21, at most 20). */
const value = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/

/**
 * Parses the raw path of a request (before any decoding, because `%2F` in a lot is not a path separator): `/01/{gtin}/10/{lot}`,
 * `/01/{gtin}/21/{serial}`, `/01/{gtin}/10/{lot}/21/{serial}` or `/T/{code}`. Fixed parts are matched without case.
 *
 * @returns undefined when it is none of them: bad syntax, a wrong check digit or a restricted number
 */
export function parsePath(rawPath: string): Address | undefined {
  const parts = decodeParts(rawPath)
  if (!parts) return undefined
  const [head = '', key = '', ...rest] = parts
  if (/^t$/i.test(head)) {
    const code = rest.length === 0 ? parseOwnCode(key) : undefined
    return code === undefined ? undefined : { kind: 'own', code }
  }
  const gtin = head === '01' && /^\d{14}$/.test(key) ? parseGtin(key) : undefined
  return gtin === undefined ? undefined : parseQualifiers(gtin, rest)
}

function decodeParts(rawPath: string): string[] | undefined {
  if (!rawPath.startsWith('/') || rawPath.length > 300) return undefined
  try {
    return rawPath.slice(1).replace(/\/$/, '').split('/').map(decodeURIComponent)
  } catch {
    return undefined
  }
}

function parseQualifiers(gtin: string, parts: readonly string[]): Address | undefined {
  if (!parts.every((part) => value.test(part))) return undefined
  const [ai1, first = '', ai2, second = ''] = parts.map((part) => part)
  if (parts.length === 2 && ai1 === '10') return { kind: 'batch', gtin, lot: first.toUpperCase() }
  if (parts.length === 2 && ai1 === '21') return { kind: 'package', gtin, serial: first.toUpperCase() }
  if (parts.length === 4 && ai1 === '10' && ai2 === '21')
    return { kind: 'package', gtin, lot: first.toUpperCase(), serial: second.toUpperCase() }
  return undefined
}

/** The path that is printed for an address: upper case, percent encoded where a lot or serial needs it. */
export function buildPath(address: Address): string {
  if (address.kind === 'own') return `/T/${address.code}`
  const lot = address.lot === undefined ? '' : `/10/${encodeURIComponent(address.lot)}`
  const serial = address.kind === 'package' ? `/21/${encodeURIComponent(address.serial)}` : ''
  return `/01/${address.gtin}${lot}${serial}`
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The 60 bits of 8 bytes' tail as 12 characters of Crockford base32: the code of a batch whose organization has no GTIN. */
export function ownCode(bytes: Uint8Array): string {
  let bits = bytes.subarray(0, 8).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) & ((1n << 60n) - 1n)
  let code = ''
  for (let index = 0; index < 12; index++) {
    code = `${crockford[Number(bits & 31n)]}${code}`
    bits >>= 5n
  }
  return code
}

/** A typed own code in its issued form: upper case, I and L read as 1, O as 0, dashes and spaces dropped; undefined when it is none. */
export function parseOwnCode(text: string): string | undefined {
  const code = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll(/[IL]/g, '1').replaceAll('O', '0')
  return /^[0-9A-HJKMNP-TV-Z]{12,16}$/.test(code) ? code : undefined
}
