import { foldVietnamese } from '@nguon/locale'

/** Whether a public name tells the name of the person, alone or among other words, whatever its case and tones. */
export function tellsName(publicName: string, name: string): boolean {
  const words = (text: string) =>
    ` ${foldVietnamese(text)
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
      .join(' ')} `
  return words(publicName).includes(words(name))
}
