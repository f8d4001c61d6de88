import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { foldVietnamese } from './fold.ts'

const seed = Date.now() & 0x7fffffff
const run = { seed, numRuns: 2000 }
const vietnamese = fc
  .array(fc.constantFrom(..."aàáảãạăắằặâấầậbcdđeéèêếềệghiíìĩklmnoóòôốồộơớờợpqrstuúùưứừựvxyýỳỹAĂÂĐÊÔƠƯÝ '-"))
  .map((letters) => letters.join(''))

describe(`a search (seed ${seed})`, () => {
  test.each([
    ['Xã Yến Dương', 'xa yen duong'],
    ['ĐẮK LẮK', 'dak lak'],
    ['Xã Trung Hoà', 'xa trung hòa'],
    ['Xã Vĩnh Thuỷ', 'xã vĩnh thủy'],
    ['Sĩ Bình', 'sỹ bình'],
    ['Quý', 'quí'],
    ['bưởi da xanh', 'BUOI DA XANH'],
  ])('finds %s by %s', (name, typed) => {
    expect(foldVietnamese(typed)).toBe(foldVietnamese(name))
  })

  test('leaves figures, spaces and other signs as they are', () => {
    expect(foldVietnamese("Lô L261118-A, Cư M'gar")).toBe("lo l261118-a, cu m'gar")
  })

  test('does not depend on how the letters are composed', () => {
    fc.assert(
      fc.property(vietnamese, (text) => {
        const folded = foldVietnamese(text.normalize('NFC'))
        expect(foldVietnamese(text.normalize('NFD'))).toBe(folded)
        expect(folded).toMatch(/^[a-z '-]*$/)
      }),
      run,
    )
  })

  test('finds a part by the same part typed', () => {
    fc.assert(
      fc.property(vietnamese, vietnamese, (a, b) => {
        expect(foldVietnamese(a + b)).toBe(foldVietnamese(a) + foldVietnamese(b))
      }),
      run,
    )
  })

  test('changes nothing that is folded already, whatever the script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const folded = foldVietnamese(text)
        expect(foldVietnamese(folded)).toBe(folded)
      }),
      run,
    )
  })
})
