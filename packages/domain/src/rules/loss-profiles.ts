import type { LossProfile } from './context.ts'

/** Loss that a process normally has, in hundredths of a percent of the main inputs. By-products are inside it. */
export const lossProfiles: Readonly<Record<string, LossProfile>> = {
  grading: { min: 0, max: 1000 },
  merge: { min: 0, max: 1000 },
  split: { min: 0, max: 100 },
  tea_drying: { min: 9100, max: 9600 },
  starch_extraction: { min: 8000, max: 9100 },
  noodle_making: { min: 800, max: 2000 },
  rice_milling: { min: 3000, max: 4200 },
  turmeric_starch: { min: 9400, max: 9800 },
}

const any: LossProfile = { min: 0, max: 10_000 }

/** Whether a product's own profile of a process lies inside the usual one: a product narrows, it never widens. */
export function isNarrower(process: string, { min, max }: LossProfile): boolean {
  const usual = lossProfiles[process] ?? any
  return usual.min <= min && min <= max && max <= usual.max
}

/** What the process normally loses when it makes these products; undefined where nothing is known. */
export function profileOf(
  process: string,
  products: readonly (LossProfile | undefined)[],
): LossProfile | undefined {
  const known = [lossProfiles[process], ...products].filter((profile) => profile !== undefined)
  if (known.length === 0) return undefined
  return {
    min: Math.max(...known.map(({ min }) => min)),
    max: Math.min(...known.map(({ max }) => max)),
  }
}
