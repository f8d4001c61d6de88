import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { canonicalBytes, LogError, openEntry } from './index.ts'

/** Keys that JavaScript orders otherwise than RFC 8785, and texts that look like half a character. */
const key = fc.oneof(
  fc.string(),
  fc.nat({ max: 20 }).map(String),
  fc.constantFrom('toJSON', '__proto__', 'é'),
)
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.boolean(),
      fc.constantFrom(null, '\\ud800', '\ud800', '\ude00a'),
    ),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(key, tie('any'), { maxKeys: 6 }),
  ),
})).any

/** The form as it is defined: the bytes are those that the value has. */
function isCanonicalEntry(text: string): boolean {
  try {
    return Buffer.from(canonicalBytes(JSON.parse(text))).equals(Buffer.from(text))
  } catch {
    return false
  }
}

function isOpened(text: string): boolean {
  try {
    openEntry(new Uint8Array(Buffer.from(text)))
    return true
  } catch (error) {
    if (error instanceof LogError) return false
    throw error
  }
}

test('an entry opens if its bytes are the canonical ones, and only then', () => {
  let opened = 0
  fc.assert(
    fc.property(value, fc.boolean(), (data, isWrittenCanonically) => {
      const entry = { data, type: 'care', v: 1 }
      const text = isWrittenCanonically ? tryCanonical(entry) : JSON.stringify(entry)
      opened += Number(isOpened(text))
      expect(isOpened(text)).toBe(isCanonicalEntry(text))
    }),
    { numRuns: 2000 },
  )
  expect(opened).toBeGreaterThan(500)
})

const tryCanonical = (entry: unknown): string => {
  try {
    return Buffer.from(canonicalBytes(JSON.parse(JSON.stringify(entry)))).toString()
  } catch {
    return JSON.stringify(entry)
  }
}
