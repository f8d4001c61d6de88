import { parsePath } from '@nguon/gs1'

/** The code that people compare, of what a scanner read or somebody typed: an address, or the code itself in groups. */
export function printedCode(typed: string): string {
  const text = typed.trim()
  const address = URL.canParse(text) ? parsePath(new URL(text).pathname) : undefined
  if (address?.kind === 'own') return address.code
  if (address?.kind === 'package') return address.serial
  return text.toUpperCase().replaceAll(/\s/g, '')
}
