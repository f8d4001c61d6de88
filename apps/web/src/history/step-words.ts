import type { Step, StepItem } from '@nguon/contract'
import { dayOf, type Unit, units } from '@nguon/domain'
import {
  batchTexts,
  detailLabels,
  eventNames,
  findingSeverityNames,
  formatDay,
  formatDecimal,
  formatInstant,
  formatQuantity,
  type Lang,
  permitNames,
  processNames,
  recallKindNames,
  resultNames,
  type Text,
} from '@nguon/locale'

/** The day an event happened, by the clock of its place. */
export const dayOfStep = ({ occurredAt, utcOffset }: Step): string => dayOf(occurredAt, utcOffset)

/** When it happened, as exactly as it is known. */
export function whenOf({ occurredAt, precision, utcOffset }: Step, lang: Lang): string {
  if (precision === 'day') return formatDay(dayOf(occurredAt, utcOffset), lang)
  return formatInstant(occurredAt, utcOffset, lang)
}

/** What happened: the process has a name of its own where people know it by that. */
export function nameOfStep({ type, details }: Step, lang: Lang): string {
  const { process } = details
  const name =
    typeof process === 'string'
      ? (processNames as Record<string, { vi: string; en: string }>)[process]
      : undefined
  return (name ?? eventNames[type])[lang]
}

/** Where it happened: the place, or the crops it was done to. */
export function whereOf({ placeName, items }: Step): string {
  const crops = items.filter((item) => item.kind === 'crop').map((item) => item.productName)
  return placeName ?? [...new Set(crops)].join(', ')
}

/** A batch of an event in a few words: what, which lot, how much. */
export function wordsOfItem(
  { productName, lot, kind, quantity, units: packed }: StepItem,
  lang: Lang,
): string {
  const what = kind === 'crop' ? productName : `${productName} · ${lot}`
  const amount = quantity ? formatQuantity(quantity, lang) : ''
  const count =
    packed === undefined ? '' : batchTexts(lang).packages({ count: formatDecimal(String(packed), lang) })
  return [what, amount, count].filter(Boolean).join(' · ')
}

/** The one line under an entry of the diary: what went in, or what came out. */
export function lineOfStep({ items }: Step, lang: Lang): string {
  const told = items.filter((item) => item.kind !== 'crop')
  const shown = told.filter((item) => item.role === 'in')
  return (shown.length > 0 ? shown : told).map((item) => wordsOfItem(item, lang)).join('; ')
}

const hidden = new Set([
  'process',
  'parameters',
  'labelPhoto',
  'report',
  'caseId',
  'dispatchId',
  'toPlaceId',
  'laboratoryId',
  'rule',
  'causedBy',
])

/** The details of an event that people read, with their names. What has no name of ours stays out. */
export function detailsOf({ details }: Step, lang: Lang): { label: string; value: string }[] {
  const labels = detailLabels as Record<string, { vi: string; en: string } | undefined>
  const known = Object.entries(details).flatMap(([key, value]) => {
    const label = labels[key]?.[lang]
    const words = hidden.has(key)
      ? undefined
      : key === 'permits'
        ? wordsOfPermits(value, lang)
        : wordsOf(key, value, lang)
    return label && words ? [{ label, value: words }] : []
  })
  return [...known, ...parametersOf(details.parameters)]
}

/** What an inspector permits, and why. */
function wordsOfPermits(permits: unknown, lang: Lang): string | undefined {
  if (!Array.isArray(permits)) return undefined
  const told = permits as { rule: keyof typeof permitNames; reason: string }[]
  return told.map(({ rule, reason }) => `${permitNames[rule][lang]}: ${reason}`).join('; ')
}

function parametersOf(parameters: unknown): { label: string; value: string }[] {
  if (!Array.isArray(parameters)) return []
  return parameters.map(({ name, value }: { name: string; value: string }) => ({ label: name, value }))
}

function wordsOf(key: string, value: unknown, lang: Lang): string | undefined {
  if (typeof value === 'boolean')
    return value ? (lang === 'vi' ? 'có' : 'yes') : lang === 'vi' ? 'không' : 'no'
  if (typeof value === 'number')
    return Number.isInteger(value) ? formatDecimal(String(value), lang) : String(value)
  if (typeof value === 'string') return wordsOfText(key, value, lang)
  if (isQuantity(value)) return formatQuantity(value, lang)
  if (isRange(value))
    return [...new Set([value.first, value.last])].map((at) => formatDecimal(String(at), lang)).join(' – ')
  if (Array.isArray(value))
    return value
      .map((part) => wordsOf('', part, lang))
      .filter(Boolean)
      .join('; ')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, part]) => wordsOf(name, part, lang))
      .filter(Boolean)
      .join(' · ')
  return undefined
}

function wordsOfText(key: string, value: string, lang: Lang): string {
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return formatDay(value, lang)
  const names = namesOfWords[key]
  return names?.[value]?.[lang] ?? value
}

/** Words of the model that are no text of people: by the detail in which they stand. */
const namesOfWords: Record<string, Record<string, Text>> = {
  result: resultNames,
  assessment: resultNames,
  severity: findingSeverityNames,
  kind: recallKindNames,
}

/** Labels of a roll, which has an id and no name. */
function isRange(value: unknown): value is { first: number; last: number } {
  return (
    typeof value === 'object' && value !== null && 'runId' in value && 'first' in value && 'last' in value
  )
}

function isQuantity(value: unknown): value is { value: string; unit: Unit } {
  if (typeof value !== 'object' || value === null || !('unit' in value) || !('value' in value)) return false
  return typeof value.unit === 'string' && value.unit in units && typeof value.value === 'string'
}
