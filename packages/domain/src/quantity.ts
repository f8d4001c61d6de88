import * as z from 'zod'
import { DomainError } from './error.ts'

/**
 * The units a quantity can have, with the dimension they measure and how many of its base unit they are. Units of mass and
 * volume convert into each other; every piece word (hộp, túi, quả …) is a dimension of its own, because a box is not a bag.
 * `rec20`: the UN/ECE Recommendation 20 code used in documents for others.
 */
export const units = {
  g: { dimension: 'mass', perBase: 1n, rec20: 'GRM' },
  kg: { dimension: 'mass', perBase: 1_000n, rec20: 'KGM' },
  yến: { dimension: 'mass', perBase: 10_000n, rec20: 'KGM' },
  tạ: { dimension: 'mass', perBase: 100_000n, rec20: 'DTN' },
  tấn: { dimension: 'mass', perBase: 1_000_000n, rec20: 'TNE' },
  ml: { dimension: 'volume', perBase: 1n, rec20: 'MLT' },
  lít: { dimension: 'volume', perBase: 1_000n, rec20: 'LTR' },
  hộp: { dimension: 'hộp', perBase: 1n, rec20: 'BX' },
  túi: { dimension: 'túi', perBase: 1n, rec20: 'BG' },
  gói: { dimension: 'gói', perBase: 1n, rec20: 'PA' },
  quả: { dimension: 'quả', perBase: 1n, rec20: 'H87' },
  hạt: { dimension: 'hạt', perBase: 1n, rec20: 'H87' },
  cây: { dimension: 'cây', perBase: 1n, rec20: 'H87' },
  củ: { dimension: 'củ', perBase: 1n, rec20: 'H87' },
  bó: { dimension: 'bó', perBase: 1n, rec20: 'BE' },
  bao: { dimension: 'bao', perBase: 1n, rec20: 'BG' },
  chai: { dimension: 'chai', perBase: 1n, rec20: 'BO' },
  lọ: { dimension: 'lọ', perBase: 1n, rec20: 'JR' },
  can: { dimension: 'can', perBase: 1n, rec20: 'CA' },
  bình: { dimension: 'bình', perBase: 1n, rec20: 'BO' },
  thùng: { dimension: 'thùng', perBase: 1n, rec20: 'CT' },
  khay: { dimension: 'khay', perBase: 1n, rec20: 'PU' },
  con: { dimension: 'con', perBase: 1n, rec20: 'H87' },
  cái: { dimension: 'cái', perBase: 1n, rec20: 'H87' },
} as const satisfies Record<string, { dimension: string; perBase: bigint; rec20: string }>

export type Unit = keyof typeof units
export const Unit = z.enum(Object.keys(units) as [Unit, ...Unit[]])

/** A number as text, never a float: up to 12 digits before the point and 6 after, no needless zeros. */
export const Decimal = z
  .string()
  .regex(/^(0|[1-9]\d{0,11})(\.\d{0,5}[1-9])?$/, 'a decimal like 1850 or 0.4, at most 6 places')

/** So much of a unit. Greater than nothing unless the schema that uses it says otherwise. */
export const Quantity = z.strictObject({
  value: Decimal.refine((value) => value !== '0', 'must be more than 0'),
  unit: Unit,
})
export type Quantity = z.infer<typeof Quantity>

/** Millionths of a dimension's base unit (g, ml, piece): sums of amounts are exact. */
export type Amount = bigint

const scale = 1_000_000n

export const dimensionOf = (unit: Unit): string => units[unit].dimension

/** The amount of a quantity, exact. */
export function amountOf({ value, unit }: Quantity): Amount {
  const [whole = '0', fraction = ''] = value.split('.')
  const millionths = BigInt(whole) * scale + BigInt(fraction.padEnd(6, '0'))
  return millionths * units[unit].perBase
}

/**
 * The amount as a quantity of `unit`, exact.
 *
 * @throws {DomainError} `UNIT_MISMATCH` when it has no exact decimal text of at most 6 places in that unit
 */
export function quantityOf(amount: Amount, unit: Unit): { value: string; unit: Unit } {
  const { perBase } = units[unit]
  if (amount % perBase !== 0n) throw new DomainError('UNIT_MISMATCH', `no exact amount in ${unit}`)
  return { value: decimalText(amount / perBase), unit }
}

/** The amount as people read it: in `unit` where that is exact, else in the base unit of its dimension. */
export function amountText(amount: Amount, unit: Unit): string {
  const { perBase, dimension } = units[unit]
  if (amount % perBase === 0n) return `${decimalText(amount / perBase)} ${unit}`
  return `${decimalText(amount)} ${dimension === 'mass' ? 'g' : 'ml'}`
}

/** Millionths as the shortest decimal text. */
export function decimalText(millionths: bigint): string {
  const sign = millionths < 0n ? '-' : ''
  const digits = (millionths < 0n ? -millionths : millionths).toString().padStart(7, '0')
  const fraction = digits.slice(-6).replace(/0+$/, '')
  return `${sign}${digits.slice(0, -6)}${fraction ? `.${fraction}` : ''}`
}

/** A decimal text (as a database gives it, perhaps with needless zeros or a sign) as millionths. */
export function millionthsOf(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,6}?)0*)?$/.exec(text)
  if (!match) throw new TypeError(`not a decimal of at most 6 places: ${text}`)
  const [, sign, whole = '0', fraction = ''] = match
  const millionths = BigInt(whole) * scale + BigInt(fraction.padEnd(6, '0'))
  return sign ? -millionths : millionths
}

/**
 * The same quantity in another unit of its dimension.
 *
 * @throws {DomainError} `UNIT_MISMATCH` when the units measure different things
 * @example convert({ value: '1.5', unit: 'tạ' }, 'kg') // { value: '150', unit: 'kg' }
 */
export function convert(quantity: Quantity, unit: Unit): Quantity {
  if (dimensionOf(quantity.unit) !== dimensionOf(unit))
    throw new DomainError('UNIT_MISMATCH', `${quantity.unit} is not a measure of ${dimensionOf(unit)}`)
  return quantityOf(amountOf(quantity), unit)
}
