import { describe, expect, test } from '@jest/globals'
import { wardRows } from './lists/wards.ts'
import { provincesOn } from './units.ts'
import { findWard, wardsOn } from './wards.ts'

describe('the national list of communes', () => {
  test('has 3,321 of them, each in one of the 34 provinces', () => {
    const all = provincesOn('2025-07-01').flatMap(({ code }) => wardsOn(code, '2025-07-01'))
    expect(all).toHaveLength(3321)
    expect(new Set(all.map(({ code }) => code)).size).toBe(wardRows.length)
  })

  test('knows a commune of any province since 1 July 2025, and not before', () => {
    expect(findWard('00004', '2026-01-01')).toEqual({
      level: 'commune',
      code: '00004',
      name: 'Phường Ba Đình',
      provinceCode: '01',
      province: 'Thành phố Hà Nội',
      validFrom: '2025-07-01',
    })
    expect(findWard('00004', '2025-06-30')).toBeUndefined()
  })

  test('knows the communes of Bắc Kạn before that day too', () => {
    expect(findWard('02185', '2025-06-30')?.name).toBe('Xã Quang Phong')
    expect(findWard('02185', '2025-07-01')?.name).toBe('Xã Côn Minh')
    expect(wardsOn('06', '2025-06-30')).toHaveLength(108)
  })

  test('does not take a province or a district for a commune', () => {
    expect(findWard('19', '2026-01-01')).toBeUndefined()
    expect(findWard('061', '2025-06-30')).toBeUndefined()
  })

  test('gives a commune the name its province had on the day', () => {
    const [ward] = wardsOn('75', '2026-01-01')
    expect(ward).toMatchObject({ province: 'Tỉnh Đồng Nai', validTo: '2026-04-29' })
    expect(findWard(ward?.code ?? '', '2026-06-01')).toMatchObject({
      province: 'Thành phố Đồng Nai',
      validFrom: '2026-04-30',
    })
  })
})
