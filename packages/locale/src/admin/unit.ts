import { isWithin } from '../day.ts'

/**
 * An administrative unit as it stood on a day. Codes are the five, three or two digits of the General Statistics Office; they
 * are not unique in time: the key is (code, validFrom).
 */
export interface AdminUnit {
  readonly level: 'commune' | 'district' | 'province'
  readonly code: string
  /** With its kind, as it is written in Vietnamese: `Xã Yến Dương`. */
  readonly name: string
  /** Districts ended on 30 June 2025. */
  readonly districtCode?: string
  readonly district?: string
  readonly provinceCode?: string
  readonly province?: string
  /** First and last day (`YYYY-MM-DD`) on which it had this name in this district and province. */
  readonly validFrom: string
  readonly validTo?: string
}

/** A row of our lists: code, name, district code, province code, first day, last day. Empty where there is none. */
export type UnitRow = readonly [string, string, string, string, string, string]

/** The rows of each code, in the order of time. */
export type UnitIndex = ReadonlyMap<string, readonly UnitRow[]>

export function indexUnits(rows: readonly UnitRow[]): UnitIndex {
  const index = new Map<string, UnitRow[]>()
  for (const row of rows) {
    const same = index.get(row[0])
    if (same) same.push(row)
    else index.set(row[0], [row])
  }
  return index
}

/** The row that `code` meant on `day`. */
export function rowOn(index: UnitIndex, code: string, day: string): UnitRow | undefined {
  return index.get(code)?.find(([, , , , from, to]) => isWithin(day, from, to))
}

const levels = { 2: 'province', 3: 'district', 5: 'commune' } as const

/** The unit of `row` on `day`, its district and province looked up in `parents` for that same day. */
export function unitOf(row: UnitRow, parents: UnitIndex, day: string): AdminUnit {
  const [code, name, districtCode, provinceCode] = row
  const district = rowOn(parents, districtCode, day)
  const province = rowOn(parents, provinceCode, day)
  const rows = [row, district, province].filter((each) => each !== undefined)
  const validFrom = rows.map((each) => each[4]).reduce((a, b) => (a > b ? a : b))
  const validTo = rows.map((each) => each[5]).reduce((a, b) => (a && b ? (a < b ? a : b) : a || b))
  return {
    level: levels[code.length as keyof typeof levels],
    code,
    name,
    ...(district && { districtCode, district: district[1] }),
    ...(province && { provinceCode, province: province[1] }),
    validFrom,
    ...(validTo && { validTo }),
  }
}
