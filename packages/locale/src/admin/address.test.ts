import { describe, expect, test } from '@jest/globals'
import type { Lang } from '../texts/define-texts.ts'
import {
  type Address,
  addressIn,
  addressOn,
  addressWithPresent,
  formatAddress,
  formatUnit,
} from './address.ts'
import { findUnit } from './units.ts'

const yenDuong: Address = {
  line: 'Thôn Pác Nghè (hư cấu)',
  wardCode: '01918',
  ward: 'Xã Yến Dương',
  districtCode: '061',
  district: 'Huyện Ba Bể',
  provinceCode: '06',
  province: 'Tỉnh Bắc Kạn',
  validTo: '2025-06-30',
}
const thuongMinh: Address = {
  line: 'Thôn Pác Nghè (hư cấu)',
  wardCode: '01921',
  ward: 'Xã Thượng Minh',
  provinceCode: '19',
  province: 'Tỉnh Thái Nguyên',
  validFrom: '2025-07-01',
}
const addresses = [yenDuong, thuongMinh]

const written = (day: string) => {
  const address = addressOn(addresses, day)
  return address && formatAddress(address, 'vi')
}

describe('the address of a day', () => {
  test.each([
    ['2025-06-15', 'Xã Yến Dương, Huyện Ba Bể, Tỉnh Bắc Kạn'],
    ['2025-06-30', 'Xã Yến Dương, Huyện Ba Bể, Tỉnh Bắc Kạn'],
    ['2025-07-01', 'Xã Thượng Minh, Tỉnh Thái Nguyên'],
    ['2026-06-15', 'Xã Thượng Minh, Tỉnh Thái Nguyên'],
  ])('is on %s the one valid then: %s', (day, text) => {
    expect(written(day)).toBe(text)
  })

  test('is unknown on a day that no address covers', () => {
    expect(addressOn([thuongMinh], '2025-06-30')).toBeUndefined()
    expect(addressOn([], '2025-06-30')).toBeUndefined()
  })

  test('is the one that began last where two overlap, in whatever order they stand', () => {
    const later = { ...thuongMinh, line: 'Thôn khác', validFrom: '2026-01-01' }
    expect(addressOn([later, thuongMinh], '2026-06-15')).toBe(later)
    expect(addressOn([thuongMinh, later], '2026-06-15')).toBe(later)
  })

  test.each(['', '2025-6-1', '2025-02-30', '2025-06-30T23:00:00.000Z'])(
    'is not asked for %p, which is no day',
    (day) => {
      expect(() => addressOn(addresses, day)).toThrow(RangeError)
    },
  )
})

describe('an address', () => {
  test('begins with its line when that is wanted', () => {
    expect(formatAddress(thuongMinh, 'vi', { line: true })).toBe(
      'Thôn Pác Nghè (hư cấu), Xã Thượng Minh, Tỉnh Thái Nguyên',
    )
  })

  test('keeps its diacritics in English, with the kind of each unit behind its name', () => {
    expect(formatAddress(yenDuong, 'en')).toBe('Yến Dương Commune, Ba Bể District, Bắc Kạn Province')
    const inHanoi = { ...thuongMinh, ward: 'Phường Ba Đình', province: 'Thành phố Hà Nội' }
    expect(formatAddress(inHanoi, 'en')).toBe('Ba Đình Ward, Hà Nội City')
    expect(formatAddress({ ...inHanoi, ward: 'Phường 1' }, 'en')).toBe('Ward 1, Hà Nội City')
    expect(formatAddress({ ...inHanoi, ward: 'Đặc khu Phú Quốc' }, 'en')).toBe(
      'Phú Quốc Special Zone, Hà Nội City',
    )
  })

  test('can be made from a commune, and holds as long as the commune', () => {
    const { line: _, ...place } = yenDuong
    const unit = findUnit('01918', '2025-06-15')
    expect(unit && addressIn(unit)).toEqual({ ...place, validFrom: '2020-02-01' })
    expect(unit && addressIn(unit, 'Thôn Pác Nghè')?.line).toBe('Thôn Pác Nghè')
  })

  test('is not made from a district or a province', () => {
    const units = [findUnit('061', '2025-06-15'), findUnit('06', '2025-06-15')]
    expect(units.map((unit) => unit && addressIn(unit))).toEqual([undefined, undefined])
  })
})

test.each([
  ['Xã Yến Dương', 'Yến Dương Commune'],
  ['Phường Bắc Kạn', 'Bắc Kạn Ward'],
  ['Tỉnh Thái Nguyên', 'Thái Nguyên Province'],
])('a unit alone, %s, is named in either language', (vi, en) => {
  expect([formatUnit(vi, 'vi'), formatUnit(vi, 'en')]).toEqual([vi, en])
})

describe('the address of a day with the present one', () => {
  const thenAndNow = (known: readonly Address[], day: string, lang: Lang) => {
    const { then, now } = addressWithPresent(known, day, '2026-11-23', lang)
    return [then, now]
  }

  test('says what the place is called now, ready for the middle of a sentence', () => {
    expect(thenAndNow(addresses, '2025-06-15', 'vi')).toEqual([
      'Xã Yến Dương, Huyện Ba Bể, Tỉnh Bắc Kạn',
      'xã Thượng Minh, tỉnh Thái Nguyên',
    ])
    expect(thenAndNow(addresses, '2025-06-15', 'en')).toEqual([
      'Yến Dương Commune, Ba Bể District, Bắc Kạn Province',
      'Thượng Minh Commune, Thái Nguyên Province',
    ])
  })

  test('says it once where nothing changed', () => {
    expect(thenAndNow(addresses, '2026-06-15', 'vi')).toEqual(['Xã Thượng Minh, Tỉnh Thái Nguyên', undefined])
  })

  test('leaves out what is not known', () => {
    expect(thenAndNow([thuongMinh], '2025-06-15', 'vi')).toEqual([
      undefined,
      'xã Thượng Minh, tỉnh Thái Nguyên',
    ])
    expect(thenAndNow([yenDuong], '2025-06-15', 'vi')).toEqual([
      'Xã Yến Dương, Huyện Ba Bể, Tỉnh Bắc Kạn',
      undefined,
    ])
  })
})
