import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  amountOf,
  convert,
  DomainError,
  decimalText,
  millionthsOf,
  Quantity,
  quantityOf,
  type Unit,
  units,
} from './index.ts'

const decimal = fc
  .tuple(fc.bigInt(0n, 999_999_999_999n), fc.nat(999_999))
  .map(([whole, part]) => decimalText(whole * 1_000_000n + BigInt(part)))
  .filter((value) => value !== '0')
const unit = fc.constantFrom(...(Object.keys(units) as Unit[]))

describe('a quantity', () => {
  test.each([
    ['1.5', 'tạ', 'kg', '150'],
    ['2', 'tấn', 'yến', '200'],
    ['750', 'g', 'kg', '0.75'],
    ['0.4', 'lít', 'ml', '400'],
  ] as const)('of %s %s is %s × %s', (value, from, to, expected) => {
    expect(convert({ value, unit: from }, to)).toEqual({ value: expected, unit: to })
  })

  test('of boxes is not one of bags', () => {
    expect(() => convert({ value: '3', unit: 'hộp' }, 'túi')).toThrow(
      expect.objectContaining({ code: 'UNIT_MISMATCH' }),
    )
  })

  test('with more than six places in a unit is refused instead of rounded', () => {
    expect(() => convert({ value: '0.000001', unit: 'g' }, 'kg')).toThrow(DomainError)
  })

  test.each(['0', '-1', '1.0', '01', '1e3', '1,5', '1.1234567', '', '.5', '1234567890123'])(
    '%j is refused',
    (value) => {
      expect(Quantity.safeParse({ value, unit: 'kg' }).success).toBe(false)
    },
  )

  test('comes back exactly from its amount, in whatever unit it was', () => {
    fc.assert(
      fc.property(decimal, unit, (value, of) => {
        expect(quantityOf(amountOf({ value, unit: of }), of)).toEqual({ value, unit: of })
      }),
      { verbose: 1 },
    )
  })

  test('adds up without losing anything, however often it is split', () => {
    fc.assert(
      fc.property(fc.array(decimal, { minLength: 1, maxLength: 40 }), (values) => {
        const sum = values.reduce((total, value) => total + amountOf({ value, unit: 'kg' }), 0n)
        expect(sum).toBe(values.reduce((total, value) => total + millionthsOf(value), 0n) * 1000n)
      }),
      { verbose: 1 },
    )
  })

  test('is read from a database with needless zeros and a sign', () => {
    expect(millionthsOf('-12.500000')).toBe(-12_500_000n)
    expect(decimalText(-12_500_000n)).toBe('-12.5')
  })
})
