import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseLinkSyntax } from './digital-link.ts'
import { openEpcBinary } from './epc-binary.ts'
import { readSplit, withVectors } from './testing/vectors.ts'

type Case = { scheme?: string; segment: string; path: string }

withVectors('the binary code of a tag', () => {
  const sets = readSplit<Record<string, unknown>>('epc-binary-vectors')
  const cases = sets.flatMap((set) =>
    Object.values(set).flatMap((part) => (Array.isArray(part) ? part : []) as Case[]),
  )

  test.each(cases.filter(({ segment }) => segment))('$scheme $segment', ({ segment, path }) => {
    expect(openEpcBinary(segment)).toBe(path)
  })
})

describe('the binary code of a tag', () => {
  test('may be written in base64 as well', () => {
    const base64 = Buffer.from('3066c4409047e140075bcd15', 'hex').toString('base64url')
    expect(openEpcBinary(`ex${base64}`)).toBe('/01/09506000134352/21/123456789')
  })

  test('keeps the zeros of a coupon', () => {
    const bits = `00111111${'000'}${'101'}${(4012345).toString(2).padStart(24, '0')}${(22222).toString(2).padStart(17, '0')}${(10_055).toString(2).padStart(41, '0')}`
    const code = BigInt(`0b${bits}`).toString(16).padStart(24, '0')
    expect(openEpcBinary(`eh${code}`)).toBe('/255/40123452222270055')
  })

  test.each([
    ['', 'nothing'],
    ['eh', 'no byte'],
    ['eh00', 'a tag without code'],
    ['eh3066', 'a code cut off'],
    ['eh30ffffffffffffffffffffff', 'a partition that does not exist'],
    ['EH3066c4409047e140075bcd15', 'capitals'],
    ['ehf7b795211411234538566cb0afc4', 'one with further data'],
    ['ehf737f5211411234538566cb0afc4', 'a digit above nine'],
  ])('is none when it is %j (%s)', (segment) => {
    expect(openEpcBinary(segment)).toBeUndefined()
  })

  test('of any bytes is a Digital Link or none', () => {
    const header = fc.constantFrom(
      ...Array.from({ length: 12 }, (_, at) => 240 + at),
      44,
      45,
      48,
      49,
      50,
      51,
      52,
      60,
      63,
    )
    fc.assert(
      fc.property(header, fc.uint8Array({ minLength: 1, maxLength: 30 }), (first, bytes) => {
        const path = openEpcBinary(`eh${Buffer.from([first, ...bytes]).toString('hex')}`)
        if (path !== undefined) expect(() => parseLinkSyntax(path)).not.toThrow()
      }),
      { numRuns: 2000, verbose: 1 },
    )
  })
})
