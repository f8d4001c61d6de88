import type { BatchSummary } from '@nguon/contract'
import type { Id, Place } from '@nguon/domain'
import type { Slots } from './slots.ts'

/** Where field work can be done: a standing crop, or a plot on which a new one begins. */
export interface Target {
  readonly key: string
  readonly plotIds: readonly Id[]
  /** Absent: nothing grows there yet, the work begins a season. */
  readonly cropId?: Id
  readonly title: string
  /** What grows there. */
  readonly crop?: string
}

export interface Plot {
  readonly id: Id
  readonly data: Place
}

/**
 * The places of field work: every standing crop, newest first on each plot, and every plot where nothing stands.
 *
 * @param newSeasons also offer a new season on plots where something stands: sowing and preparing the soil may begin one
 */
export function targetsOf(
  plots: readonly Plot[],
  crops: readonly BatchSummary[],
  newSeasons: boolean,
): Target[] {
  const standing = crops.map(
    (crop): Target => ({
      key: `crop:${crop.id}`,
      plotIds: crop.plotIds,
      cropId: crop.id,
      title: titleOfPlots(crop.plotIds, plots) || crop.lot,
      crop: crop.productName,
    }),
  )
  const planted = new Set(crops.flatMap((crop) => crop.plotIds))
  const free = plots
    .filter((plot) => newSeasons || !planted.has(plot.id))
    .map((plot): Target => ({ key: `plot:${plot.id}`, plotIds: [plot.id], title: nameOfPlot(plot) }))
  return [...standing, ...free]
}

/**
 * The chosen targets. A plot on which an event of this very form began a crop is still the plot it was when it was chosen, so that
 * sending the form again makes the same events.
 */
export function chosenTargets(keys: readonly string[], targets: readonly Target[], slots: Slots): Target[] {
  return keys.flatMap((key) => {
    const target = targets.find((each) => each.key === key)
    if (target) return [target]
    const begun = targets.find(({ cropId }) => cropId === slots.id(`crop:${key}`))
    return begun ? [{ key, plotIds: begun.plotIds, title: begun.title }] : []
  })
}

/** What people call a plot. */
export const nameOfPlot = ({ data }: Plot): string =>
  data.name ?? data.code ?? data.growingAreaCode ?? data.crop ?? '—'

function titleOfPlots(ids: readonly Id[], plots: readonly Plot[]): string {
  const names = ids.flatMap((id) => plots.filter((plot) => plot.id === id).map(nameOfPlot))
  return names.join(', ')
}
