import { formatQuantity, type Lang, publicTexts } from '@nguon/locale'
import { renderDocument } from './document.ts'
import { factList } from './fact-list.ts'
import { html } from './html.ts'
import { renderMessage } from './message.ts'
import type { ProductPage } from './model.ts'
import { salesList } from './selling.ts'
import { band } from './verdict.ts'

/**
 * What the GTIN of a product answers: which product and whose, and that only the label of a batch or package says more.
 *
 * @returns status 404 where nobody here has the number
 */
export function renderProductPage(page: ProductPage, lang: Lang): { status: number; html: string } {
  const { product, organization, salesLinks = [], host, demo, gtin } = page
  const t = publicTexts(lang)
  if (!product || !organization)
    return renderMessage(
      { status: 404, tone: 'stop', title: t.unknown, text: t.unknownText, host, demo },
      lang,
    )
  const name = (lang === 'en' && product.nameEn) || product.name
  const { netContentText, netContent } = product
  const facts = factList([
    [t.who, organization.name],
    [t.content, netContentText ?? (netContent && formatQuantity(netContent, lang))],
    [t.gtin, html`<span class="code">${gtin}</span>`],
  ])
  const body = html`${band('caution', t.productTitle, t.productText)}
<h2>${name}</h2>
${facts}
${salesList(salesLinks, organization.name, { t, lang })}`
  const document = {
    title: `${name}, ${organization.name}`,
    lang,
    body,
    footer: html`<p>${t.neverAsks}</p>`,
    host,
    demo,
    description: t.productText,
  }
  return { status: 200, html: renderDocument(document) }
}
