/** Reads bits from the first to the last. What asks for more than there are throws a RangeError. */
export interface BitReader {
  /** An unsigned number of so many bits. */
  number(bits: number): bigint
  /** Digits of four bits each. */
  digits(count: number): string
  /** A number as digits, zeros before it, in the fewest bits that hold any such number. */
  integer(digits: number): string
  /** Characters of an alphabet whose size is a power of two. */
  text(count: number, alphabet: string): string
  left(): number
}

const refuse = (): never => {
  throw new RangeError('no such bits')
}

/** A reader over bits written as 0 and 1. */
export function bitReaderOf(bits: string): BitReader {
  let at = 0
  const number = (count: number): bigint => {
    const taken = bits.slice(at, at + count)
    at += count
    return taken.length === count ? BigInt(`0b0${taken}`) : refuse()
  }
  const digit = (): string => {
    const value = Number(number(4))
    return value < 10 ? String(value) : refuse()
  }
  const text = (count: number, alphabet: string): string => {
    const width = Math.log2(alphabet.length)
    return Array.from({ length: count }, () => alphabet[Number(number(width))]).join('')
  }
  const integer = (digits: number): string => {
    const written = number(Math.ceil(digits * Math.log2(10))).toString()
    return written.length <= digits ? written.padStart(digits, '0') : refuse()
  }
  const digits = (count: number): string => Array.from({ length: count }, digit).join('')
  return { number, digits, integer, text, left: () => bits.length - at }
}
