/** A scan of a package as it is kept: without anything that says who. */
export interface SeenScan {
  /** Beginning of the hour, in milliseconds since 1970. */
  readonly at: number
  /** The same for scans of this code by one kind of browser in one network; absent once it is 30 days old. */
  readonly device?: string | undefined
  readonly province?: string | undefined
}

/** What happened to the package itself, in milliseconds since 1970; absent: nothing is known of it. */
export interface PackageLife {
  readonly dispatchedAt?: number | undefined
  /** When the PIN below the scratch-off field was right for the first time. */
  readonly openedAt?: number | undefined
  readonly destroyedAt?: number | undefined
}

export const scanSignals = [
  'before_dispatch',
  'many_devices',
  'many_provinces',
  'after_opening',
  'after_destruction',
] as const
export type ScanSignal = (typeof scanSignals)[number]

/** What the scans of one code add up to. */
export interface ScanScore {
  /** Most devices within 30 days, most provinces within 7 days. */
  readonly devices: number
  readonly provinces: number
  readonly signals: readonly ScanSignal[]
  readonly points: number
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** A family is 1–4 devices; goods are sold in one place and eaten in another. */
const limits = { devices: { fewest: 5, days: 30 }, provinces: { fewest: 3, days: 7 } }

/** So many points bring a code before a person; so many warn shoppers until the person has decided. */
export const scanPoints = { listed: 1, caution: 2 } as const

/** One point alone has honest causes: a label tried out in the packing house, a second phone of the family that opened the package. */
const pointsOf: Record<ScanSignal, number> = {
  ...{ before_dispatch: 1, many_devices: 2, many_provinces: 2 },
  ...{ after_opening: 1, after_destruction: 2 },
}
/** Many more devices weigh more: so a code that somebody found harmless comes back. */
const moreDevices = [20, 50]

/**
 * How much the scans of one code look as if its label had been copied. There is no rule about speed: carriers let phones of a whole
 * region out of one city.
 */
export function scoreScans(scans: readonly SeenScan[], life: PackageLife): ScanScore {
  const ordered = [...scans].sort((a, b) => a.at - b.at)
  const devices = mostWithin(ordered, limits.devices.days, ({ device }) => device)
  const provinces = mostWithin(ordered, limits.provinces.days, ({ province }) => province)
  const tells: Record<ScanSignal, boolean> = {
    before_dispatch: isBefore(ordered, life.dispatchedAt),
    many_devices: devices >= limits.devices.fewest,
    many_provinces: provinces >= limits.provinces.fewest,
    after_opening: hasNewDevice(ordered, life.openedAt),
    after_destruction: ordered.some(({ at }) => at >= (life.destroyedAt ?? Number.POSITIVE_INFINITY)),
  }
  const signals = scanSignals.filter((signal) => tells[signal])
  const more = moreDevices.filter((many) => devices >= many).length
  const points = signals.reduce((sum, signal) => sum + pointsOf[signal], more)
  return { devices, provinces, signals, points }
}

/** Most different values within so many days. @param scans oldest first */
function mostWithin(
  scans: readonly SeenScan[],
  days: number,
  valueIn: (scan: SeenScan) => string | undefined,
): number {
  const counts = new Map<string, number>()
  let most = 0
  let from = 0
  for (const scan of scans) {
    const value = valueIn(scan)
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1)
    for (let old = scans[from]; old && scan.at - old.at >= days * dayMs; old = scans[++from])
      drop(counts, valueIn(old))
    most = Math.max(most, counts.size)
  }
  return most
}

function drop(counts: Map<string, number>, value: string | undefined): void {
  if (value === undefined) return
  const left = (counts.get(value) ?? 0) - 1
  if (left > 0) counts.set(value, left)
  else counts.delete(value)
}

/** Whether a whole hour in which it was scanned lies before the moment. */
const isBefore = ([first]: readonly SeenScan[], moment: number | undefined): boolean =>
  first !== undefined && moment !== undefined && first.at + hourMs <= moment

/** Whether a device came that nobody had seen before the package was opened. */
function hasNewDevice(scans: readonly SeenScan[], openedAt: number | undefined): boolean {
  if (openedAt === undefined) return false
  const known = new Set(scans.filter(({ at }) => at < openedAt).map(({ device }) => device))
  return scans.some(({ at, device }) => at >= openedAt && device !== undefined && !known.has(device))
}
