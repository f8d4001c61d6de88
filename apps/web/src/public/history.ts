import type { Step } from '@nguon/contract'
import type { EventType } from '@nguon/domain'
import { folded } from './fact-list.ts'
import { flow } from './flow.ts'
import { type Html, html } from './html.ts'
import { stepEntry } from './step.ts'
import { type BatchView, count } from './view.ts'

interface Told {
  readonly step: Step
  readonly isReplacement: boolean
}

/** More steps than this are told in their main ones first. */
const calm = 12

const mainTypes: readonly EventType[] = [
  'opening_stock',
  'purchase',
  'sowing',
  'planting',
  'harvest',
  'grading',
  'drying',
  'processing',
  'merge',
  'split',
  'packing',
  'lab_test',
  'inspection',
  'hold',
  'release',
  'recall',
  'recall_lifted',
]

/** Steps in the order they are told: oldest first, what was corrected followed at once by what replaced it. */
function toldSteps({ steps }: BatchView): Told[] {
  const replacedBy = new Map(
    steps.flatMap(({ corrects }) => (corrects ? [[corrects.eventId, corrects.replacedBy]] : [])),
  )
  const replacements = new Set(replacedBy.values())
  const byId = new Map(steps.map((step) => [step.eventId, step]))
  const shown = steps.filter((step) => step.type !== 'correction' || !byId.has(step.corrects?.eventId ?? ''))
  return shown
    .filter(({ eventId }) => !replacements.has(eventId))
    .flatMap((step) => withReplacements(step, byId, replacedBy))
}

function withReplacements(
  step: Step,
  byId: ReadonlyMap<string, Step>,
  replacedBy: ReadonlyMap<string, string | undefined>,
): Told[] {
  const told: Told[] = [{ step, isReplacement: false }]
  const seen = new Set([step.eventId])
  for (const { step: last } of told) {
    const next = byId.get(replacedBy.get(last.eventId) ?? '')
    if (next && !seen.has(next.eventId)) told.push({ step: next, isReplacement: true })
    if (next) seen.add(next.eventId)
  }
  return told
}

/** What a reader should not miss: the main stages, and whatever was corrected or carries a mark. */
const isMain = ({ step, isReplacement }: Told): boolean =>
  mainTypes.includes(step.type) ||
  isReplacement ||
  step.correctedBy !== undefined ||
  step.marks.some((mark) => mark !== 'IMPORTED')

/** The way of the batch: how much of what became what, then every step. */
export function history(view: BatchView): Html {
  const { t, lang } = view
  const all = toldSteps(view)
  const main = all.filter(isMain)
  const isLong = all.length > calm && main.length > 0 && main.length < all.length - 2
  const counts = { count: count(all.length, lang), shown: count(main.length, lang) }
  return html`<h2 id="hanh-trinh">${t.historyTitle}</h2>
${flow(view)}
${isLong && html`<p class="when">${t.mainSteps(counts)}</p>`}
${way(isLong ? main : all, view, isLong)}
${isLong && folded(t.allSteps(counts), way(all, view), 'all-steps')}`
}

/** The same for a page whose answer is another: folded away. */
export function foldedHistory(view: BatchView): Html {
  const all = toldSteps(view)
  return folded(
    view.t.originOf({ count: count(all.length, view.lang) }),
    [flow(view), way(all, view)],
    'hanh-trinh',
  )
}

const way = (told: readonly Told[], view: BatchView, isBrief = false): Html =>
  html`<ol class="way">${told.map(({ step, isReplacement }, index) =>
    stepEntry(
      step,
      { isReplacement, isBrief, isSamePlace: isAtSamePlace(step, told[index - 1]?.step) },
      view,
    ),
  )}</ol>`

const isAtSamePlace = (step: Step, before: Step | undefined): boolean =>
  step.placeAddress !== undefined && before?.placeAddress?.vi === step.placeAddress.vi
