import { type BitReader, bitReaderOf } from './bit-reader.ts'
import { buildDigitalLink, parseLinkSyntax } from './digital-link.ts'
import { schemes } from './epc-urn.ts'
import { Gs1Error } from './gs1-error.ts'
import { encodePart } from './percent.ts'

type Pair = readonly [ai: string, value: string]

const ascii = String.fromCharCode(...Array.from({ length: 128 }, (_, code) => code))
const hex = '0123456789abcdef'
const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const code40 = ' ABCDEFGHIJKLMNOPQRSTUVWXYZ-.:0123456789'

/** Three characters in 16 bits: 1600 first, 40 second and third, and one more. */
function readCode40(bits: BitReader, count: number): string {
  let text = ''
  while (text.length < count) {
    const value = Number(bits.number(16)) - 1
    text += [Math.floor(value / 1600), Math.floor(value / 40) % 40, value % 40]
      .map((at) => code40[at] ?? '')
      .join('')
  }
  return text.slice(0, count)
}

/** A value of its own length: which encoding (3 bits), how many characters (5 bits), and these. */
function readVariable(bits: BitReader): string {
  const encoding = Number(bits.number(3))
  const count = Number(bits.number(5))
  const read: readonly (() => string)[] = [
    () => bits.integer(count),
    () => bits.text(count, hex.toUpperCase()),
    () => bits.text(count, hex),
    () => bits.text(count, base64url),
    () => bits.text(count, ascii),
    () => readCode40(bits, count),
  ]
  return read[encoding]?.() ?? ''
}

/** Digits of its own length without an encoding: how many (4 bits), and these. */
const readInteger = (bits: BitReader): string => bits.integer(Number(bits.number(4)))

/** Digits until the one that ends them (1111), or until the one (1110) that leads to a value of its own length. */
function readTerminated(bits: BitReader): string {
  let text = ''
  for (;;) {
    const nibble = Number(bits.number(4))
    if (nibble === 15) return text
    if (nibble === 14) return text + readVariable(bits)
    text += nibble
  }
}

const dateAis = ['11', '13', '15', '16', '17', '7006', '7007']

/** A day: seven bits of year, four of month, five of day. */
function readDate(bits: BitReader): Pair {
  const ai = dateAis[Number(bits.number(4))] ?? ''
  return [ai, [7, 4, 5].map((width) => String(bits.number(width)).padStart(2, '0')).join('')]
}

/** Schemes that carry a GS1 key as it is, by their first byte (EPC Tag Data Standard 2.0). */
const plain: Readonly<Record<number, (bits: BitReader) => readonly Pair[]>> = {
  240: (bits) => [
    ['8010', readTerminated(bits)],
    ['8011', readInteger(bits)],
  ], // CPI+
  241: (bits) => [['8003', bits.digits(14) + readVariable(bits)]], // GRAI+
  242: (bits) => [
    ['414', bits.digits(13)],
    ['254', readVariable(bits)],
  ], // SGLN+
  243: (bits) => [
    ['8006', bits.digits(18)],
    ['21', readVariable(bits)],
  ], // ITIP+
  244: (bits) => [['8018', bits.digits(18)]], // GSRN+
  245: (bits) => [['8017', bits.digits(18)]], // GSRNP+
  246: (bits) => [['253', bits.digits(13) + readVariable(bits)]], // GDTI+
  247: (bits) => [
    ['01', bits.digits(14)],
    ['21', readVariable(bits)],
  ], // SGTIN+
  248: (bits) => [['255', bits.digits(13) + readInteger(bits)]], // SGCN+
  249: (bits) => [['00', bits.digits(18)]], // SSCC+
  250: (bits) => [['8004', readTerminated(bits)]], // GIAI+
  251: (bits) => {
    const date = readDate(bits) // DSGTIN+
    return [['01', bits.digits(14)], ['21', readVariable(bits)], date]
  },
}

/** How a scheme with partitions is laid out: bits and digits of prefix and reference together, and what follows them. */
interface Layout {
  readonly scheme: string
  readonly bits: number
  /** None where the reference has no length of its own. */
  readonly digits?: number
  readonly rest?: (bits: BitReader) => string[]
}

const number = (width: number) => (bits: BitReader) => [bits.number(width).toString()]
const text = (width: number) => (bits: BitReader) => [bits.text(width / 7, ascii).replace(/\0+$/, '')]
/** A one stands before the digits, so that zeros at their beginning are kept. */
const guarded = (width: number) => (bits: BitReader) => [bits.number(width).toString().slice(1)]
const piece = (bits: BitReader) => [7, 7].map((width) => String(bits.number(width)).padStart(2, '0'))

