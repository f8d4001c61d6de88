import { createHmac, timingSafeEqual } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const bitsOf = new Map([...alphabet].map((character, value) => [character, BigInt(value)]))

/** 14 characters of 5 bits: 24 for the run, 20 for the label in it, 26 to check them. */
const characters = 14
const labelBits = 20n
const numberBits = 44n
const checkBits = 26n

/** What a serial stands for. */
export interface SerialNumber {
  /** Of the run, 0 to 2^24 − 1. */
  readonly run: number
  /** Of the label in its run, 0 to 2^20 − 1. */
  readonly label: number
}

/**
 * The serial of a label: 14 characters of Crockford base32. The last 26 bits are a truncated HMAC-SHA-256 of run and label; the first
 * 44 are run and label hidden below a second one of those bits. So a made-up serial is right once in 67 million tries, two serials
 * do not tell which was made first, and whoever has the key needs no list of them.
 *
 * @param key of {@link loadLabelKeys}
 * @throws {RangeError} for numbers that a serial has no room for
 */
export function serialOf(key: Buffer, { run, label }: SerialNumber): string {
  if (!fits(run, 2 ** 24) || !fits(label, 2 ** 20)) throw new RangeError(`no serial for ${run}, ${label}`)
  const number = (BigInt(run) << labelBits) | BigInt(label)
  const check = checkOf(key, number)
  return encode(((number ^ maskOf(key, check)) << checkBits) | check)
}

/**
 * Run and label of a serial, read without a look-up; undefined when the key did not make it.
 *
 * @param serial upper case, without separators
 */
export function parseSerial(key: Buffer, serial: string): SerialNumber | undefined {
  const bits = decode(serial)
  if (bits === undefined) return undefined
  const check = bits & mask(checkBits)
  const number = (bits >> checkBits) ^ maskOf(key, check)
  if (!isSame(check, checkOf(key, number))) return undefined
  return { run: Number(number >> labelBits), label: Number(number & mask(labelBits)) }
}

const fits = (number: number, end: number): boolean => Number.isInteger(number) && number >= 0 && number < end

const mask = (bits: bigint): bigint => (1n << bits) - 1n

const checkOf = (key: Buffer, number: bigint): bigint => firstBits(key, 1, number, checkBits)
const maskOf = (key: Buffer, check: bigint): bigint => firstBits(key, 2, check, numberBits)

/** @param use keeps the two HMACs of one key apart */
function firstBits(key: Buffer, use: number, input: bigint, bits: bigint): bigint {
  const message = Buffer.alloc(9)
  message[0] = use
  message.writeBigUInt64BE(input, 1)
  return createHmac('sha256', key).update(message).digest().readBigUInt64BE() >> (64n - bits)
}

function isSame(a: bigint, b: bigint): boolean {
  const bytes = [a, b].map((value) => Buffer.from(value.toString(16).padStart(8, '0'), 'hex'))
  return timingSafeEqual(bytes[0] as Buffer, bytes[1] as Buffer)
}

function encode(bits: bigint): string {
  let text = ''
  for (let left = characters, rest = bits; left > 0; left--, rest >>= 5n)
    text = `${alphabet[Number(rest & 31n)]}${text}`
  return text
}

function decode(serial: string): bigint | undefined {
  if (serial.length !== characters) return undefined
  let bits = 0n
  for (const character of serial) {
    const value = bitsOf.get(character)
    if (value === undefined) return undefined
    bits = (bits << 5n) | value
  }
  return bits
}
