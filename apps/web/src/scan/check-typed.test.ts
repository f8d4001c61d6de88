import { expect, test } from '@jest/globals'
import { checkTyped } from './check-typed.ts'

test.each([
  [
    'a code of a batch is shown in groups of four',
    '7k3m9qxa2b4c',
    { kind: 'code', printed: '7K3M 9QXA 2B4C' },
  ],
  [
    'letters that look like digits are read as digits',
    '7KOM 9QXA 2BIL',
    { kind: 'code', printed: '7K0M 9QXA 2B11' },
  ],
  ['a code of a package has 14', '7k3m-9qxa-2b4c-de', { kind: 'code', printed: '7K3M 9QXA 2B4C DE' }],
  ['one character too few is asked about', '7K3M 9QXA 2B4', { kind: 'length', length: 11 }],
  ['one too many, too', '7K3M 9QXA 2B4C D', { kind: 'length', length: 13 }],
  ['a U stands in no code', '7K3M 9QXA 2U4C', { kind: 'letterU' }],
  ['a wrong digit in an address', 'x.vn/01/09520002000018/10/A', { kind: 'checkDigit' }],
  ['a right address', 'x.vn/01/09520002000019/10/A', { kind: 'unknown' }],
  ['a lot', 'MD260115A', { kind: 'unknown' }],
  ['nothing', '', { kind: 'unknown' }],
])('%s', (_what, typed, check) => {
  expect(checkTyped(typed)).toEqual(check)
})
