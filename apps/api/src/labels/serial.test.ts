import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseSerial, serialOf } from './serial.ts'

const key = createHash('sha256').update('key of the tests').digest()
const other = createHash('sha256').update('another key').digest()
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const numbers = fc.record({ run: fc.integer({ min: 0, max: 2 ** 24 - 1 }), label: fc.nat(2 ** 20 - 1) })

describe('the serial of a package', () => {
  test('says run and label again, and nobody else’s key made it', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        const serial = serialOf(key, number)
        expect(serial).toMatch(/^[0-9A-HJKMNP-TV-Z]{14}$/)
        expect(parseSerial(key, serial)).toEqual(number)
        expect(parseSerial(other, serial)).toBeUndefined()
      }),
    )
  })

  test('is another for every label of a run, in no order that tells which came first', () => {
    const serials = Array.from({ length: 2000 }, (_, label) => serialOf(key, { run: 7, label }))
    expect(new Set(serials).size).toBe(2000)
    const rising = serials.filter((serial, index) => index > 0 && serial > (serials[index - 1] ?? '')).length
    expect(rising).toBeGreaterThan(900)
    expect(rising).toBeLessThan(1100)
  })

  test('is refused when one character of it is another', () => {
    fc.assert(
      fc.property(numbers, fc.nat(13), fc.integer({ min: 1, max: 31 }), (number, at, shift) => {
        const serial = serialOf(key, number)
        const changed = alphabet[(alphabet.indexOf(serial[at] ?? '') + shift) % 32]
        expect(parseSerial(key, `${serial.slice(0, at)}${changed}${serial.slice(at + 1)}`)).toBeUndefined()
      }),
      { numRuns: 2000 },
    )
  })

  test('is hit by none of 100,000 random tries', () => {
    const [seed] = fc.sample(fc.integer(), 1)
    const tries = fc.sample(fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{14}$/), {
      numRuns: 100_000,
      seed: seed ?? 0,
    })
    const hits = tries.filter((serial) => parseSerial(key, serial) !== undefined)
    expect({ seed, hits }).toEqual({ seed, hits: [] })
  })

  test.each(['', 'ABC', '0'.repeat(13), '0'.repeat(15), 'ILOU0000000000', 'abcdefghjkmnpq'])(
    '%p is none',
    (text) => {
      expect(parseSerial(key, text)).toBeUndefined()
    },
  )

  test('has no room for a number beyond its bits', () => {
    expect(() => serialOf(key, { run: 2 ** 24, label: 0 })).toThrow(RangeError)
    expect(() => serialOf(key, { run: 0, label: 2 ** 20 })).toThrow(RangeError)
  })
})
