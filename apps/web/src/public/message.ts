import type { Lang } from '@nguon/locale'
import { publicTexts } from '@nguon/locale'
import { renderDocument } from './document.ts'
import { type Html, html } from './html.ts'
import { band, type Tone } from './verdict.ts'

export interface Message {
  readonly status: number
  readonly title: string
  readonly text: string
  /** Default: caution. */
  readonly tone?: Tone
  readonly host?: string
  readonly demo?: boolean
  /** Offer to ask for the same address again. */
  readonly retry?: boolean
  /** What one can do here instead. */
  readonly after?: Html
  /** What a reader can quote to the operator. */
  readonly requestId?: string
}

/** A public page that says one thing: that the platform is busy, that there is no such page. */
export function renderMessage(message: Message, lang: Lang): { status: number; html: string } {
  const { status, title, text, tone = 'caution', host, demo, retry, requestId, after } = message
  const t = publicTexts(lang)
  const body = html`${band(tone, title, text)}
${retry && html`<div class="actions"><a class="button main" href="">${t.tryAgain}</a></div>`}
${after}`
  const footer = html`${requestId && html`<p>${t.requestId({ id: requestId })}</p>`}<p>${t.neverAsks}</p>`
  const document = {
    title: `${title} – ${t.brand}`,
    lang,
    body,
    footer,
    description: text,
    ...(host !== undefined && { host }),
    ...(demo !== undefined && { demo }),
  }
  return { status, html: renderDocument(document) }
}

/** The page for 503: the platform cannot answer, which says nothing about the goods. */
export function renderBusy(
  options: Pick<Message, 'host' | 'demo' | 'requestId'>,
  lang: Lang,
): { status: number; html: string } {
  const t = publicTexts(lang)
  return renderMessage({ ...options, status: 503, title: t.busyTitle, text: t.busyText, retry: true }, lang)
}

/** The page for 429: too many codes that nobody printed were asked for from here, which says nothing about the goods. */
export function renderTooMany(
  options: Pick<Message, 'host' | 'demo'>,
  lang: Lang,
): { status: number; html: string } {
  const t = publicTexts(lang)
  return renderMessage(
    { ...options, status: 429, title: t.tooManyTitle, text: t.tooManyText, retry: true },
    lang,
  )
}
