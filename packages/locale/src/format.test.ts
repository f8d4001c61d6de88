import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { formatDecimal, formatPercent, formatQuantity, groupCode, parseDecimal } from './format.ts'

const seed = Date.now() & 0x7fffffff
const run = { seed, numRuns: 2000 }
const decimal = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.stringMatching(/^(\d{0,8}[1-9])?$/))
  .map(([negative, whole, fraction]) => {
    const text = `${whole}${fraction && `.${fraction}`}`
    return negative && text !== '0' ? `-${text}` : text
  })
const lang = fc.constantFrom('vi' as const, 'en' as const)

describe(`a number (seed ${seed})`, () => {
  test.each([
    ['0', '0', '0'],
    ['999', '999', '999'],
    ['1850', '1.850', '1,850'],
    ['-1234567.5', '-1.234.567,5', '-1,234,567.5'],
    ['0.000001', '0,000001', '0.000001'],
    ['9007199254740993.1', '9.007.199.254.740.993,1', '9,007,199,254,740,993.1'],
    ['1850.50', '1.850,50', '1,850.50'],
  ])('%s is written %s in Vietnamese and %s in English', (text, vi, en) => {
    expect(formatDecimal(text, 'vi')).toBe(vi)
    expect(formatDecimal(text, 'en')).toBe(en)
  })

  test.each(['', '1e3', 'NaN', '1,5', '.5', '5.', '+1', ' 1'])('is not %p', (text) => {
    expect(() => formatDecimal(text, 'vi')).toThrow(RangeError)
  })

  test('with too many places is rounded exactly, half away from zero', () => {
    expect(formatDecimal('6.8349', 'vi', { places: 2 })).toBe('6,83')
    expect(formatDecimal('1.005', 'vi', { places: 2 })).toBe('1,01')
    expect(formatDecimal('-999.995', 'vi', { places: 2 })).toBe('-1.000')
    expect(formatDecimal('-0.004', 'vi', { places: 2 })).toBe('0')
    expect(formatDecimal('12.5', 'vi', { places: 0 })).toBe('13')
    expect(formatDecimal('6.80', 'vi', { places: 2 })).toBe('6,8')
  })

  test('typed as it is shown is read as the same number', () => {
    fc.assert(
      fc.property(decimal, lang, (text, language) => {
        expect(parseDecimal(formatDecimal(text, language), language)).toBe(text)
      }),
      run,
    )
  })

  test('reads like the platform writes it where the platform is exact', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), lang, (number, language) => {
        expect(formatDecimal(String(number), language)).toBe(new Intl.NumberFormat(language).format(number))
      }),
      run,
    )
  })

  test.each([
    ['1.250,5', '1250.5'],
    ['1250,50', '1250.5'],
    ['1.250', '1250'],
    ['2.5', '2.5'],
    ['0.250', '0.25'],
    [' 1 250 ', '1250'],
    ['007', '7'],
    ['-0', '0'],
  ])('typed %p by a Vietnamese is %s', (typed, text) => {
    expect(parseDecimal(typed, 'vi')).toBe(text)
  })

  test.each(['', 'abc', '1.25.0', '1,250.5', '1,2,3', '12kg', '.5', '1.'])('is not read from %p', (typed) => {
    expect(parseDecimal(typed, 'vi')).toBeUndefined()
  })
})

describe('a quantity', () => {
  test('stands before its unit', () => {
    expect(formatQuantity({ value: '1850', unit: 'kg' }, 'vi')).toBe('1.850 kg')
    expect(formatQuantity({ value: '1850', unit: 'kg' }, 'en')).toBe('1,850 kg')
  })

  test('is counted in English, one and many', () => {
    expect(formatQuantity({ value: '820', unit: 'hộp' }, 'vi')).toBe('820 hộp')
    expect(formatQuantity({ value: '820', unit: 'hộp' }, 'en')).toBe('820 boxes')
    expect(formatQuantity({ value: '1', unit: 'hộp' }, 'en')).toBe('1 box')
    expect(formatQuantity({ value: '0.5', unit: 'lít' }, 'en')).toBe('0.5 litres')
  })
})

test('a share is written in percent', () => {
  expect(formatPercent('6.83', 'vi')).toBe('6,83 %')
  expect(formatPercent('6.83', 'en')).toBe('6.83%')
  expect(formatPercent('6.833333', 'vi', { places: 2 })).toBe('6,83 %')
})

describe('a code', () => {
  test('is grouped by four', () => {
    expect(groupCode('KS26-000912')).toBe('KS26 0009 12')
    expect(groupCode('7K3MQ2XW9RTB')).toBe('7K3M Q2XW 9RTB')
    expect(groupCode('ABC')).toBe('ABC')
    expect(groupCode('')).toBe('')
  })

  test('loses no character, and grouped again stays the same', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z-]{0,20}$/), (code) => {
        const grouped = groupCode(code)
        expect(grouped.replaceAll(' ', '')).toBe(code.replaceAll('-', ''))
        expect(groupCode(grouped)).toBe(grouped)
      }),
      run,
    )
  })
})
