import { describe, expect, test } from '@jest/globals'
import { parseDigitalLink } from './parse-digital-link.ts'

const gtin = '09520003000025'

describe('a Digital Link is believed', () => {
  test.each([
    `/01/${gtin}`,
    `https://a.vn/01/${gtin}/22/V/10/L/21/S`,
    `/01/${gtin}/10/L?11=260910&17=261200&7007=260901260910`,
    `/01/${gtin}/10/L?3103=000195&3922=0299&416=9520003000025&422=704`,
    '/00/095200030000000018?02=09520003000025&37=25&10=ABC',
    '/8013/1987654Ad4X4bL5ttr2310c2K',
    '/415/9520003000025/8020/X?8007=BE71096123456769',
    '/8004/9520ABC/7040/1ABC',
  ])('%s', (text) => {
    expect(() => parseDigitalLink(text)).not.toThrow()
  })
})

describe('a Digital Link is refused', () => {
  test.each<[string, string, string]>([
    ['another check digit of its GTIN', '/01/09520003000026/10/A', 'WRONG_CHECK_DIGIT'],
    ['another check pair of its model', '/8013/1987654Ad4X4bL5ttr2310c2X', 'WRONG_CHECK_DIGIT'],
    ['a wrong check digit in its query', `/01/${gtin}?416=9520003000026`, 'WRONG_CHECK_DIGIT'],
    ['a day that does not exist', `/01/${gtin}?17=260230`, 'WRONG_CONTENT'],
    ['the second day of two', `/01/${gtin}?7007=260901260931`, 'WRONG_CONTENT'],
    ['a country nobody knows', `/01/${gtin}?422=999`, 'WRONG_CONTENT'],
    ['a price without what it is the price of', `/01/${gtin}?3922=0299`, 'MISSING_COMPANION'],
    ['a lot of a pallet without its content', '/00/095200030000000018?10=ABC', 'MISSING_COMPANION'],
    ['two weights', `/01/${gtin}?3103=000195&3102=000195`, 'EXCLUDED_COMPANION'],
    ['a count of a single item', `/01/${gtin}?37=12&00=095200030000000018&02=${gtin}`, 'EXCLUDED_COMPANION'],
    ['a number for use in one region', '/01/02000000000015/10/L1', 'RESTRICTED_NUMBER'],
    ['a number for use in one company', '/01/00400000000008/10/L1', 'RESTRICTED_NUMBER'],
    ['a number of variable weight', '/01/02100000000012/21/1', 'RESTRICTED_NUMBER'],
    ['a short number for use in one shop', '/01/00000020000004', 'RESTRICTED_NUMBER'],
    ['a pallet of such a number', '/00/020000000000000015', 'RESTRICTED_NUMBER'],
    ['a place of such a number', '/414/2000000000008', 'RESTRICTED_NUMBER'],
  ])('for %s', (_case, text, code) => {
    expect(() => parseDigitalLink(text)).toThrow(expect.objectContaining({ code }))
  })
})
