import { assertDay, isWithin } from '../day.ts'
import type { Lang } from '../texts/define-texts.ts'
import type { AdminUnit } from './unit.ts'

/** An address with the days (`YYYY-MM-DD`) on which it was valid, both included; a missing end is open. */
export interface Address {
  /** House, street, hamlet. */
  readonly line?: string | undefined
  readonly wardCode: string
  readonly ward: string
  readonly districtCode?: string | undefined
  readonly district?: string | undefined
  readonly provinceCode: string
  readonly province: string
  readonly validFrom?: string | undefined
  readonly validTo?: string | undefined
}

export interface AddressOptions {
  /** Begin with the address line (house, street, hamlet). Without it an address ends at the commune. */
  readonly line?: boolean
  /** For the middle of a sentence: `xã Thượng Minh, tỉnh Thái Nguyên`. English is the same in both places. */
  readonly inSentence?: boolean
}

/**
 * The address that was valid on `day` (`YYYY-MM-DD`), or nothing when none was. Where periods overlap, the one that began last.
 *
 * @throws {RangeError} when `day` is not a day
 */
export function addressOn(addresses: readonly Address[], day: string): Address | undefined {
  assertDay(day)
  return addresses
    .filter(({ validFrom, validTo }) => isWithin(day, validFrom, validTo))
    .reduce<Address | undefined>(
      (last, next) => (last && (last.validFrom ?? '') > (next.validFrom ?? '') ? last : next),
      undefined,
    )
}

/** An address in a commune, valid as long as the commune is called so; nothing when `unit` is not a commune. */
export function addressIn(unit: AdminUnit, line?: string): Address | undefined {
  const { code: wardCode, name: ward, level, provinceCode, province, ...rest } = unit
  if (level !== 'commune' || !provinceCode || !province) return undefined
  return { ...(line && { line }), wardCode, ward, provinceCode, province, ...rest }
}

/**
 * An address as it is written.
 *
 * @example formatAddress(address, 'vi') // 'Xã Yến Dương, Huyện Ba Bể, Tỉnh Bắc Kạn'
 * @example formatAddress(address, 'en') // 'Yến Dương Commune, Ba Bể District, Bắc Kạn Province'
 */
export function formatAddress(address: Address, lang: Lang, options: AddressOptions = {}): string {
  const name = lang === 'en' ? englishName : options.inSentence ? lowerFirst : asIs
  const units = [address.ward, address.district, address.province]
    .filter((unit) => unit !== undefined)
    .map(name)
  return [...(options.line && address.line ? [address.line] : []), ...units].join(', ')
}

const asIs = (name: string): string => name
const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)

const englishKinds = [
  ['Xã', 'Commune'],
  ['Phường', 'Ward'],
  ['Thị trấn', 'Township'],
  ['Đặc khu', 'Special Zone'],
  ['Huyện', 'District'],
  ['Quận', 'District'],
  ['Thị xã', 'Town'],
  ['Thành phố', 'City'],
  ['Tỉnh', 'Province'],
] as const

/** The name with its kind behind it, and its diacritics: `Xã Yến Dương` → `Yến Dương Commune`, `Phường 1` → `Ward 1`. */
function englishName(name: string): string {
  const kind = englishKinds.find(([vi]) => name.startsWith(`${vi} `))
  if (!kind) return name
  const [vi, en] = kind
  const proper = name.slice(vi.length + 1)
  return /^\d+$/.test(proper) ? `${en} ${proper}` : `${proper} ${en}`
}

/**
 * The name of a unit as it is written, its kind before it in Vietnamese and behind it in English.
 *
 * @example formatUnit('Xã Yến Dương', 'en') // 'Yến Dương Commune'
 */
export const formatUnit = (name: string, lang: Lang): string => (lang === 'en' ? englishName(name) : name)

export interface AddressThenAndNow {
  /** The address of that day; missing when it is not known. */
  readonly then?: string
  /** The present one, for "(nay là …)"; missing when it reads the same or is not known. */
  readonly now?: string
}

/**
 * The address of a day, and the present one where it reads differently.
 *
 * @param day the day of the event, `YYYY-MM-DD`
 * @param today `YYYY-MM-DD`
 * @throws {RangeError} when `day` or `today` is not a day
 * @example
 * const { then, now } = addressWithPresent(addresses, '2025-06-15', '2026-11-23', 'vi')
 * then // 'Xã Yến Dương, Huyện Ba Bể, Tỉnh Bắc Kạn'
 * now // 'xã Thượng Minh, tỉnh Thái Nguyên'
 */
export function addressWithPresent(
  addresses: readonly Address[],
  day: string,
  today: string,
  lang: Lang,
  options: Pick<AddressOptions, 'line'> = {},
): AddressThenAndNow {
  const past = addressOn(addresses, day)
  const present = addressOn(addresses, today)
  const then = past && formatAddress(past, lang, options)
  const isSame = present && then === formatAddress(present, lang, options)
  const now = present && !isSame ? formatAddress(present, lang, { ...options, inSentence: true }) : undefined
  return { ...(then && { then }), ...(now && { now }) }
}
