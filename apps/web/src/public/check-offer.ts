import { checkTexts } from '@nguon/locale'
import { Html, html } from './html.ts'
import { type BatchView, ofBatch } from './view.ts'

/** The script that shows what {@link checkOffer} hides. It is the only one on a public page, and the page says all without it. */
export const checkScript = new Html('<script type="module" src="/app/check.js"></script>')

/** The place where somebody may let the phone check the page against the log, with what the page says for comparison. */
export function checkOffer(view: BatchView): Html {
  const { page, batch, lang } = view
  const phrases = checkTexts(lang)
  const own = batch.steps.filter(({ items }) => items.some(({ batchId }) => batchId === batch.id))
  return html`<section id="check" class="card plain" hidden data-batch="${batch.id}" data-state="${page.state}" data-own="${own.length}" data-all="${batch.steps.length}" data-path="${page.path}" data-phrases="${ofBatch(view, batch, writtenPhrases)}">
<h2>${phrases.title}</h2>
<p>${phrases.intro}</p>
<div class="actions"><button class="button" type="button">${phrases.start}</button></div>
<div role="status"></div>
</section>`
}

const writtenPhrases = ({ lang }: BatchView): Html => html`${JSON.stringify(checkTexts(lang))}`
