import { formatDay } from '@nguon/locale'
import { type Html, html } from './html.ts'
import type { View } from './view.ts'

/** What only the printed page has: the day, that it may be old by now, and the way to the page itself. */
export function printed({ t, page, lang }: View): Html | undefined {
  if (!page.qr) return undefined
  const { address, width, path } = page.qr
  // a line through the middle of each row of modules, one module thick
  const qr = html`<svg viewBox="0 -.5 ${width} ${width}" shape-rendering="crispEdges" role="img" aria-label="QR"><path stroke="#000" d="${path}"/></svg>`
  return html`<section class="printed">${qr}<div><h2>${t.printedOn({ day: formatDay(page.today, lang) })}</h2><p>${t.printedHint}</p><p class="code">${address}</p></div></section>`
}
