/** One figure: the product's value, the named baseline's in the same run, and value / baseline. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly baseline: { readonly name: string; readonly value: number }
  readonly target: string
}

const round = (value: number): number => Number(value.toPrecision(4))

/** Prints a figure as one JSON line. */
export function report({ name, value, unit, baseline, target }: Figure): void {
  const ratio = round(value / baseline.value)
  const line = {
    name,
    value: round(value),
    unit,
    baseline: { ...baseline, value: round(baseline.value) },
    ratio,
    target,
  }
  console.log(JSON.stringify(line))
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** @param share 0.95: the value that 95 % of the others do not exceed */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN
}

/** Seconds that `work` takes. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = process.hrtime.bigint()
  await work()
  return Number(process.hrtime.bigint() - began) / 1e9
}
