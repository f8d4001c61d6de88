/** Text that is already HTML: made by {@link html} only, so that whatever people wrote has been escaped on the way in. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** What may stand in a template. Nothing, `null`, `undefined` and `false` are left out. */
export type Part = Html | string | number | null | undefined | false | readonly Part[]

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

// Control characters are not HTML, lone surrogates not UTF-8, and the marks that turn the direction of writing serve only to deceive.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it takes out
const risky = /[&<>"'`\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/
const everyRisky = /[&<>"'`\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu

/** The text as it may stand between tags and inside a quoted attribute. */
export function escapeHtml(text: string): string {
  if (!risky.test(text)) return text
  return text.replace(everyRisky, (char) => entities[char] ?? (char === '\t' || char === '\n' ? char : ''))
}

/**
 * HTML from a template: everything put into it is escaped unless it is {@link Html} itself. Attributes must stand in double quotes.
 *
 * @example html`<p title="${title}">${text}</p>`
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let text = strings[0] ?? ''
  for (const [index, part] of parts.entries()) text += textOf(part) + strings[index + 1]
  return new Html(text)
}

function textOf(part: Part): string {
  if (typeof part === 'string') return escapeHtml(part)
  if (part instanceof Html) return part.text
  if (typeof part === 'number') return String(part)
  return Array.isArray(part) ? part.map(textOf).join('') : ''
}

/** The parts that are there, with `between` between them. */
export function joined(parts: readonly Part[], between: Part): Html {
  const there = parts.filter((part) => part !== undefined && part !== null && part !== false && part !== '')
  return html`${there.map((part, index) => [index > 0 && between, part])}`
}
