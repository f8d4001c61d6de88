import { groupCode, type Lang, publicTexts } from '@nguon/locale'
import { alertFacts, counterfeitFacts } from './alert.ts'
import { certificatesAndTests, inputs } from './backing.ts'
import { checkOffer, checkScript } from './check-offer.ts'
import { checks } from './checks.ts'
import { circular } from './circular.ts'
import { renderDocument } from './document.ts'
import { type Fact, factList } from './fact-list.ts'
import { foldedHistory, history } from './history.ts'
import { genuine, notKnown, origin, report } from './honesty.ts'
import { type Html, html } from './html.ts'
import { ancestryOf, stepsOf } from './lineage.ts'
import type { TracePage } from './model.ts'
import { callButton, callLink } from './phone.ts'
import { pinLine, pinSaid, pinSection } from './pin.ts'
import { printed } from './printed.ts'
import { facts, productRow } from './product.ts'
import { sharing, whereSold } from './selling.ts'
import { band, scanLine, type Tone, verdictOf } from './verdict.ts'
import { type BatchView, ofBatch, productName, type View } from './view.ts'

/**
 * What a scan answers, as a page of plain HTML.
 *
 * @returns status 400 for a code that cannot be read, 404 for one nobody issued, else 200; the verdict stands first in the page
 *   and in its title, and only a valid code has a green one
 */
export function renderTracePage(page: TracePage, lang: Lang): { status: number; html: string } {
  const view: View = { page, lang, t: publicTexts(lang) }
  const told = page.batch && isToldInFull(page) ? batchView(view, page.batch) : undefined
  const { status, tone, sign, title, loud, text } = verdictOf(view)
  const outcome = page.pin?.outcome && pinSaid(page.pin.outcome, lang)
  const subject = told ? subjectOf(told) : (page.issuer?.name ?? codeAsRead(page))
  const image = `/og${page.path}.png?lang=${lang}`
  const document = renderDocument({
    title: [outcome?.title, `${sign} ${loud ?? title}`, subject].filter(Boolean).join(' – '),
    lang,
    body: html`${band(tone, title, text, scanLine(view), pinLine(view))}
${printed(view)}
${told ? aboutBatch(told, tone) : aboutCode(view)}`,
    footer: html`${told && origin(told)}<p>${view.t.neverAsks}</p>`,
    host: page.host,
    demo: page.demo,
    description: told ? `${text} ${view.t.lot({ lot: told.batch.lot })}.` : text,
    ...(outcome ? { query: `&code=${encodeURIComponent(page.path)}` } : status === 200 && { image }),
    ...(told && { script: checkScript }),
  })
  return { status: outcome?.status ?? status, html: document }
}

/** A label that is no good says nothing of any goods, even if somebody stuck it on some. */
const isToldInFull = ({ state }: TracePage): boolean =>
  !['malformed', 'unknown', 'voided', 'not_activated'].includes(state)

function batchView(view: View, batch: BatchView['batch']): BatchView {
  return { ...view, batch, ...ofBatch(view, batch, lineageOf) }
}

function lineageOf(_view: View, batch: BatchView['batch']): Pick<BatchView, 'ancestry' | 'steps'> {
  const ancestry = ancestryOf(batch.id, batch.steps)
  return { ancestry, steps: stepsOf(batch.id, ancestry, batch.steps) }
}

function subjectOf(view: BatchView): string {
  const { batch, page, t } = view
  const end = page.state === 'recalled' ? t.ofLot({ lot: batch.lot }) : batch.organization.name
  return `${productName(view)}, ${end}`
}

function aboutBatch(view: BatchView, tone: Tone): Html {
  const { page } = view
  const once = (part: (view: BatchView) => Html | undefined) => ofBatch(view, view.batch, part)
  const isSellable = ['valid', 'expired', 'scanned_widely'].includes(page.state)
  const backing = [
    once(certificatesAndTests),
    once(inputs),
    circular(view),
    once(notKnown),
    checkOffer(view),
    genuine(view),
    sharing(view),
    report(view),
  ]
  if (isSellable) {
    const pin = page.pin && pinSection(view, page.pin)
    const isTried = page.pin?.outcome !== undefined // whoever tried looks for what came of it
    const top = [isTried && pin, productRow(view, tone), once(facts), once(checks), !isTried && pin]
    return html`${[...top, once(history), whereSold(view), backing]}`
  }
  return html`${[
    productRow(view, tone),
    page.alert && alertFacts(view, page.alert),
    page.counterfeit && counterfeitFacts(view, page.counterfeit),
    callButton(view.batch.organization, view),
    html`<h2>${view.t.aboutProduct}</h2>`,
    facts(view),
    foldedHistory(view),
    backing,
  ]}`
}

/** The code in groups, as it is printed; what is no code as it was read, or nothing where nothing was. */
function codeAsRead({ state, code }: TracePage): string {
  if (state === 'voided' || state === 'not_activated') return groupCode(code)
  return code === '-' ? '' : code.slice(0, 100)
}

/** A code without goods: what was read, whose label it is, and what to do. */
function aboutCode(view: View): Html {
  const { page, t } = view
  const isRead = page.state === 'voided' || page.state === 'not_activated'
  const read = codeAsRead(page)
  const code = read && html`<span class="code">${read}</span>`
  const rows: Fact[] = [
    [isRead ? t.code : t.codeAsRead, code],
    [
      page.level === 'batch' ? t.whoseCode : t.whoseLabel,
      page.issuer && [page.issuer.name, callLink(page.issuer, view)],
    ],
    [t.whatToDo, isRead && adviceOf(view)],
  ]
  const isAnything = rows.some(([, value]) => value)
  return html`${isAnything && factList(rows, 'facts card apart')}${!isRead && codeForm(view)}${report(view, true)}${isRead && genuine(view)}`
}

function adviceOf({ page, t }: View): string {
  if (page.state === 'not_activated') return t.notActivatedAdvice
  return page.level === 'batch' ? t.withdrawnAdvice : t.voidedAdvice
}

const codeForm = ({ t, page }: View): Html =>
  html`<form class="card" action="/tra-cuu" method="get">
<label for="code">${t.typeCode}</label>
<input id="code" name="code" value="${codeAsRead(page)}" aria-describedby="hint" autocomplete="off" autocapitalize="characters" spellcheck="false" required>
<small id="hint">${t.typeCodeHint}</small>
<div class="actions"><button class="button main" type="submit">${t.lookUp}</button></div>
</form>`
