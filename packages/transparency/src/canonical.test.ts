import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { canonicalBytes } from './canonical.ts'

const seed = Date.now() & 0x7fffffff
console.log(`canonical.test.ts: seed ${seed}`)

const text = (value: unknown): string => new TextDecoder().decode(canonicalBytes(value))

/** JSON values of any text: emoji, quotes, control characters; keys like numbers, whose order in an object is not that of the text. */
const json = fc.jsonValue({
  stringUnit: fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 1 }),
    fc.constantFrom('1', '9', '"', '\\', '\n', '\u0000'),
  ),
})

test('the canonical bytes say what JSON says', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(JSON.parse(text(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
    { seed },
  )
})

test('keys stand in the order of their UTF-16 code units, also those that are numbers', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.oneof(fc.string({ unit: 'grapheme' }), fc.nat().map(String))), (keys) => {
      const members = [...keys].sort().map((key) => `${JSON.stringify(key)}:0`)
      expect(text(Object.fromEntries(keys.map((key) => [key, 0])))).toBe(`{${members.join()}}`)
    }),
    { seed },
  )
})

test.each([
  ['a lone surrogate in a key', { '\udc00': 1 }],
  ['half of a pair', ['😀'.slice(0, 1)]],
  ['infinity', Number.POSITIVE_INFINITY],
  ['a function', { name: () => 1 }],
  ['a big integer', [1n]],
  ['a date', new Date(0)],
])('%s is no JSON', (_case, value) => {
  expect(() => canonicalBytes(value)).toThrow(TypeError)
})

test('what is undefined is left out of an object, and nothing in a list', () => {
  expect(text({ b: undefined, a: [undefined, null, true] })).toBe('{"a":[null,null,true]}')
})
