import { expect, test } from '@jest/globals'
import { readTarget } from './read-target.ts'

const gtin = '/01/09520003000025'
const batch = `${gtin}/10/MD260115A`

test.each([
  batch,
  `${batch}/`,
  batch.toLowerCase(),
  `${gtin}/10/%4D%64260115A`,
  `${batch}?17=270115`,
  `${gtin}/22/V1/10/MD260115A`,
])('%s names one page, so it is kept once', (target) =>
  expect(readTarget(target)).toEqual({ kind: 'code', path: batch }),
)

test.each<[string, string, string]>([
  ['an own code read out with I, L and O', '/t/7k3m9qxa01lo', '/T/7K3M9QXA0110'],
  ['a slash inside a lot', `${gtin}/10/A%2FB`, `${gtin}/10/A%2FB`],
  ['a code with words of other programs', `${batch}?fbclid=x%20y&lang=en`, batch],
])('%s is read as it came', (_what, target, path) =>
  expect(readTarget(target)).toEqual({ kind: 'code', path }),
)

test.each([gtin, `${gtin}/`, `${gtin}?17=270115`, `${gtin}/22/V1`, `${gtin}/235/X1?10=A`])(
  '%s names the product',
  (target) => expect(readTarget(target)).toMatchObject({ kind: 'product', path: gtin }),
)

test.each(['/00/095200030000000018', '/414/9520003000001', '/8006/095200030000250102'])(
  '%s is right, and none of ours',
  (target) => expect(readTarget(target).kind).toBe('foreign'),
)

test.each([
  ['a wrong check digit', '/01/09520003000026/10/A'],
  ['a number for use inside one company', '/01/02000000000015/10/A'],
  ['a GTIN of 13 digits', '/01/9520003000025/10/A'],
  ['bad encoding', `${gtin}/10/%ZZ`],
  ['a letter that no lot has', `${gtin}/10/%C4%90`],
  ['qualifiers in the wrong order', `${gtin}/21/S1/10/L1`],
  ['a lot in the query', `${gtin}?10=A`],
  ['a day that does not exist', `${batch}?17=991332`],
  ['an application identifier that does not exist', `${batch}?999999=1`],
  ['a word twice', `${batch}?17=270115&17=270115`],
  ['an own code of other letters', '/T/7K3M-UUUU'],
  ['an own code with something behind it', '/T/7K3M9QXA0110/10/A'],
])('%s is malformed', (_what, target) => expect(readTarget(target).kind).toBe('malformed'))
