import { foldVietnamese } from '@nguon/locale'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** The first letters of a product's name, at most three: `Bí xanh thơm` → `BXT`. Words that begin with a digit do not count. */
export function initialsOf(productName: string): string {
  const initials = productName
    .normalize('NFC')
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => foldVietnamese(word).charAt(0).toUpperCase())
    .filter((initial) => /^[A-Z]$/.test(initial))
  return initials.slice(0, 3).join('') || 'LO'
}

/**
 * A lot number nobody has yet: initials, the day as `yymmdd` and a letter, e.g. `BXT260608A`.
 *
 * @param taken lot numbers in use
 * @param suffix stands before the day, to tell kinds of lots apart
 */
export function proposeLot(productName: string, day: string, taken: readonly string[], suffix = ''): string {
  const stem = `${initialsOf(productName)}${suffix}${day.slice(2).replaceAll('-', '')}`
  const free = [...letters].find((letter) => !taken.includes(`${stem}${letter}`))
  return free ? `${stem}${free}` : `${stem}Z${taken.length}`
}

/** A typed lot number as it is issued: upper case, without accents or spaces. */
export const lotOf = (typed: string): string =>
  typed
    .normalize('NFD')
    .replace(/\p{M}|\s/gu, '')
    .replace(/[đĐ]/g, 'D')
    .toUpperCase()
