/** The languages we speak. Vietnamese comes first. */
export type Lang = 'vi' | 'en'

/** One phrase in every language. */
export interface Text {
  readonly vi: string
  readonly en: string
}

/** A phrase with blanks: both languages fill them from the same parameters. */
interface Sentence<P> {
  readonly vi: (p: P) => string
  readonly en: (p: P) => string
}

/** What a catalogue says in one language: plain phrases as text, phrases with blanks as functions. */
export type Spoken<T> = { readonly [K in keyof T]: unknown extends T[K] ? string : (p: T[K]) => string }

/**
 * A catalogue of phrases. Ask it for a language, then for a phrase; keys and parameters are checked by the compiler.
 *
 * @example
 * const texts = defineTexts({
 *   harvested: { vi: 'Ngày thu hoạch', en: 'Harvested on' },
 *   left: { vi: (p: { count: number }) => `Còn ${p.count} tem`, en: (p) => `${p.count} labels left` },
 * })
 * const t = texts('vi')
 * t.harvested // 'Ngày thu hoạch'
 * t.left({ count: 3 }) // 'Còn 3 tem'
 */
export function defineTexts<T>(
  entries: { [K in keyof T]: Text | Sentence<T[K]> },
): (lang: Lang) => Spoken<T> {
  const spoken = { vi: inOneLanguage<T>(entries, 'vi'), en: inOneLanguage<T>(entries, 'en') }
  return (lang) => spoken[lang]
}

function inOneLanguage<T>(entries: { [K in keyof T]: Text | Sentence<T[K]> }, lang: Lang): Spoken<T> {
  const pairs = Object.entries<Text | Sentence<never>>(entries).map(([key, entry]) => [key, entry[lang]])
  return Object.fromEntries(pairs)
}
