import { isSalesAddress, type SalesLink } from '@nguon/domain'
import { salesMarketNames } from '@nguon/locale'
import { folded } from './fact-list.ts'
import { type Html, html } from './html.ts'
import type { BatchView, View } from './view.ts'

/** Where it is officially sold, below what is known of it; nothing is asked of those sites before somebody taps. */
export function salesList(
  links: readonly SalesLink[],
  name: string,
  { t, lang }: Pick<View, 't' | 'lang'>,
): Html | undefined {
  const safe = links.filter(({ kind, url }) => isSalesAddress(kind, url))
  if (safe.length === 0) return undefined
  const items = safe.map(
    ({ kind, url }) =>
      html`<li><a href="${url}" rel="noopener nofollow"><span>${salesMarketNames[kind][lang]}<small>${new URL(url).hostname}</small></span></a></li>`,
  )
  return html`<section class="sold"><h2>${t.soldTitle}</h2><ul class="card links">${items}</ul><p class="when">${t.soldBy({ name })}</p></section>`
}

/** Only of goods that may be sold: a page that warns sends nobody shopping. */
export const whereSold = (view: BatchView): Html | undefined =>
  view.page.state === 'valid'
    ? salesList(view.batch.salesLinks ?? [], view.batch.organization.name, view)
    : undefined

/** The address to pass on, without script. */
export function sharing({ t, page }: View): Html {
  const address = `https://${page.host}${page.path}`
  const facebook = `https://www.facebook.com/sharer/sharer.php?u=${encodeURIComponent(address)}`
  return folded(
    t.shareTitle,
    html`<p>${t.shareAddress}</p><p class="code">${address}</p><p><a class="tel" href="${facebook}" rel="noopener nofollow">${t.shareFacebook}</a></p>`,
    'share',
  )
}
