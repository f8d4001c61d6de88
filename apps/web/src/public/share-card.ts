import { type Lang, publicTexts } from '@nguon/locale'
import type { TracePage } from './model.ts'
import { type Tone, verdictOf } from './verdict.ts'

/** What the picture says that goes with a shared address. */
export interface Card {
  readonly tone: Tone
  /** The verdict, as loud as the title of the page. */
  readonly title: string
  /** Product, lot and maker; what is not known is left out. */
  readonly lines: readonly string[]
  readonly host: string
  readonly sample: string | undefined
}

/** The card of a page: the same verdict as the page, so that a recall stands in every message it is shared in. */
export function cardOf(page: TracePage, lang: Lang): Card {
  const t = publicTexts(lang)
  const { tone, title, loud, text } = verdictOf({ page, lang, t })
  const { batch, host, demo } = page
  const isTold = batch && !['voided', 'not_activated'].includes(page.state)
  const name = batch && ((lang === 'en' && batch.product.nameEn) || batch.product.name)
  const lines = isTold ? [name ?? '', t.lot({ lot: batch.lot }), batch.organization.name] : [text]
  return { tone, title: loud ?? title, lines, host, sample: demo ? t.demo : undefined }
}
