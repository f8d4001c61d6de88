import { homeTexts, type Lang } from '@nguon/locale'
import { renderDocument } from './document.ts'
import { type Html, html } from './html.ts'
import { renderMessage } from './message.ts'

/** Paths of the sample data that the front page of the demo shows. */
export interface SamplePaths {
  readonly package: string
  readonly batch: string
  readonly recalled: string
  readonly voided: string
  readonly notActivated: string
  readonly unknown: string
  readonly scanner: string
  readonly cooperatives: string
  readonly inspector: string
  readonly reference: string
}

export interface HomeParts {
  readonly host: string
  readonly demo: boolean
  readonly samples?: SamplePaths
}

/** The front page: what this is, and how to look a code up; in the demo also where to look around. */
export function renderHome({ host, demo, samples }: HomeParts, lang: Lang): string {
  const t = homeTexts(lang)
  const body = html`<h1>${t.heading}</h1>
<p class="plain card">${t.intro}</p>
${lookUpForm(lang)}
<div class="actions"><a class="button" href="/app/scan">${t.scan}</a><a class="button" href="/app">${t.work}</a></div>
${samples && sampleList(samples, lang)}`
  return renderDocument({ title: t.title, lang, body, host, demo, description: t.intro })
}

/** Looks up the code on a label. */
function lookUpForm(lang: Lang): Html {
  const t = homeTexts(lang)
  return html`<form class="card" action="/tra-cuu"><label for="code">${t.codeLabel}</label>
<input id="code" name="code" maxlength="512" autocomplete="off" autocapitalize="characters" spellcheck="false" required>
<div class="actions"><button class="button main">${t.lookUp}</button></div></form>`
}

function sampleList(samples: SamplePaths, lang: Lang) {
  const t = homeTexts(lang)
  const links: [string, string][] = [
    [t.demoPackage, samples.package],
    [t.demoBatch, samples.batch],
    [t.demoRecalled, samples.recalled],
    [t.demoVoided, samples.voided],
    [t.demoNotActivated, samples.notActivated],
    [t.demoUnknown, samples.unknown],
    [t.demoCooperatives, samples.cooperatives],
    [t.demoInspector, samples.inspector],
    [t.demoReference, samples.reference],
  ]
  return html`<h2>${t.tryHere}</h2><ul class="card links">${links.map(([name, path]) => html`<li><a href="${path}">${name}</a></li>`)}</ul>`
}

/** The page for an address that is none of ours. */
export function renderLost(options: { host: string; demo: boolean }, lang: Lang): string {
  const t = homeTexts(lang)
  const after = lookUpForm(lang)
  return renderMessage({ ...options, status: 404, title: t.lostTitle, text: t.lostText, after }, lang).html
}
