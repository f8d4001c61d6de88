import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Address, buildPath, checkDigit, ownCode, parseGtin, parseOwnCode, parsePath } from './index.ts'

const gtin = '09520003000025'

describe('the path of a printed address', () => {
  test.each<[string, Address | undefined]>([
    [`/01/${gtin}/10/MD260115A`, { kind: 'batch', gtin, lot: 'MD260115A' }],
    [`/01/${gtin}/21/KS26-000912`, { kind: 'package', gtin, serial: 'KS26-000912' }],
    [
      `/01/${gtin}/10/md260115a/21/ks26-000912`,
      { kind: 'package', gtin, lot: 'MD260115A', serial: 'KS26-000912' },
    ],
    ['/t/7k3m9qxa01lo', { kind: 'own', code: '7K3M9QXA0110' }],
    [`/01/${gtin}/10/MD260115A/`, { kind: 'batch', gtin, lot: 'MD260115A' }],
    ['/01/09520003000026/10/MD260115A', undefined],
    ['/01/02000000000015/10/L1', undefined],
    ['/01/9520003000025/10/A', undefined],
    [`/01/${gtin}`, undefined],
    [`/01/${gtin}/21/A/10/B`, undefined],
    [`/01/${gtin}/10/A%2FB`, { kind: 'batch', gtin, lot: 'A/B' }],
    [`/01/${gtin}/10/%ZZ`, undefined],
    [`/01/${gtin}/10/mi%E1%BA%BFn`, undefined],
    ['/T/short', undefined],
  ])('%s', (path, expected) => {
    expect(parsePath(path)).toEqual(expected)
  })

  test('is read back as it was built, whatever the lot and serial', () => {
    const part = fc.stringMatching(/^[!"%&'()*+,\-./0-9:;<=>?A-Z_]{1,20}$/)
    fc.assert(
      fc.property(part, part, (lot, serial) => {
        const address: Address = { kind: 'package', gtin, lot, serial }
        expect(parsePath(buildPath(address))).toEqual(address)
      }),
      { verbose: 1 },
    )
  })
})

describe('a GTIN', () => {
  test('of 13 digits is the same with 14', () => {
    expect(parseGtin('9520003000025')).toBe(gtin)
  })
  test.each(['021000658831', '041196891010'])(
    '%s, a UPC of a company whose number begins with 2 or 4',
    (upc) => {
      expect(parseGtin(upc)).toBe(`00${upc}`)
    },
  )
  test.each([
    '2000000000015',
    '0200000000008',
    '200000000004',
    '400000000008',
    '12345',
    '9520003000026',
    '00000000',
    '20000004',
  ])('%s is refused', (text) => {
    expect(parseGtin(text)).toBeUndefined()
  })
  test('ends in the digit that the published example has', () => {
    expect(checkDigit('629104150021')).toBe(3)
  })
})

test('a code of our own survives being read out with I, L and O', () => {
  const code = ownCode(new Uint8Array([255, 1, 2, 3, 4, 5, 6, 7]))
  expect(code).toHaveLength(12)
  expect(parseOwnCode(code.toLowerCase().replaceAll('1', 'l').replaceAll('0', 'o'))).toBe(code)
})

test('a phone that scans reads addresses without the table of everything else', () => {
  const reached = new Set(['./address.ts'])
  for (const file of reached) {
    const text = readFileSync(new URL(file, import.meta.url), 'utf8')
    for (const [, path = ''] of text.matchAll(/from '(.+)'/g)) reached.add(path)
  }
  expect([...reached].sort()).toEqual([
    './address.ts',
    './check-digit.ts',
    './key.ts',
    './own-code.ts',
    './percent.ts',
  ])
})
