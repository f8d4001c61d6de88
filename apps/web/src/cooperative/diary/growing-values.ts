import type { BatchSummary, Step } from '@nguon/contract'
import { formatDecimal, type Lang, parseDecimal } from '@nguon/locale'
import type { GrowingEntry, GrowingType, ProductRef } from '../recording/build-growing.ts'
import { type CommonValues, commonDefaults, commonEntry } from '../recording/common-values.ts'
import type { Target } from '../recording/targets.ts'
import { type LotValues, usedOf } from '../recording/used-lots.ts'
import { growingFields, numberNames, textNames } from './growing-fields.ts'

/** What the form of a field activity holds, as typed. */
export interface GrowingValues extends CommonValues, LotValues {
  targets: string[]
  cropProductId: string
  method: string
  dose: string
  dilution: string
  targetPest: string
  equipment: string
  water: string
  variety: string
  preHarvestIntervalDays: string
  areaM2: string
}

const blank = { method: '', dose: '', dilution: '', targetPest: '', equipment: '', water: '', variety: '' }

/**
 * An empty form, or one filled like an earlier entry, or begun for a batch.
 *
 * @param inStock lots that can be used: one that is used up is not proposed again
 */
export function growingDefaults(
  lang: Lang,
  inStock: readonly BatchSummary[],
  like?: Step,
  batch?: BatchSummary,
): GrowingValues {
  const empty = {
    ...commonDefaults(),
    ...blank,
    targets: batch?.kind === 'crop' ? [`crop:${batch.id}`] : [],
    cropProductId: '',
    lots: batch?.kind === 'input' ? [batch.id] : [],
    amounts: {},
    preHarvestIntervalDays: '',
    areaM2: '',
  }
  return like ? { ...empty, ...likeStep(like, inStock, lang) } : empty
}

function likeStep(
  { items, details }: Step,
  inStock: readonly BatchSummary[],
  lang: Lang,
): Partial<GrowingValues> {
  const usable = new Set(inStock.filter(({ status }) => status === 'active').map(({ id }) => id))
  const used = items.filter(({ role, quantity, batchId }) => role === 'in' && quantity && usable.has(batchId))
  const typed = [...textNames, ...numberNames].flatMap((name) =>
    details[name] === undefined ? [] : [[name, String(details[name])] as const],
  )
  return {
    ...Object.fromEntries(typed),
    targets: items.filter(({ role }) => role === 'out').map(({ batchId }) => `crop:${batchId}`),
    lots: used.map(({ batchId }) => batchId),
    amounts: Object.fromEntries(
      used.flatMap(({ batchId, quantity }) =>
        quantity ? [[batchId, { ...quantity, value: formatDecimal(quantity.value, lang) }]] : [],
      ),
    ),
  }
}

interface Known {
  /** Those that were chosen. */
  readonly targets: readonly Target[]
  readonly newCrop: ProductRef | undefined
  readonly takenLots: readonly string[]
}

/** What was typed, as an entry: only what the form of that activity asks for. */
export function growingEntry(
  type: GrowingType,
  values: GrowingValues,
  known: Known,
  lang: Lang,
): GrowingEntry {
  const { inputs, texts, moreTexts, numbers } = growingFields[type]
  const numberOf = (typed: string) => {
    const text = parseDecimal(typed, lang)
    return text === undefined ? undefined : Number(text)
  }
  return {
    ...commonEntry(values),
    type,
    targets: known.targets,
    newCrop: known.newCrop,
    takenLots: known.takenLots,
    used: inputs.length > 0 ? usedOf(values.lots, values.amounts, lang) : [],
    texts: Object.fromEntries([...texts, ...moreTexts].map((name) => [name, values[name]])),
    numbers: Object.fromEntries(numbers.map((name) => [name, numberOf(values[name])])),
  }
}
