import { expect, test } from '@jest/globals'
import { canonicalPath } from './canonical-path.ts'

const batch = '/01/09520003000025/10/MD260115A'

test.each([batch, `${batch}/`, batch.toLowerCase(), '/01/09520003000025/10/%4D%64260115A'])(
  '%s is one page, so it is kept once',
  (path) => expect(canonicalPath(path)).toBe(batch),
)

test('an own code read out with I, L and O is the same page', () => {
  expect(canonicalPath('/t/7k3m9qxa01lo')).toBe('/T/7K3M9QXA0110')
})

test('what names nothing stays as it came', () => {
  expect(canonicalPath('/01/%ZZ')).toBe('/01/%ZZ')
})
