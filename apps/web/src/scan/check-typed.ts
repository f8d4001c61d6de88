import { checkDigit, parseOwnCode } from '@nguon/gs1'
import { inFours } from './last-scans.ts'

/** What can be said of a code while it is typed, before anyone is asked. */
export type TypedCheck =
  /** Could be one of our random codes: as it is printed, with O read as 0, I and L as 1. */
  | { readonly kind: 'code'; readonly printed: string }
  /** One character more or less than our random codes have. */
  | { readonly kind: 'length'; readonly length: number }
  /** Right but for a letter U, which our random codes never have: it looks like V. */
  | { readonly kind: 'letterU' }
  /** The check digit of the GTIN in a typed address does not fit: one digit is wrong, or two are swapped. */
  | { readonly kind: 'checkDigit' }
  | { readonly kind: 'unknown' }

/** Codes of batches have 12 characters, those of packages 14. Lots and imported serials may have any length, so this only asks. */
const lengths = [12, 14]
const oneOff = [11, 13, 15]

export function checkTyped(typed: string): TypedCheck {
  const text = typed.normalize('NFKC').trim()
  const [, gtin] = /\/01\/(\d{14})(?:\/|$)/.exec(text) ?? []
  if (gtin !== undefined && checkDigit(gtin.slice(0, -1)) !== Number(gtin.at(-1)))
    return { kind: 'checkDigit' }
  const bare = text.replaceAll(/[\s-]/g, '')
  const code = parseOwnCode(bare)
  if (code !== undefined && lengths.includes(code.length)) return { kind: 'code', printed: inFours(code) }
  if (!/^(?=.*\d)(?=.*[a-z])[0-9a-z]+$/i.test(bare)) return { kind: 'unknown' }
  if (oneOff.includes(bare.length)) return { kind: 'length', length: bare.length }
  return /u/i.test(bare) && lengths.includes(bare.length) ? { kind: 'letterU' } : { kind: 'unknown' }
}
