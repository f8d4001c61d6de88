import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { sha256 } from './sha256.ts'
import { sha256 as sha256OfNode } from './sha256-node.ts'

test('a browser and a server hash every length of bytes to the same', () => {
  for (let length = 0; length <= 300; length++) {
    const bytes = Uint8Array.from({ length }, (_byte, at) => (at * 7 + length) % 256)
    const expected = new Uint8Array(createHash('sha256').update(bytes).digest())
    expect(sha256(bytes)).toEqual(expected)
    expect(sha256OfNode(bytes)).toEqual(expected)
  }
})
