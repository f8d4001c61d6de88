import type { AreaUnit } from '@nguon/domain'
import { type AdminUnit, communesOn, findUnit, provincesOn } from '@nguon/locale/admin'
import { redrawnOn } from './area-words.ts'

/** An area as it is chosen in a form. */
export interface AreaValues {
  /** The area that nearly everyone has, or units picked one by one. */
  readonly areaKind: 'usual' | 'own'
  /** Codes of the units picked. */
  readonly areaUnits: readonly string[]
}

export const noArea: AreaValues = { areaKind: 'usual', areaUnits: [] }

/** The most units an area has. */
export const mostUnits = 50

const lastOldDay = '2025-06-30'
const [thaiNguyen, bacKan] = ['19', '06']

/** The units one may pick: every province, and the communes we know, as they are since 1 July 2025. */
export const areaChoices = (): AdminUnit[] => [
  ...provincesOn(redrawnOn),
  ...communesOn(thaiNguyen, redrawnOn).sort((a, b) => a.name.localeCompare(b.name, 'vi')),
]

/** The area that a form means, each unit with the days on which its code meant it. */
export function areaOf({ areaKind, areaUnits }: AreaValues): AreaUnit[] {
  if (areaKind === 'usual') return usualArea()
  return areaUnits.flatMap((code) => unitsOf(findUnit(code, redrawnOn)))
}

/** Thái Nguyên since Bắc Kạn joined it, and Bắc Kạn until then: the same land before and after. */
function usualArea(): AreaUnit[] {
  const old = findUnit(bacKan, lastOldDay)
  return [
    { level: 'province', code: thaiNguyen, validFrom: redrawnOn },
    ...(old ? unitsOf({ ...old, validTo: lastOldDay }) : []),
  ]
}

/** A province that was redrawn keeps its code, so what it was before is not meant by what was picked today. */
function unitsOf(unit: AdminUnit | undefined): AreaUnit[] {
  if (!unit || unit.level === 'district') return []
  const { level, code, validFrom, validTo } = unit
  return [{ level: level === 'commune' ? 'ward' : level, code, validFrom, ...(validTo ? { validTo } : {}) }]
}

/** What a form shows for an area that is in force. */
export function valuesOf(area: readonly AreaUnit[]): AreaValues {
  const codes = area.filter(({ validTo }) => validTo === undefined).map(({ code }) => code)
  const isUsual = JSON.stringify(key(area)) === JSON.stringify(key(usualArea()))
  return isUsual ? noArea : { areaKind: 'own', areaUnits: codes }
}

const key = (area: readonly AreaUnit[]): string[] =>
  area.map(({ code, validFrom, validTo }) => [code, validFrom, validTo ?? ''].join(' ')).sort()
