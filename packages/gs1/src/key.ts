import { endsInCheckDigit } from './check-digit.ts'

/**
 * Whether what a company prefix begins with is for use inside one company or region (02, 04, 20–29): no world-wide identifier, so
 * never in an address that others scan (GS1 General Specifications 1.4.2).
 *
 * @param fromPrefix the key from the first digit of its company prefix: of a GTIN-14 without its indicator
 */
export const isRestricted = (fromPrefix: string): boolean => /^(2|02|04)/.test(fromPrefix)

/** Whether a GTIN of 14 digits is restricted, also as a GTIN-8 with zeros before it (those of 0 and 2). */
export const isRestrictedGtin = (gtin: string): boolean =>
  isRestricted(gtin.slice(1)) || /^0{6}[02]/.test(gtin)

/**
 * A GTIN of 8, 12, 13 or 14 digits as 14 digits; undefined when it is none, its check digit is wrong or its prefix is for
 * restricted circulation (02, 04, 20–29).
 */
export function parseGtin(text: string): string | undefined {
  if (!/^(\d{8}|\d{12}|\d{13}|\d{14})$/.test(text) || !endsInCheckDigit(text)) return undefined
  const gtin = text.padStart(14, '0')
  return isRestrictedGtin(gtin) ? undefined : gtin
}

/** Whether the text is a GLN with a right check digit. */
export const isGln = (text: string): boolean => /^\d{13}$/.test(text) && endsInCheckDigit(text)
