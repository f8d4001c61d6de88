import type { Step } from '@nguon/contract'
import { type Day, dayOf, type EventDetails, type EventType } from '@nguon/domain'
import { formatDay, formatDecimal, type Lang, type publicTexts } from '@nguon/locale'
import type { PageBatch, TracePage } from './model.ts'

/** What every section of a page is worded from. */
export interface View {
  readonly page: TracePage
  readonly lang: Lang
  readonly t: ReturnType<typeof publicTexts>
}

/** A view of a page that has a batch to tell about. */
export interface BatchView extends View {
  readonly batch: PageBatch
  /** The batch and all it was made from, crops too, input lots not. */
  readonly ancestry: ReadonlySet<string>
  /** The steps of the page that concern the ancestry or an input of it, oldest first. */
  readonly steps: readonly Step[]
}

/** Parts of pages that say the same of every package of a batch, by the batch as it was read and the language. */
const told = new WeakMap<PageBatch, Map<string, Map<unknown, unknown>>>()

/** What `part` makes of the batch alone, in this language and on this day: made once for the pages of all its packages. */
export function ofBatch<V extends View, T>(
  view: V,
  batch: PageBatch,
  part: (view: V, batch: PageBatch) => T,
): T {
  const key = `${view.lang} ${view.page.today}`
  const parts = told.get(batch) ?? told.set(batch, new Map()).get(batch)
  const made = parts?.get(key) ?? parts?.set(key, new Map()).get(key)
  if (!made?.has(part)) made?.set(part, part(view, batch))
  return made?.get(part) as T
}

export const count = (n: number, lang: Lang): string => formatDecimal(String(n), lang)

/** The name of the product in the language of the page, where it has one. */
export const productName = ({ batch, lang }: BatchView): string =>
  (lang === 'en' && batch.product.nameEn) || batch.product.name

/** The details of a step as its type has them; the contract has checked them. */
export const detailsOf = <T extends EventType>(step: Step): EventDetails<T> =>
  step.details as unknown as EventDetails<T>

interface StepDays {
  readonly happened: Day
  readonly ended: Day
  readonly recorded: Day
}

/** A page asks for the same days again and again. */
const known = new WeakMap<Step, StepDays>()

function daysOf(step: Step): StepDays {
  const days = known.get(step) ?? {
    happened: dayOf(step.occurredAt, step.utcOffset),
    ended: dayOf(step.endedAt ?? step.occurredAt, step.utcOffset),
    recorded: dayOf(step.recordedAt, step.utcOffset),
  }
  known.set(step, days)
  return days
}

export const happenedOn = (step: Step): Day => daysOf(step).happened
export const endedOn = (step: Step): Day => daysOf(step).ended
export const recordedOn = (step: Step): Day => daysOf(step).recorded

/** Whole days from one day to another. */
export const daysBetween = (from: Day, to: Day): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

/** `24–30/11/2025` and `24–30 Nov 2025`; both days in full when their months differ. */
export function formatPeriod(from: Day, to: Day, lang: Lang): string {
  if (from === to) return formatDay(from, lang)
  if (from.slice(0, 7) !== to.slice(0, 7)) return `${formatDay(from, lang)} – ${formatDay(to, lang)}`
  const date = from.slice(8)
  return `${lang === 'vi' ? date : Number(date)}–${formatDay(to, lang)}`
}

/** `000 000 0003`: a number as people read it out. */
export const formatPhone = (phone: string): string => phone.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3')
