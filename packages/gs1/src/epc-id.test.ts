import { describe, expect, test } from '@jest/globals'
import { constrainedId, constrainedLink } from './epc-id.ts'
import { parseDigitalLink } from './parse-digital-link.ts'
import { readSplit, withVectors } from './testing/vectors.ts'

withVectors('an identifier in events', () => {
  const cases = readSplit<{ cases: { input: string; canonical: string | null }[] }>('urn-to-canonical-dl')

  test.each(cases.flatMap((set) => set.cases))('$input', ({ input, canonical }) => {
    expect(constrainedId(input) ?? null).toBe(canonical)
  })
})

describe('an identifier in events', () => {
  const named = 'https://id.gs1.org/01/09520003000025'

  test.each([
    [
      'a package, whatever lot stands beside it',
      'https://a.vn/x/01/09520003000025/10/L1/21/S1',
      `${named}/21/S1`,
    ],
    ['a lot, whatever variant', 'https://a.vn/01/09520003000025/22/V/10/L1?17=261231', `${named}/10/L1`],
    ['a dot in a serial of an EPC', 'urn:epc:id:sgtin:952000.0300002.A.B', `${named}/21/A.B`],
  ])('names %s', (_case, id, expected) => {
    expect(constrainedId(id)).toBe(expected)
  })

  test.each([
    'https://htx-a.vn/class/dua-leo.20260910',
    'urn:uuid:3f1c9a52-0000-4000-8000-000000000000',
    'urn:epc:id:gid:1.2.3',
    'urn:epc:id:constructor:1.2.3',
    'urn:epc:id:sgtin:9520003.00002',
    'urn:epc:id:sgtin:952000.0300002.*',
    'urn:epc:idpat:sgtin:9520003.*.*',
    'urn:epc:id:sgtin:95200x.0300002.A',
    'urn:epc:id:sgtin:952000.0300002.%C3%A9',
    '/01/09520003000025',
    '',
  ])('stays as it is when it is %s', (id) => {
    // a star is a letter of a serial where no pattern is meant
    expect(constrainedId(id)).toBe(id.endsWith('.*') && id.includes(':id:') ? `${named}/21/%2A` : undefined)
  })

  test('is none where events use no such key', () => {
    expect(constrainedLink(parseDigitalLink('/415/9520003000025/8020/X'))).toBeUndefined()
  })
})
