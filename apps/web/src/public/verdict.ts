import { formatDay } from '@nguon/locale'
import { type Html, html } from './html.ts'
import { signs } from './icons.ts'
import type { CodeState } from './model.ts'
import { count, daysBetween, type View } from './view.ts'

/** Green only where the code is good; nothing else may look so. */
export type Tone = 'good' | 'caution' | 'stop'

interface Verdict {
  readonly status: number
  readonly tone: Tone
  /** What a title begins with: previews and tabs show no colour. */
  readonly sign: string
  readonly title: string
  /** Where the tab and the preview say it more loudly than the band. */
  readonly loud?: string
  readonly text: string
}

const signOf: Record<Tone, string> = { good: '✓', caution: '!', stop: '✕' }

/** The answer of a page in one line and one sentence. */
export function verdictOf(view: View): Verdict {
  const { status = 200, tone, title, loud, text } = verdicts[view.page.state](view)
  return { status, tone, sign: signOf[tone], title, text, ...(loud && { loud }) }
}

type Worded = Omit<Verdict, 'status' | 'sign'> & { readonly status?: number }

const verdicts: Record<CodeState, (view: View) => Worded> = {
  malformed: ({ t }) => ({ status: 400, tone: 'stop', title: t.malformed, text: t.malformedText }),
  unknown: ({ t }) => ({ status: 404, tone: 'stop', title: t.unknown, text: t.unknownText }),
  recalled: ({ t }) => ({ tone: 'stop', title: t.recalled, loud: t.recalledTitle, text: t.recalledText }),
  voided: ({ t, page }) =>
    page.level === 'batch'
      ? { tone: 'stop', title: t.withdrawn, text: t.withdrawnText }
      : { tone: 'stop', title: t.voided, text: t.voidedText },
  held: ({ t }) => ({ tone: 'caution', title: t.held, text: t.heldText }),
  ancestor_held: ({ t }) => ({ tone: 'caution', title: t.ancestorHeld, text: t.ancestorHeldText }),
  counterfeited: ({ t }) => ({ tone: 'stop', title: t.counterfeited, text: t.counterfeitedText }),
  not_activated: ({ t }) => ({ tone: 'caution', title: t.notActivated, text: t.notActivatedText }),
  expired: ({ t, page, lang }) => {
    const day = page.batch?.useBy ?? page.today
    return {
      tone: 'caution',
      title: t.expired({ count: count(daysBetween(day, page.today), lang) }),
      text: t.expiredText({ day: formatDay(day, lang) }),
    }
  },
  scanned_widely: ({ t, page, lang }) => ({
    tone: 'caution',
    title: page.scans?.provinces
      ? t.scannedOften({ count: count(page.scans.count, lang), provinces: page.scans.provinces })
      : t.scannedWidely,
    text: t.scannedWidelyText,
  }),
  valid: ({ t, page }) => {
    const name = page.batch?.organization.name ?? page.issuer?.name ?? page.host
    return {
      tone: 'good',
      title: t.valid,
      text: page.level === 'batch' ? t.validOfBatch({ name }) : t.validOfPackage({ name }),
    }
  },
}

/** How often the code was scanned, for people who wonder whether somebody copied it: only a package's own code can tell. */
export function scanLine({ page, t, lang }: View): string | undefined {
  const { scans, level, state } = page
  if (!scans || level !== 'package' || state !== 'valid') return undefined
  const day = formatDay(scans.firstOn, lang)
  return t.scanLine({ count: count(scans.count, lang), day, place: scans.firstIn })
}

/** The band on top: sign, words and colour say the same. */
export function band(tone: Tone, title: string, text: string, ...more: (string | undefined)[]): Html {
  return html`<div class="verdict ${tone}" role="${tone === 'good' ? 'status' : 'alert'}">
${signs[tone]}<div><h1>${title}</h1><p>${text}</p>${more.filter(Boolean).map((line) => html`<p>${line}</p>`)}</div>
</div>`
}
