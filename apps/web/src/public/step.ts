import type { Step } from '@nguon/contract'
import { dayOf, type EventDetails } from '@nguon/domain'
import { eventNames, formatDay, markTexts, processNames } from '@nguon/locale'
import { type Html, html, joined, type Part } from './html.ts'
import { movementOf } from './movement.ts'
import { proofChip, proofOfStep } from './proof.ts'
import { parametersOf, wordsOf } from './step-words.ts'
import {
  type BatchView,
  count,
  daysBetween,
  endedOn,
  formatPeriod,
  happenedOn,
  recordedOn,
  type View,
} from './view.ts'

export interface StepSetting {
  /** Set on the step that was recorded in place of a corrected one. */
  readonly isReplacement: boolean
  /** Only what a reader should not miss: the rest stands in the list of all steps. */
  readonly isBrief: boolean
  /** The step above was at the same place: its commune need not be said again. */
  readonly isSamePlace: boolean
}

/** What a step is called: the process by its own name where it has one. */
export function nameOf({ type, details }: Step, { lang }: View): string {
  const { process } = details as EventDetails<'processing'>
  const named = processNames[process as keyof typeof processNames]
  return (named ?? eventNames[type])[lang]
}

/** One step: when it happened and was recorded, what it was, with how much, where and by whom. A corrected one is struck through. */
export function stepEntry(step: Step, setting: StepSetting, view: BatchView): Html {
  const was = step.correctedBy !== undefined
  const name = nameOf(step, view)
  const movement = movementOf(step, view)
  const lines = setting.isBrief
    ? [...movement.slice(0, 2), ...wordsOf(step, view)]
    : [...movement, ...wordsOf(step, view), parametersOf(step)].filter(Boolean)
  const struck = (part: Part): Part => (was ? html`<del>${part}</del>` : part)
  const proof = proofOfStep(step, view)
  return html`<li${classOf(step, setting)}>
<p class="when">${when(step, setting, view)}</p>
<h3>${struck(name)}${!was && proof.level !== 'declared' && proofChip(proof, view)}</h3>
${lines.map((line) => html`<p>${struck(line)}</p>`)}
${remarks(step, setting, view).map((line) => html`<p>${line}</p>`)}
${where(step, setting, view)}
${evidence(step, name, view)}
</li>`
}

function classOf(step: Step, { isReplacement }: StepSetting): Html | false {
  if (step.correctedBy) return html` class="was"`
  if (isReplacement) return html` class="fix"`
  return step.marks.includes('LATE_ENTRY') && html` class="late"`
}

function when(step: Step, { isReplacement }: StepSetting, { t, lang }: BatchView): Html {
  const [from, to, recorded] = [happenedOn(step), endedOn(step), recordedOn(step)]
  const noted = dayOf(step.capturedAt, step.utcOffset)
  const isOffline = noted === to
  const day = formatDay(recorded, lang)
  const sent = isOffline ? t.recordedOffline({ day }) : t.recorded({ day })
  const late = step.marks.includes('LATE_ENTRY') && !isReplacement
  const tag = isReplacement ? t.correctTag : late && t.late({ count: count(daysBetween(to, recorded), lang) })
  return html`${joined([html`<time datetime="${from}">${formatPeriod(from, to, lang)}</time>`, recorded !== to && sent], ' · ')}${tag && html` <span class="tag">${tag}</span>`}`
}

/** Reasons that stand beside a step for ever, and what a correction says. */
function remarks(step: Step, { isReplacement }: StepSetting, { t, lang }: BatchView): Part[] {
  const { marks, reasons = {}, correctedBy } = step
  const reasonOf = (mark: 'LATE_ENTRY' | 'LOSS_OUT_OF_PROFILE') =>
    marks.includes(mark) && reasons[mark] && t.reasonIs({ text: reasons[mark] })
  const lines: Part[] = [
    !isReplacement && reasonOf('LATE_ENTRY'),
    marks.includes('LOSS_OUT_OF_PROFILE') &&
      html`<span class="tag">${markTexts.LOSS_OUT_OF_PROFILE.name[lang]}</span> ${reasonOf('LOSS_OUT_OF_PROFILE')}`,
    marks.includes('RULE_BROKEN_LATER') &&
      html`<span class="tag">${markTexts.RULE_BROKEN_LATER.meaning[lang]}</span>`,
  ]
  if (correctedBy) {
    const words = { day: formatDay(dayOf(correctedBy.at, step.utcOffset), lang), text: correctedBy.text }
    lines.push(correctedBy.reason === 'did_not_occur' ? t.didNotHappen(words) : t.correctedOn(words))
  }
  return lines.filter(Boolean)
}

function where(step: Step, { isSamePlace }: StepSetting, { batch, t, lang }: BatchView): Html | undefined {
  const [item] = step.items
  const isOther = step.organizationName !== batch.organization.name && step.organizationName
  const about = step.items.every(({ role }) => role === 'about')
  const lot = about && item && !step.items.some(({ batchId }) => batchId === batch.id)
  const parts = [
    lot && `${item.productName}, ${t.ofLot({ lot: item.lot })}`,
    isOther,
    [step.placeName, !isSamePlace && step.placeAddress?.[lang]].filter(Boolean).join(', '),
    step.actorName,
    step.isErased && t.erased,
  ].filter(Boolean)
  return parts.length > 0 ? html`<p class="where">${joined(parts, ' · ')}</p>` : undefined
}

function evidence(step: Step, name: string, { t }: BatchView): Html | undefined {
  if (step.evidence.length === 0) return undefined
  const links = step.evidence.map(({ sha256, mime }, index) => {
    const file = `/api/v1/files/${encodeURIComponent(sha256)}`
    if (mime === 'application/pdf') return html`<a class="tel" href="${file}">${t.document}</a>`
    return html`<a href="${file}?width=1280"><img src="${file}?width=192" width="72" height="72" loading="lazy" alt="${t.photoOf({ name, number: index + 1 })}"></a>`
  })
  return html`<div class="photos">${links}</div>`
}
