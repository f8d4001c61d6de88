import { type Lang, publicTexts } from '@nguon/locale'
import { Html, html } from './html.ts'
import { pageStyle } from './style.ts'

export interface DocumentParts {
  readonly title: string
  readonly lang: Lang
  /** What stands in `<main>`. */
  readonly body: Html
  /** What stands below it, above the words every page ends with. */
  readonly footer?: Html
  /** The domain that is printed on labels. */
  readonly host?: string
  /** Whether the platform shows sample data: every page says so. */
  readonly demo?: boolean
  /** What the language switch keeps of the query: begins with `&`. */
  readonly query?: string
  /** One sentence for previews of a shared link. */
  readonly description?: string
  /** Path of a picture for such previews. */
  readonly image?: string
  /** Its script, where it has one: it only adds. */
  readonly script?: Html
}

const style = new Html(`<style>${pageStyle}</style>`)

/**
 * A public page: head, header with the language switch, main and footer. Plain HTML that needs no script, asks nothing of other
 * hosts and carries its style in one constant `<style>` (see {@link pageStyle}).
 */
export function renderDocument(parts: DocumentParts): string {
  const { title, lang, body, footer, host, demo, description, image, script, query } = parts
  const t = publicTexts(lang)
  const other = lang === 'vi' ? 'en' : 'vi'
  const preview =
    image &&
    host &&
    html`<meta property="og:image" content="https://${host}${image}"><meta property="og:image:width" content="1200"><meta property="og:image:height" content="630"><meta name="twitter:card" content="summary_large_image">`
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<meta name="color-scheme" content="light">
<meta name="theme-color" content="#fbf9f4">
<title>${title}</title>
<meta property="og:type" content="website">
<meta property="og:site_name" content="${t.brand}">
<meta property="og:locale" content="${lang === 'vi' ? 'vi_VN' : 'en_GB'}">
<meta property="og:title" content="${title}">
${description && html`<meta name="description" content="${description}"><meta property="og:description" content="${description}">`}
${preview}
${style}${script}
</head>
<body>
<header>
${demo && html`<p class="demo">${t.demo}</p>`}
<div class="wrap top"><b>${t.brand}</b><span>${host}<a href="?lang=${other}${query}" lang="${other}" hreflang="${other}" aria-label="${t.otherLanguageName}">${t.otherLanguage}</a></span></div>
</header>
<main class="wrap">
${body}
</main>
<footer class="wrap">
${footer}
</footer>
</body>
</html>
`.text
}
