const loneSurrogates = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it drops
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

/** Typed text as records keep it: composed (NFC), trimmed, without control characters; undefined when nothing is left. */
export function cleanText(typed: string | undefined): string | undefined {
  const text = (typed ?? '').replace(loneSurrogates, '').replace(controls, '').normalize('NFC').trim()
  return text === '' ? undefined : text
}

type Without<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** The object without the keys that hold nothing. */
export function compact<T extends object>(object: T): Without<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Without<T>
}

/** Texts cleaned, and those left blank dropped. */
export const cleanTexts = <T extends Record<string, string | undefined>>(
  texts: T,
): { [K in keyof T]?: string } =>
  compact(Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, cleanText(text)]))) as {
    [K in keyof T]?: string
  }
