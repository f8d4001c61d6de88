import { formatInstant, type Lang, pinTexts } from '@nguon/locale'
import { type Html, html } from './html.ts'
import { signs } from './icons.ts'
import type { PagePin } from './model.ts'
import { callButton } from './phone.ts'
import type { Tone } from './verdict.ts'
import type { BatchView, View } from './view.ts'

type Outcome = NonNullable<PagePin['outcome']>
type Texts = ReturnType<typeof pinTexts>

interface Said {
  readonly status: number
  readonly tone: Tone
  readonly title: string
  readonly texts: readonly string[]
}

/** What came of a try, in words. Only the first right one is green; a wrong one says nothing about the goods. */
export function pinSaid(outcome: Outcome, lang: Lang): Said {
  const t = pinTexts(lang)
  switch (outcome.result) {
    case 'opened':
      return { status: 200, tone: 'good', title: t.opened, texts: [t.openedText] }
    case 'opened_before': {
      const text = t.openedBeforeText({ at: clock(outcome.at, lang), uses: outcome.uses })
      return { status: 200, tone: 'caution', title: t.openedBefore, texts: [text, t.openedBeforeAdvice] }
    }
    case 'wrong': {
      const texts = [t.wrongText(outcome), ...(outcome.left === 0 ? [t.closedAdvice] : [])]
      return { status: 200, tone: 'caution', title: t.wrong, texts }
    }
    case 'closed': {
      const text = outcome.until === 'tomorrow' ? t.closedToday : t.closedForEver
      return { status: 429, tone: 'caution', title: t.closed, texts: [text, t.closedAdvice] }
    }
    case 'malformed':
      return { status: 422, tone: 'caution', title: t.malformed, texts: [t.malformedText] }
  }
}

const clock = (at: string, lang: Lang): string => formatInstant(at, '+07:00', lang)

/** On the verdict band: that the PIN was used before, for whoever holds a package with its scratch layer untouched. */
export function pinLine({ page, lang }: View): string | undefined {
  const { used, outcome } = page.pin ?? {}
  return used && !outcome ? pinTexts(lang).usedLine({ at: clock(used.at, lang) }) : undefined
}

/** The PIN of the package: what came of a try, whether it was used before, and the form to type it into. */
export function pinSection(view: BatchView, pin: PagePin): Html {
  const { lang, page, batch } = view
  const t = pinTexts(lang)
  const { outcome } = pin
  const isSettled = outcome?.result === 'opened' || outcome?.result === 'opened_before'
  const isOver = outcome?.result === 'closed' || (outcome?.result === 'wrong' && outcome.left === 0)
  return html`<section class="pin">
${outcome ? told(pinSaid(outcome, lang)) : html`<h2>${t.title}</h2>`}
${isOver && callButton(batch.organization, view)}
${!isSettled && use(t, pin, lang)}
${!isSettled && !isOver && pinForm(t, page.path, lang)}
</section>`
}

const told = ({ tone, title, texts }: Said): Html =>
  html`<div class="verdict ${tone}" role="${tone === 'good' ? 'status' : 'alert'}">
${signs[tone]}<div><h2>${title}</h2>${texts.map((text) => html`<p>${text}</p>`)}</div>
</div>`

function use(t: Texts, { used, outcome }: PagePin, lang: Lang): Html | undefined {
  if (!used) return outcome ? undefined : html`<p class="when">${t.unused}</p>`
  const text = t.used({ at: clock(used.at, lang), uses: used.uses })
  return html`<div class="card plain told"><p>${text}</p><p>${t.usedAdvice}</p></div>`
}

const pinForm = (t: Texts, path: string, lang: Lang): Html =>
  html`<form class="card" action="/ma-cao?lang=${lang}" method="post">
<input type="hidden" name="code" value="${path}">
<label for="pin">${t.label}</label>
<input id="pin" name="pin" inputmode="numeric" maxlength="20" autocomplete="off" aria-describedby="pin-hint" required>
<small id="pin-hint">${t.hint}</small>
<div class="actions"><button class="button main" type="submit">${t.send}</button></div>
</form>`
