/** The GS1 check digit of the digits before it: weights 3, 1, 3, 1 … from the right (GS1 General Specifications 7.9.1). */
export function checkDigit(digits: string): number {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0)
  return (10 - (sum % 10)) % 10
}

const endsInCheckDigit = (key: string): boolean => checkDigit(key.slice(0, -1)) === Number(key.at(-1))

/** Prefixes of the 13-digit form for use inside one company: no world-wide identifiers, so never in an address that others scan. */
const restricted = /^(2|02|04)/

/**
 * A GTIN of 8, 12, 13 or 14 digits as 14 digits; undefined when it is none, its check digit is wrong or its prefix is for
 * restricted circulation (02, 04, 20–29).
 */
export function parseGtin(text: string): string | undefined {
  if (!/^(\d{8}|\d{12}|\d{13}|\d{14})$/.test(text) || !endsInCheckDigit(text)) return undefined
  const gtin = text.padStart(14, '0')
  return restricted.test(gtin.slice(1)) || /^0{7}/.test(gtin) ? undefined : gtin
}

/** Whether the text is a GLN with a right check digit. */
export const isGln = (text: string): boolean => /^\d{13}$/.test(text) && endsInCheckDigit(text)
