import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { bacKanCommuneRows, bacKanSuccessors } from './lists/bac-kan.ts'
import { provinceRows, provinceSuccessors } from './lists/provinces.ts'
import { communesOn, findUnit, provincesOn, successorOf } from './units.ts'

const seed = Date.now() & 0x7fffffff
const run = { seed, numRuns: 500 }
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe(`an administrative unit (seed ${seed})`, () => {
  test('is what its code meant on that day, never what it meant before or after', () => {
    expect(findUnit('02185', '2025-06-30')).toMatchObject({
      name: 'Xã Quang Phong',
      province: 'Tỉnh Bắc Kạn',
    })
    expect(findUnit('02185', '2025-07-01')).toMatchObject({
      name: 'Xã Côn Minh',
      province: 'Tỉnh Thái Nguyên',
    })
    expect(findUnit('01918', '2025-07-01')).toBeUndefined()
    expect(findUnit('061', '2025-07-01')).toBeUndefined()
    expect(findUnit('06', '2025-07-01')).toBeUndefined()
  })

  test('carries its district, its province and the days on which this was so', () => {
    expect(findUnit('01918', '2025-06-15')).toEqual({
      level: 'commune',
      code: '01918',
      name: 'Xã Yến Dương',
      districtCode: '061',
      district: 'Huyện Ba Bể',
      provinceCode: '06',
      province: 'Tỉnh Bắc Kạn',
      validFrom: '2020-02-01',
      validTo: '2025-06-30',
    })
    expect(findUnit('01921', '2026-06-15')).toEqual({
      level: 'commune',
      code: '01921',
      name: 'Xã Thượng Minh',
      provinceCode: '19',
      province: 'Tỉnh Thái Nguyên',
      validFrom: '2025-07-01',
    })
  })

  test('is unknown before our lists begin and for codes nobody has', () => {
    expect(findUnit('01918', '2020-01-31')).toBeUndefined()
    expect(findUnit('99999', '2026-01-01')).toBeUndefined()
    expect(findUnit('', '2026-01-01')).toBeUndefined()
  })

  test.each([
    ['01954', '2023-04-09', 'Xã Vân Tùng'],
    ['01954', '2023-04-10', 'Thị trấn Vân Tùng'],
    ['46', '2024-12-31', 'Tỉnh Thừa Thiên Huế'],
    ['46', '2025-01-01', 'Thành phố Huế'],
    ['75', '2026-04-29', 'Tỉnh Đồng Nai'],
    ['75', '2026-04-30', 'Thành phố Đồng Nai'],
  ])('%s was on %s called %s', (code, on, name) => {
    expect(findUnit(code, on)?.name).toBe(name)
  })

  test('found on a day is valid on that day, and one code never means two units at once', () => {
    fc.assert(
      fc.property(fc.constantFrom(...bacKanCommuneRows, ...provinceRows), day, ([code], on) => {
        const unit = findUnit(code, on)
        if (!unit) return
        expect(unit.validFrom <= on && on <= (unit.validTo ?? '9999')).toBe(true)
        const all = unit.level === 'province' ? provincesOn(on) : communesOn(unit.provinceCode ?? '', on)
        expect(all.filter((other) => other.code === code)).toEqual([unit])
      }),
      run,
    )
  })
})

describe('the lists', () => {
  test('hold 63 provinces until 30 June 2025 and 34 since', () => {
    expect(provincesOn('2025-06-30')).toHaveLength(63)
    expect(provincesOn('2025-07-01')).toHaveLength(34)
    expect(provincesOn('2026-11-23')).toHaveLength(34)
  })

  test('hold the 108 communes of Bắc Kạn before, the 92 of Thái Nguyên after', () => {
    expect(communesOn('06', '2025-06-30')).toHaveLength(108)
    expect(communesOn('06', '2025-07-01')).toEqual([])
    expect(communesOn('19', '2025-07-01')).toHaveLength(92)
  })
})

describe('the successor', () => {
  test('of Xã Yến Dương is Xã Thượng Minh, by the resolution that says so', () => {
    expect(successorOf('01918')).toMatchObject({
      change: 'merged_whole',
      unit: { code: '01921', name: 'Xã Thượng Minh', province: 'Tỉnh Thái Nguyên', validFrom: '2025-07-01' },
      resolution: '1683/NQ-UBTVQH15',
    })
  })

  test('is known for every old commune of Bắc Kạn and every old province', () => {
    const olds = [...bacKanSuccessors, ...provinceSuccessors].map(([old]) => old)
    expect(olds).toHaveLength(108 + 63)
    expect(olds.filter((old) => !successorOf(old))).toEqual([])
  })

  test('says whether anything changed', () => {
    expect(successorOf('01957')).toMatchObject({ change: 'unchanged', unit: { name: 'Xã Thượng Quan' } })
    expect(successorOf('06')).toMatchObject({ change: 'merged_whole', unit: { name: 'Tỉnh Thái Nguyên' } })
    expect(successorOf('01')).toMatchObject({ change: 'unchanged', unit: { name: 'Thành phố Hà Nội' } })
  })

  test('of a district there is none', () => {
    expect(successorOf('061')).toBeUndefined()
  })
})
