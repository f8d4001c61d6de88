import { parseSerial, type SerialNumber } from './serial.ts'

/** What a serial may stand for: a label that a key made, or a number of a roll with this prefix and so many digits. */
export type SerialReading =
  | SerialNumber
  | { readonly prefix: string; readonly digits: number; readonly label: number }

/**
 * What the serial of a package of a product with a GTIN may stand for.
 *
 * @param key made the serials that nobody can guess
 */
export function readSerial(key: Buffer, serial: string): SerialReading | undefined {
  const made = parseSerial(key, serial)
  if (made) return made
  const [, prefix = '', number] = /^(.*?)-?(\d{1,12})$/.exec(serial) ?? []
  return number === undefined ? undefined : { prefix, digits: number.length, label: Number(number) }
}

/** What an own code may stand for: prefix and number stand in it without a dash, so that there are as many readings as digits at its end. */
export function readOwnSerial(key: Buffer, code: string): SerialReading[] {
  const made = parseSerial(key, code)
  if (made) return [made]
  const digits = /\d{1,12}$/.exec(code)?.[0].length ?? 0
  return Array.from({ length: Math.min(digits, code.length - 1) }, (_, index) => {
    const number = code.slice(-index - 1)
    return { prefix: code.slice(0, -index - 1), digits: number.length, label: Number(number) }
  })
}
