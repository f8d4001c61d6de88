import { describe, expect, test } from '@jest/globals'
import { openProvinces, provinceIn } from './provinces.ts'

const place = (name: string, lang = 'en', country = 'VN') => ({
  country: { iso_code: country },
  subdivisions: [{ names: { [lang]: name } }],
})

describe('the province of an address', () => {
  test.each([
    ['Hanoi', '01'],
    ['Ho Chi Minh', '79'],
    ['Ho Chi Minh City', '79'],
    ['Thừa Thiên Huế', '46'],
    ['Thua Thien-Hue Province', '46'],
    ['Tỉnh Thái Nguyên', '19'],
    ['Bac Kan', '19'], // part of Thái Nguyên since 1 July 2025
    ['Ba Ria-Vung Tau', '79'],
    ['Dak Lak', '66'],
  ])('that a file calls %s is %s today', (name, code) => {
    expect(provinceIn(place(name))).toBe(code)
  })

  test('is not known abroad, without a name, or by a name that is none', () => {
    expect(provinceIn(place('Hanoi', 'en', 'US'))).toBeUndefined()
    expect(provinceIn({ country: { iso_code: 'VN' } })).toBeUndefined()
    expect(provinceIn(place('Atlantis'))).toBeUndefined()
    expect(provinceIn(null)).toBeUndefined()
  })

  test('a file that is none is named at the start', async () => {
    await expect(openProvinces('package.json')).rejects.toThrow(/GEOIP_FILE package.json/)
    await expect(openProvinces('no-such.mmdb')).rejects.toThrow(/GEOIP_FILE no-such.mmdb/)
  })
})
