import { assertDay, isWithin } from '../day.ts'
import { bacKanCommuneRows, bacKanDistrictRows, bacKanSuccessors } from './lists/bac-kan.ts'
import { provinceRows, provinceSuccessors } from './lists/provinces.ts'
import { thaiNguyenCommuneRows } from './lists/thai-nguyen.ts'
import { type AdminUnit, indexUnits, rowOn, type UnitRow, unitOf } from './unit.ts'

const communeRows = [...bacKanCommuneRows, ...thaiNguyenCommuneRows]
const units = indexUnits([...provinceRows, ...bacKanDistrictRows, ...communeRows])

/**
 * What `code` meant on `day`: a province, a district of Bắc Kạn, a commune of Bắc Kạn or of Thái Nguyên since 1 July 2025.
 * Communes of other provinces are not in our lists.
 *
 * A code is never looked up outside its validity: 02185 was Xã Quang Phong until 30 June 2025 and is Xã Côn Minh since.
 *
 * @param day `YYYY-MM-DD`
 * @returns nothing when our lists do not know the code on that day. They begin on 2020-02-01 (communes) and 2008-08-01 (provinces)
 * @throws {RangeError} when `day` is not a day
 * @example findUnit('01918', '2025-06-15')?.district // 'Huyện Ba Bể'
 */
export function findUnit(code: string, day: string): AdminUnit | undefined {
  assertDay(day)
  const row = rowOn(units, code, day)
  return row && unitOf(row, units, day)
}

/** The provinces there were on `day` (`YYYY-MM-DD`): 63 until 30 June 2025, 34 since. */
export function provincesOn(day: string): AdminUnit[] {
  return unitsOn(provinceRows, day)
}

/** The communes we know of a province on `day` (`YYYY-MM-DD`): those of Bắc Kạn (06) before 1 July 2025, of Thái Nguyên (19) since. */
export function communesOn(provinceCode: string, day: string): AdminUnit[] {
  return unitsOn(communeRows, day).filter((unit) => unit.provinceCode === provinceCode)
}

/** The units of those rows that are valid on `day`. */
function unitsOn(rows: readonly UnitRow[], day: string): AdminUnit[] {
  assertDay(day)
  return rows.filter(([, , , , from, to]) => isWithin(day, from, to)).map((row) => unitOf(row, units, day))
}

/** What became of a unit on 1 July 2025, and by which decision. */
export interface Succession {
  readonly change: 'merged_whole' | 'unchanged'
  /** The unit as it stood on 1 July 2025. */
  readonly unit: AdminUnit
  readonly resolution: string
  readonly clause?: string
}

const firstNewDay = '2025-07-01'

/**
 * What became of a province, or of a commune of Bắc Kạn, on 1 July 2025.
 *
 * @param oldCode the code it had on 30 June 2025; the same code may mean another unit since
 * @returns nothing for a code we do not know and for districts, which ended without a successor
 * @example successorOf('01918')?.unit.name // 'Xã Thượng Minh'
 */
export function successorOf(oldCode: string): Succession | undefined {
  const commune = bacKanSuccessors.find(([old]) => old === oldCode)
  if (commune) {
    const [, code, change, clause] = commune
    const unit = findUnit(code, firstNewDay)
    return unit && { change, unit, resolution: '1683/NQ-UBTVQH15', clause }
  }
  const code = provinceSuccessors.find(([old]) => old === oldCode)?.[1]
  const unit = code && findUnit(code, firstNewDay)
  if (!unit) return undefined
  const isAlone = provinceSuccessors.filter(([, next]) => next === code).length === 1
  return { change: isAlone ? 'unchanged' : 'merged_whole', unit, resolution: '202/2025/QH15' }
}
