import * as z from 'zod'

/** UUID of any version, lower case. */
export const Id = z.uuid().regex(/^[0-9a-f-]+$/, 'lower case')
export type Id = z.infer<typeof Id>

/** A database holds no year 0, and beyond these years a date is a typing mistake. */
const isNear = (text: string): boolean => text >= '1900' && text < '2201'
const yearsNear = 'must be in a year from 1900 to 2200'

/** An instant: ISO 8601 in UTC with `Z` and milliseconds, e.g. `2026-05-16T05:30:00.000Z`; of any year, because it was computed. */
export const ComputedInstant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, 'an instant like 2026-05-16T05:30:00.000Z')
  .refine((text) => {
    const ms = Date.parse(text)
    return Number.isFinite(ms) && new Date(ms).toISOString() === text
  }, 'no such instant')

/** An instant that someone gives, in a year from 1900 to 2200. */
export const Instant = ComputedInstant.refine(isNear, yearsNear)
export type Instant = z.infer<typeof Instant>

/** A day: `YYYY-MM-DD`, in a year from 1900 to 2200. */
export const Day = z.iso.date().refine(isNear, yearsNear)
export type Day = z.infer<typeof Day>

/** The zone offset of a place, `+07:00`. */
export const UtcOffset = z.string().regex(/^[+-](0\d|1[0-4]):[0-5]\d$/, 'an offset like +07:00')
export type UtcOffset = z.infer<typeof UtcOffset>

const hasLoneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/u
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/** Text people wrote: NFC, no lone surrogates, no control characters but tab and line ends, not blank. */
export const text = (maxLength: number) =>
  z
    .string()
    .min(1)
    .max(maxLength)
    .refine((value) => !hasLoneSurrogate.test(value), 'has a lone surrogate')
    .refine((value) => !controls.test(value), 'has a control character')
    .refine((value) => value.normalize('NFC') === value, 'must be in Unicode normal form C')
    .refine((value) => value.trim() === value, 'begins or ends with white space')

export const ShortText = text(200)
export const LongText = text(2000)

export const Sha256Hex = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hexadecimal')

/** A SHA-256 in base64url without padding: how a digest stands in an entry. */
export const Digest = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'a SHA-256 in base64url')

/** Lots and serials are issued in upper case only (GS1 AI 10 and 21: at most 20 characters). */
export const Lot = z
  .string()
  .regex(/^[0-9A-Z][0-9A-Z._-]{0,19}$/, 'upper-case letters, digits, . _ - (at most 20)')

/** A new UUIDv7 (RFC 9562): made by the recorder, the idempotency key of what it records for ever. */
export function newId(now = Date.now()): Id {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return idFromBytes(now, bytes)
}

const byteText = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** The UUIDv7 of `timeMs` whose other bits are taken from the first 16 of `bytes`. */
export function idFromBytes(timeMs: number, bytes: Uint8Array): Id {
  let hex = ''
  for (const byte of bytes.subarray(0, 16)) hex += byteText[byte]
  const time = Math.max(0, timeMs).toString(16).padStart(12, '0')
  const variant = (Number.parseInt(hex[16] ?? '0', 16) & 0x3) | 0x8
  return [
    time.slice(0, 8),
    time.slice(8, 12),
    `7${hex.slice(13, 16)}`,
    `${variant.toString(16)}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

/** The day it is at `instant` in the zone `offset`. */
export function dayOf(instant: Instant, offset: UtcOffset): Day {
  return new Date(Date.parse(instant) + offsetMs(offset)).toISOString().slice(0, 10)
}

/** Milliseconds by which `offset` is ahead of UTC. */
export function offsetMs(offset: UtcOffset): number {
  const sign = offset.startsWith('-') ? -1 : 1
  return sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6))) * 60_000
}
