import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import {
  canonicalBytes,
  digestOf,
  digestsOf,
  disclose,
  fromBase64Url,
  leafHash,
  openDisclosure,
} from './index.ts'

const vectors = new URL('../../../../shared/vectors/reliability/', import.meta.url)
const present = existsSync(vectors)
if (!present) console.log('vectors absent: the suites that read them are skipped')
const withVectors = present ? describe : describe.skip
const read = (path: string) => readFileSync(new URL(path, vectors), 'utf8')
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

withVectors('canonical bytes (RFC 8785 vectors)', () => {
  const names = present ? readdirSync(new URL('jcs/input/', vectors)) : []

  test.each(names)('%s has the bytes its authors published', (name) => {
    const expected = read(`jcs/outhex/${name.replace('.json', '.txt')}`).replaceAll(/\s/g, '')
    expect(hex(canonicalBytes(JSON.parse(read(`jcs/input/${name}`))))).toBe(expected)
  })

  test('ten thousand numbers are written as ECMAScript writes them', () => {
    const view = new DataView(new ArrayBuffer(8))
    for (const line of read('jcs/es6-numbers-10000.txt').trim().split('\n')) {
      const [bits = '', expected] = line.split(',')
      view.setBigUint64(0, BigInt(`0x${bits}`))
      expect(Buffer.from(canonicalBytes(view.getFloat64(0))).toString()).toBe(expected)
    }
  })
})

withVectors('disclosures (RFC 9901 vectors)', () => {
  test('hash to the published digests', () => {
    const cases: { disclosure: string; digest: string }[] = JSON.parse(read('sd-jwt/disclosure-digests.json'))
    expect(cases.length).toBeGreaterThan(0)
    for (const { disclosure, digest } of cases) expect(digestOf(disclosure)).toBe(digest)
  })
})

withVectors('leaves (RFC 6962 vectors)', () => {
  test('hash to the reference tree', () => {
    const tree: { leafInputsHex: string[]; nodeHashesHexByLevel: string[][] } = JSON.parse(
      read('rfc6962/reference-tree.json'),
    )
    const hashes = tree.leafInputsHex.map((input) => hex(leafHash(Buffer.from(input, 'hex'))))
    expect(hashes).toEqual(tree.nodeHashesHexByLevel[0])
  })
})

describe('an entry', () => {
  test('has the same bytes whatever the order of its keys', () => {
    expect(hex(canonicalBytes({ b: 1, a: { d: 2, c: 3 } }))).toBe(
      hex(canonicalBytes({ a: { c: 3, d: 2 }, b: 1 })),
    )
  })

  test.each([
    ['a lone surrogate', { name: '\ud800' }],
    ['nothing', undefined],
    ['NaN', Number.NaN],
  ])('refuses %s', (_case, value) => {
    expect(() => canonicalBytes(value)).toThrow()
  })
})

describe('a private field', () => {
  test('comes back from its disclosure as it went in', () => {
    const disclosure = disclose('phone', '0912 345 678')
    expect(openDisclosure(disclosure)).toMatchObject({ name: 'phone', value: '0912 345 678' })
  })

  test('has another digest each time, so that nobody can look a phone number up', () => {
    expect(digestOf(disclose('phone', '0912'))).not.toBe(digestOf(disclose('phone', '0912')))
  })

  test('lists its digests sorted, so that their order says nothing', () => {
    const digests = digestsOf(['a', 'b', 'c', 'd'].map((value) => disclose('note', value)))
    expect(digests).toEqual([...digests].sort())
  })

  test.each(['', '!', 'e30', 'WyJzaG9ydCIsImEiLDFd', 'A'])('is refused when its disclosure is %j', (text) => {
    expect(() => openDisclosure(text)).toThrow(TypeError)
  })

  test('base64url refuses padding and other alphabets', () => {
    expect(() => fromBase64Url('ab+/')).toThrow(TypeError)
  })
})
