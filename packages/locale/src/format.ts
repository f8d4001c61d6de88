import type { Lang } from './texts/define-texts.ts'
import { type UnitCode, unitTexts } from './texts/units.ts'

/** What stands between thousands, and before the fraction. */
const signs = { vi: { group: '.', point: ',' }, en: { group: ',', point: '.' } } as const

interface DecimalOptions {
  /** At most so many digits after the point, rounded half away from zero, needless zeros dropped. Default: all that are there. */
  readonly places?: number
}

/**
 * A number for people. Exact: the text is never turned into a float.
 *
 * @param decimal a decimal text as the data has it: `1850`, `-0.5`
 * @throws {RangeError} when it is not one
 * @example formatDecimal('1850.5', 'vi') // '1.850,5'
 */
export function formatDecimal(decimal: string, lang: Lang, { places }: DecimalOptions = {}): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal)
  if (!match) throw new RangeError(`not a decimal: ${decimal}`)
  const [, sign = '', digits = '', decimals = ''] = match
  const [whole, fraction] = places === undefined ? [digits, decimals] : round(digits, decimals, places)
  const { group, point } = signs[lang]
  const isZero = /^0*$/.test(whole + fraction)
  const grouped = whole.replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+$)/g, group)
  return `${isZero ? '' : sign}${grouped}${fraction && point + fraction}`
}

/** Both parts of the number, rounded to so many places. */
function round(whole: string, fraction: string, places: number): [string, string] {
  const kept = BigInt(whole + fraction.slice(0, places).padEnd(places, '0'))
  const rounded = (kept + (fraction.charAt(places) >= '5' ? 1n : 0n)).toString().padStart(places + 1, '0')
  const end = rounded.length - places
  return [rounded.slice(0, end), rounded.slice(end).replace(/0+$/, '')]
}

/**
 * The decimal text of a number as people type it: `1.250,5` (vi) and `1,250.5` (en) are `1250.5`. Where a sign cannot stand
 * between thousands it is taken for the point, so `0.5` and `2.5` mean the same in both languages.
 *
 * @returns nothing when it is not a number of that language: `1,250.5` in Vietnamese
 */
export function parseDecimal(typed: string, lang: Lang): string | undefined {
  const { group, point } = signs[lang]
  const text = typed.replace(/\s/g, '').replace('−', '-')
  const grouped = new RegExp(`^-?[1-9]\\d{0,2}(\\${group}\\d{3})+(\\${point}\\d+)?$`)
  const isPlain = /^-?\d+([.,]\d+)?$/.test(text)
  if (grouped.test(text)) return shortest(text.replaceAll(group, '').replace(point, '.'))
  return isPlain ? shortest(text.replace(',', '.')) : undefined
}

/** Without needless zeros. */
function shortest(decimal: string): string {
  const text = decimal
    .replace(/^(-?)0+(?=\d)/, '$1')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
  return text === '-0' ? '0' : text
}

/**
 * A quantity with its unit.
 *
 * @example formatQuantity({ value: '1850', unit: 'kg' }, 'vi') // '1.850 kg'
 * @example formatQuantity({ value: '820', unit: 'hộp' }, 'en') // '820 boxes'
 */
export function formatQuantity(
  { value, unit }: { readonly value: string; readonly unit: UnitCode },
  lang: Lang,
  options: DecimalOptions = {},
): string {
  const number = formatDecimal(value, lang, options)
  const { vi, en, enMany } = unitTexts[unit]
  return `${number} ${lang === 'vi' ? vi : number === '1' ? en : enMany}`
}

/**
 * A share in percent.
 *
 * @param percent hundredths as a decimal text: `6.83` is 6,83 %
 * @example formatPercent('6.833333', 'vi', { places: 2 }) // '6,83 %'
 */
export function formatPercent(percent: string, lang: Lang, options: DecimalOptions = {}): string {
  return `${formatDecimal(percent, lang, options)}${lang === 'vi' ? ' %' : '%'}`
}

/**
 * A code in groups of four, as it is printed and read out. Hyphens and spaces are not part of it.
 *
 * @example groupCode('KS26-000912') // 'KS26 0009 12'
 */
export function groupCode(code: string): string {
  return code.replace(/[-\s]/g, '').replace(/.{4}(?=.)/g, '$& ')
}
