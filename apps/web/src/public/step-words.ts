import type { Step } from '@nguon/contract'
import type { EventDetails, EventType } from '@nguon/domain'
import {
  detailLabels,
  findingSeverityNames,
  formatDay,
  formatQuantity,
  permitNames,
  recallKindNames,
  resultNames,
} from '@nguon/locale'
import { count, type View } from './view.ts'

type Words = string | number | undefined | false
type Label = keyof typeof detailLabels
type Worded = { readonly [T in EventType]: (details: EventDetails<T>, view: View) => Words[] }

const labelled = (label: Label, value: Words, { lang }: View): string | undefined =>
  value === undefined || value === false
    ? undefined
    : `${detailLabels[label][lang]}: ${typeof value === 'number' ? count(value, lang) : value}`

/** The fields of a form that read well as "name: value". */
const fields =
  <D extends object>(...labels: (keyof D & Label)[]) =>
  (details: D, view: View): Words[] =>
    labels.map((label) => labelled(label, details[label] as Words, view))

const planted = fields<EventDetails<'planting'>>('variety', 'areaM2', 'method')
const worked = fields<EventDetails<'weeding'>>('method')
const reasoned = fields<EventDetails<'hold'>>('reason')
/** Told by the quantities alone. */
const nothing = (): Words[] => []

const worded: Worded = {
  opening_stock: ({ since }, { t, lang }) => [since && t.noDataBefore({ day: formatDay(since, lang) })],
  input_received: (details, view) => [
    details.selfProduced && view.t.selfProduced,
    ...fields<typeof details>(
      'activeIngredient',
      'registrationNumber',
      'preHarvestIntervalDays',
      'target',
    )(details, view),
    labelled('treatment', details.treatment, view),
  ],
  purchase: ({ outsideCooperative }, { t }) => [outsideCooperative && t.boughtOutside],
  soil_preparation: worked,
  weeding: worked,
  irrigating: worked,
  sowing: planted,
  planting: planted,
  transplanting: planted,
  fertilising: fields('dose', 'method'),
  spraying: fields('targetPest', 'dilution', 'dose', 'equipment', 'water', 'preHarvestIntervalDays'),
  harvest: fields('areaM2', 'weather'),
  grading: nothing,
  drying: nothing,
  processing: nothing,
  merge: nothing,
  split: nothing,
  packing: ({ netContent }, view) => [
    labelled('netContent', netContent && formatQuantity(netContent, view.lang), view),
  ],
  label_activation: ({ activated, voided }, { t, lang }) => [
    activated.length > 0 && t.labelsActivated({ count: count(sizeOf(activated), lang) }),
    voided.length > 0 && t.labelsVoided({ count: count(sizeOf(voided), lang) }),
  ],
  dispatch: nothing,
  receipt: ({ accepted, reason }, { t }) => [
    accepted ? t.receiptAccepted : t.receiptRefused,
    reason && t.reasonIs({ text: reason }),
  ],
  return: fields('reason'),
  transfer: fields('reason'),
  stock_count: ({ counted, reason }, view) => [
    labelled('counted', counted && formatQuantity(counted, view.lang), view),
    labelled('reason', reason, view),
  ],
  lab_test: testWords,
  hazard_check: (details, view) => [
    ...fields<typeof details>('condition', 'contaminant')(details, view),
    labelled('assessment', resultNames[details.assessment][view.lang], view),
    labelled('treatment', details.treatment, view),
  ],
  waste_collection: fields('wasteType', 'disposal'),
  inspection: ({ conclusion, findings, due, permits = [] }, { t, lang }) => [
    conclusion,
    ...findings.map(({ severity, text }) => `${findingSeverityNames[severity][lang]}: ${text}`),
    due && t.dueBy({ day: formatDay(due, lang) }),
    ...permits.map(({ rule, reason }) => `${permitNames[rule][lang]}: ${reason}`),
  ],
  hold: reasoned,
  release: reasoned,
  recall: ({ kind, reason, decisionNumber, publicMessage }, view) => [
    recallKindNames[kind][view.lang],
    labelled('reason', reason, view),
    labelled('decisionNumber', decisionNumber, view),
    publicMessage,
  ],
  recall_lifted: reasoned,
  destroy: fields('reason', 'method'),
  correction: nothing,
}

const sizeOf = (ranges: readonly { first: number; last: number }[]): number =>
  ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0)

function testWords({ result, items, laboratoryName, remark }: EventDetails<'lab_test'>, view: View): Words[] {
  const { t, lang } = view
  const measured = items.map((item) =>
    [
      item.name,
      item.value,
      item.limit && `(${t.limitIs({ limit: item.limit })})`,
      item.result === 'fail' && `– ${resultNames.fail[lang].toLowerCase()}`,
    ]
      .filter(Boolean)
      .join(' '),
  )
  return [
    resultNames[result][lang],
    labelled('items', measured.length > 0 && measured.join(', '), view),
    labelled('laboratoryName', laboratoryName, view),
    remark,
  ]
}

/** Told line by line: each has something of its own to say. */
const byLine: readonly EventType[] = ['inspection', 'recall']

/** What the form of a step says, in words: a line, or several. */
export function wordsOf(step: Step, view: View): string[] {
  const say = worded[step.type] as (details: Step['details'], view: View) => Words[]
  const words = say(step.details, view).filter(Boolean).map(String)
  return byLine.includes(step.type) || words.length === 0 ? words : [words.join(' · ')]
}

/** What the writer of a step added under names of his own. */
export function parametersOf({ details }: Step): string {
  const { parameters = [] } = details as { parameters?: { name: string; value: string }[] }
  return parameters.map(({ name, value }) => `${name}: ${value}`).join(' · ')
}
