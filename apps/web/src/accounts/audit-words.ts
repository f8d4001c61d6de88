import { factorNames, type Lang, personKindNames, type Text } from '@nguon/locale'

const known: Record<string, Text | undefined> = { ...personKindNames, ...factorNames }
const id = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What a line of the access log was about, in words; ids, which say nothing to people, are left out. */
export function sayAbout(about: string | undefined, lang: Lang): string {
  const words = (about ?? '').split(' ').filter((word) => !id.test(word))
  return words.map((word) => known[word]?.[lang] ?? word).join(' ')
}
