import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { checkDigit, checkPair, endsInCheckDigit } from './check-digit.ts'

/** The same by the table of the General Specifications: places counted from the left of 18, weights 3 and 1 in turn. */
function oracle(digits: string): number {
  const places = digits.padStart(17, '0')
  let sum = 0
  for (let place = 0; place < 17; place++) sum += Number(places[place]) * (place % 2 === 0 ? 3 : 1)
  return Math.ceil(sum / 10) * 10 - sum
}

describe('a check digit', () => {
  test.each([
    ['41600033610', 8],
    ['629104150021', 3],
    ['1234567890123', 1],
    ['12345678901234567', 5],
  ])('after %s is the published one', (digits, digit) => {
    expect(checkDigit(digits)).toBe(digit)
  })

  test('is what the specification computes in its own way', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{7,17}$/), (digits) => {
        expect(checkDigit(digits)).toBe(oracle(digits))
        expect(endsInCheckDigit(`${digits}${oracle(digits)}`)).toBe(true)
      }),
      { verbose: 1 },
    )
  })
})

describe('a check pair', () => {
  test('of the published example is right', () => {
    expect(checkPair('1987654Ad4X4bL5ttr2310c')).toBe('2K')
  })
  test('changes when any one character does', () => {
    const text = fc.stringMatching(/^[\w!"%&'()*+,\-./:;<=>?]{1,23}$/)
    fc.assert(
      fc.property(text, fc.nat(), fc.constantFrom(...'0Az!_'), (before, place, put) => {
        const at = place % before.length
        const after = before.slice(0, at) + put + before.slice(at + 1)
        expect(checkPair(after) === checkPair(before)).toBe(after === before)
      }),
      { verbose: 1 },
    )
  })
  test('does not exist for characters that no key holds', () => {
    expect(checkPair('A B')).toBeUndefined()
    expect(checkPair('A'.repeat(98))).toBeUndefined()
  })
})
