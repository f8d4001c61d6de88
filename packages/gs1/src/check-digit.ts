/** The GS1 check digit of the digits before it: weights 3, 1, 3, 1 … from the right (GS1 General Specifications 7.9.1). */
export function checkDigit(digits: string): number {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0)
  return (10 - (sum % 10)) % 10
}

/** Whether a key of digits ends in the right check digit. */
export const endsInCheckDigit = (key: string): boolean =>
  /^\d{2,}$/.test(key) && checkDigit(key.slice(0, -1)) === Number(key.at(-1))

const set82 = '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'
const set32 = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** The longest value an application identifier can have, without its check pair. */
const LONGEST = 97

/** The first primes, one for each character of the longest value. */
function primes(): number[] {
  const found: number[] = []
  for (let candidate = 2; found.length < LONGEST; candidate++)
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate)
  return found
}

/**
 * The two check characters of a key of letters and digits (GMN, highly individualised device): places in character set 82 weighted
 * by primes from the right, modulo 1021, in two characters of 32 (GS1 General Specifications 7.9.5).
 *
 * @returns undefined when the text holds a character outside set 82 or is longer than 97 characters
 */
export function checkPair(text: string): string | undefined {
  if (text.length > LONGEST || [...text].some((character) => !set82.includes(character))) return undefined
  const weights = primes()
  const sum = [...text]
    .reverse()
    .reduce((total, character, index) => total + set82.indexOf(character) * (weights[index] ?? 0), 0)
  const rest = sum % 1021
  return `${set32[rest >> 5]}${set32[rest & 31]}`
}
