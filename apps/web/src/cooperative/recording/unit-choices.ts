import { dimensionOf, type Unit, units } from '@nguon/domain'

export const everyUnit = Object.keys(units) as Unit[]

/** Units that measure the same as `unit`, that one first. */
export const unitsLike = (unit: Unit): Unit[] => [
  unit,
  ...everyUnit.filter((other) => other !== unit && dimensionOf(other) === dimensionOf(unit)),
]

/** Units of a harvest: weights first, the product's own at the top. */
export const harvestUnits = (own: Unit): Unit[] => [
  ...new Set<Unit>([
    ...(dimensionOf(own) === 'mass' ? [own] : []),
    'kg',
    'tạ',
    'yến',
    'tấn',
    own,
    'quả',
    'bó',
    'củ',
    'cây',
    'lít',
  ]),
]
