import type { AreaUnit, Day } from '@nguon/domain'
import { formatDay, type Lang, operatorTexts } from '@nguon/locale'
import { type AdminUnit, communesOn, findUnit, formatUnit } from '@nguon/locale/admin'

/** The day on which provinces and communes were redrawn: what began then needs no date beside it. */
export const redrawnOn = '2025-07-01'

/** An inspector's area in words: `Tỉnh Thái Nguyên, Tỉnh Bắc Kạn đến 30/06/2025`. */
export function sayArea(area: readonly AreaUnit[], lang: Lang): string {
  return area.map((unit) => sayUnit(unit, lang)).join(', ')
}

function sayUnit({ code, validFrom, validTo }: AreaUnit, lang: Lang): string {
  const t = operatorTexts(lang)
  // A code of a commune outside our lists is said as it stands.
  const unit = formatUnit(findUnit(code, validFrom)?.name ?? code, lang)
  if (validTo) return t.until({ unit, day: formatDay(validTo, lang) })
  return validFrom === redrawnOn ? unit : t.since({ unit, day: formatDay(validFrom, lang) })
}

/** The communes of an area on a day, those of our lists, in the order of the alphabet. */
export function communesOf(area: readonly AreaUnit[], today: Day): AdminUnit[] {
  const present = area.filter(({ validFrom, validTo }) => validFrom <= today && (validTo ?? today) >= today)
  const units = present.flatMap(({ level, code }) =>
    level === 'province' ? communesOn(code, today) : (findUnit(code, today) ?? []),
  )
  return [...new Map(units.map((unit) => [unit.code, unit])).values()].sort((a, b) =>
    a.name.localeCompare(b.name, 'vi'),
  )
}
