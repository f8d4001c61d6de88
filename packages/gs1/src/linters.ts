import { checkPair, endsInCheckDigit } from './check-digit.ts'
import { countryLetters, countryNumbers, currencyNumbers, packageTypes } from './code-lists.ts'
import { isCoupon, isPositiveOffer } from './coupon.ts'

const digits = /^\d+$/

/** The last day of a month; a year of two digits is a leap year when four divides it, since 2000 was one. */
const lastDay = (year: number, month: number): number => {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** Whether digits of year, month and day are a day that exists; day 00, where allowed, is the whole month. */
function isDay(text: string, yearDigits: 2 | 4, wholeMonth: boolean): boolean {
  if (!digits.test(text) || text.length !== yearDigits + 4) return false
  const [year, month, day] = [text.slice(0, yearDigits), text.slice(-4, -2), text.slice(-2)].map(Number) as [
    number,
    number,
    number,
  ]
  const first = wholeMonth ? 0 : 1
  return (
    1 <= month && month <= 12 && first <= day && day <= lastDay(yearDigits === 2 ? 2000 + year : year, month)
  )
}

const isHour = (text: string): boolean => /^([01]\d|2[0-3])$/.test(text)
const isSixty = (text: string): boolean => /^[0-5]\d$/.test(text)
const isDegrees = (text: string, most: number): boolean => /^\d{10}$/.test(text) && Number(text) <= most
const startsWithPrefix = (text: string): boolean => /^\d{4}/.test(text)

function isPieceOfTotal(text: string): boolean {
  if (!digits.test(text) || text.length % 2 !== 0) return false
  const [piece, total] = [text.slice(0, text.length / 2), text.slice(text.length / 2)]
  return Number(piece) > 0 && piece <= total
}

function isPositionOfEnd(text: string): boolean {
  const [, position, end] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? []
  return Number(position) <= Number(end)
}

/** An IBAN (ISO 13616): country, check digits, account; letters as two digits, modulo 97 leaves 1. */
function isIban(text: string): boolean {
  if (!/^[A-Z]{2}[A-Z\d]{9,32}$/.test(text) || !countryLetters.has(text.slice(0, 2))) return false
  const number = [...text.slice(4), ...text.slice(0, 4)].map((character) => Number.parseInt(character, 36))
  return BigInt(number.join('')) % 97n === 1n
}

/** The checks of content that the Barcode Syntax Dictionary names, each over one component of a value. */
export const linters = {
  csum: endsInCheckDigit,
  csumalpha: (text: string) => text.length >= 2 && checkPair(text.slice(0, -2)) === text.slice(-2),
  gcppos1: startsWithPrefix,
  gcppos2: (text: string) => startsWithPrefix(text.slice(1)),
  cset39: (text: string) => /^[#\-/0-9A-Z]*$/.test(text),
  cset64: (text: string) => /^[-\w]*={0,2}$/.test(text),
  cset82: (text: string) => /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]*$/.test(text),
  csetnumeric: (text: string) => /^\d*$/.test(text),
  hasnondigit: (text: string) => /\D/.test(text),
  zero: (text: string) => /^0+$/.test(text),
  nonzero: (text: string) => digits.test(text) && /[^0]/.test(text),
  nozeroprefix: (text: string) => /^([1-9]\d*)?$/.test(text),
  yymmdd: (text: string) => isDay(text, 2, false),
  yymmd0: (text: string) => isDay(text, 2, true),
  yyyymmdd: (text: string) => isDay(text, 4, false),
  yyyymmd0: (text: string) => isDay(text, 4, true),
  hh: isHour,
  mi: isSixty,
  ss: isSixty,
  hhmi: (text: string) => text.length === 4 && isHour(text.slice(0, 2)) && isSixty(text.slice(2)),
  iso3166: (text: string) => countryNumbers.has(text),
  iso3166999: (text: string) => text === '999' || countryNumbers.has(text),
  iso3166alpha2: (text: string) => countryLetters.has(text),
  iso4217: (text: string) => currencyNumbers.has(text),
  iso5218: (text: string) => /^[0129]$/.test(text),
  iban: isIban,
  latitude: (text: string) => isDegrees(text, 1_800_000_000),
  longitude: (text: string) => isDegrees(text, 3_600_000_000),
  mediatype: (text: string) => /^(0[1-9]|10|[89]\d)$/.test(text),
  packagetype: (text: string) => packageTypes.has(text),
  pcenc: (text: string) => !/%(?![\da-f]{2})/i.test(text),
  pieceoftotal: isPieceOfTotal,
  posinseqslash: isPositionOfEnd,
  winding: (text: string) => /^[019]$/.test(text),
  yesno: (text: string) => /^[01]$/.test(text),
  hyphen: (text: string) => /^-+$/.test(text),
  importeridx: (text: string) => /^[-\w]$/.test(text),
  couponcode: (text: string) => isCoupon(text, (day) => isDay(day, 2, false)),
  couponposoffer: isPositiveOffer,
} satisfies Record<string, (text: string) => boolean>

/** The name of a check. */
export type Linter = keyof typeof linters
