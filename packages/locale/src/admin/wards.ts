import { wardRows } from './lists/wards.ts'
import { type AdminUnit, indexUnits, rowOn, type UnitRow } from './unit.ts'
import { communesOn, findUnit, unitsOn } from './units.ts'

const rows = wardRows.map(([code, name, province]): UnitRow => [code, name, '', province, '2025-07-01', ''])
const wards = indexUnits(rows)

/**
 * What a commune code meant on `day`: any of the 3,321 communes, wards and special zones since 1 July 2025, and the communes of
 * Bắc Kạn before. The national list is that of July 2025; only Thái Nguyên was checked again in 2026.
 *
 * @param day `YYYY-MM-DD`
 * @returns nothing when our lists do not know the code on that day
 * @throws {RangeError} when `day` is not a day
 */
export function findWard(code: string, day: string): AdminUnit | undefined {
  const known = findUnit(code, day)
  if (known) return known.level === 'commune' ? known : undefined
  const row = rowOn(wards, code, day)
  return row && unitsOn([row], day)[0]
}

/** The communes we know of a province on `day` (`YYYY-MM-DD`): of every province since 1 July 2025, of Bắc Kạn (06) before. */
export function wardsOn(provinceCode: string, day: string): AdminUnit[] {
  const since = unitsOn(
    rows.filter((row) => row[3] === provinceCode),
    day,
  )
  return since.length > 0 ? since : communesOn(provinceCode, day)
}