/** Schemes with partitions by their first byte (EPC Tag Data Standard 1.x, kept by 2.x). */
const layouts: Readonly<Record<number, Layout>> = {
  44: { scheme: 'gdti', bits: 41, digits: 12, rest: number(41) },
  45: { scheme: 'gsrn', bits: 58, digits: 17 },
  46: { scheme: 'gsrnp', bits: 58, digits: 17 },
  48: { scheme: 'sgtin', bits: 44, digits: 13, rest: number(38) },
  49: { scheme: 'sscc', bits: 58, digits: 17 },
  50: { scheme: 'sgln', bits: 41, digits: 12, rest: number(41) },
  51: { scheme: 'grai', bits: 44, digits: 12, rest: number(38) },
  52: { scheme: 'giai', bits: 82 },
  54: { scheme: 'sgtin', bits: 44, digits: 13, rest: text(140) },
  55: { scheme: 'grai', bits: 44, digits: 12, rest: text(112) },
  57: { scheme: 'sgln', bits: 41, digits: 12, rest: text(140) },
  60: { scheme: 'cpi', bits: 51, rest: number(31) },
  62: { scheme: 'gdti', bits: 41, digits: 12, rest: text(119) },
  63: { scheme: 'sgcn', bits: 41, digits: 12, rest: guarded(41) },
  64: { scheme: 'itip', bits: 44, digits: 13, rest: (bits) => [...piece(bits), ...number(38)(bits)] },
  65: { scheme: 'itip', bits: 44, digits: 13, rest: (bits) => [...piece(bits), ...text(140)(bits)] },
}

/** Bits of the company prefix by partition; its digits are 12, 11 … 6. */
const prefixBits = [40, 37, 34, 30, 27, 24, 20]

function readPartitioned(bits: BitReader, { scheme, bits: width, digits, rest }: Layout): readonly Pair[] {
  const partition = Number(bits.number(3))
  const taken = prefixBits[partition]
  if (taken === undefined) return []
  const prefixDigits = 12 - partition
  const prefix = bits.number(taken).toString().padStart(prefixDigits, '0')
  const reference = bits.number(width - taken).toString()
  const padded = digits === undefined ? reference : reference.padStart(digits - prefixDigits, '0')
  // a prefix of all digits has no room for a reference
  const shown = digits === prefixDigits ? '' : padded
  const [ai = '', value = '', ...below] = schemes[scheme]?.path(prefix, shown, ...(rest?.(bits) ?? [])) ?? []
  return [[ai, value], ...(below.length === 2 ? [[below[0], below[1]] as Pair] : [])]
}

/** The bits of a path segment: `eh` and lower-case hexadecimal digits, or `ex` and base64url. */
function bitsOfSegment(segment: string): string | undefined {
  const alphabet = /^eh[\da-f]{2,128}$/.test(segment) ? hex : base64url
  if (alphabet === base64url && !/^ex[\w-]{2,96}$/.test(segment)) return undefined
  const width = Math.log2(alphabet.length)
  return [...segment.slice(2)]
    .map((character) => alphabet.indexOf(character).toString(2).padStart(width, '0'))
    .join('')
}

/**
 * The path and query of a Digital Link that stands in a path as the binary code of an RFID tag (`/eh3066…`, `/ex…`).
 *
 * @param segment the part of the path, without slashes
 * @returns undefined when it is none, or one with further data behind the key, which is not read
 *
 * Source: GS1 EPC Tag Data Standard 2.x, chapters 14 and 15.
 */
export function openEpcBinary(segment: string): string | undefined {
  const all = bitsOfSegment(segment)
  if (all === undefined) return undefined
  try {
    const bits = bitReaderOf(all)
    const [first, ...more] = readPairs(bits)
    if (!first) return undefined
    const path = [first, ...more.filter(([ai]) => !dateAis.includes(ai))].map((pair) =>
      pair.map(encodePart).join('/'),
    )
    const query = more.filter(([ai]) => dateAis.includes(ai)).map(([ai, value]) => `${ai}=${value}`)
    return buildDigitalLink(
      parseLinkSyntax(`/${path.join('/')}${query.length > 0 ? `?${query.join()}` : ''}`),
    )
  } catch (error) {
    if (error instanceof Gs1Error || error instanceof RangeError) return undefined
    throw error
  }
}

function readPairs(bits: BitReader): readonly Pair[] {
  const header = Number(bits.number(8))
  const layout = layouts[header]
  if (layout) {
    bits.number(3) // what the tag is on: a shelf, a case
    return readPartitioned(bits, layout)
  }
  const hasMore = bits.number(1) === 1n
  bits.number(3)
  return hasMore ? [] : (plain[header]?.(bits) ?? [])
}
