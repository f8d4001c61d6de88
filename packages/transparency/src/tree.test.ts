import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  appendLeaves,
  consistencyProof,
  emptyRoot,
  frontierOf,
  inclusionProof,
  leafHash,
  rootFromFrontier,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from './index.ts'
import { growTree } from './testing/grown-tree.ts'
import { naiveTree } from './testing/naive-tree.ts'
import { readVector, withVectors } from './testing/vectors.ts'

const hex = (hashes: readonly Uint8Array[]) => hashes.map((hash) => Buffer.from(hash).toString('hex'))
const largest = 300
const patienceMs = 120_000

withVectors('the tree (RFC 6962 reference)', () => {
  test('has the published nodes and roots', () => {
    const reference = JSON.parse(readVector('rfc6962/reference-tree.json'))
    const inputs: string[] = reference.leafInputsHex
    const leaves = inputs.map((input) => leafHash(Buffer.from(input, 'hex')))
    const { nodes } = appendLeaves(0, [], leaves)
    for (const level of [1, 2, 3])
      expect(hex(nodes.filter((node) => node.level === level).map(({ hash }) => hash))).toEqual(
        reference.nodeHashesHexByLevel[level],
      )
    const roots = [...leaves.keys(), 8].map((size) =>
      rootFromFrontier(appendLeaves(0, [], leaves.slice(0, size)).frontier),
    )
    expect(hex(roots)).toEqual(reference.rootHashesHexBySize)
  })
})

describe(`every tree of up to ${largest} leaves`, () => {
  const { leaves, readNodes } = growTree(largest)
  const naive = naiveTree(leaves)

  test('has the root that RFC 6962 defines', async () => {
    expect(hex([await rootOf(0, readNodes)])).toEqual(hex([emptyRoot()]))
    for (let size = 0; size <= largest; size++)
      expect(hex([await rootOf(size, readNodes)])).toEqual(hex([naive.hash(0, size)]))
  })

  test(
    'proves each of its leaves as RFC 6962 defines, and its proof is accepted',
    async () => {
      const wrong: string[] = []
      for (let size = 1; size <= largest; size++)
        for (let index = 0; index < size; index++) {
          const proof = await inclusionProof(index, size, readNodes)
          const expected = naive.path(index, 0, size)
          const leaf = leaves[index] ?? new Uint8Array()
          const accepted = verifyInclusion({ leafHash: leaf, index, size, proof, root: naive.hash(0, size) })
          if (!accepted || `${hex(proof)}` !== `${hex(expected)}`) wrong.push(`${index} of ${size}`)
        }
      expect(wrong).toEqual([])
    },
    patienceMs,
  )

  test(
    'proves that it begins with every smaller one as RFC 6962 defines, and its proof is accepted',
    async () => {
      const wrong: string[] = []
      for (let to = 1; to <= largest; to++)
        for (let from = 1; from <= to; from++) {
          const proof = await consistencyProof(from, to, readNodes)
          const roots = { fromRoot: naive.hash(0, from), toRoot: naive.hash(0, to) }
          const accepted = verifyConsistency({ from, to, proof, ...roots })
          if (!accepted || `${hex(proof)}` !== `${hex(naive.subproof(from, 0, to, true))}`)
            wrong.push(`${from} of ${to}`)
        }
      expect(wrong).toEqual([])
    },
    patienceMs,
  )
})

describe('an append', () => {
  test('of many leaves at once gives the same tree as one after the other', async () => {
    const size = 137
    const root = rootFromFrontier(await growTree(size).readNodes(frontierOf(size)))
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 150 }), async (step) => {
        const { readNodes } = growTree(size, step)
        expect(hex([await rootOf(size, readNodes)])).toEqual(hex([root]))
      }),
      { numRuns: 30 },
    )
  })

  test('gives each complete node exactly once', () => {
    const leaves = growTree(1024).leaves
    const { nodes } = appendLeaves(0, [], leaves)
    expect(nodes).toHaveLength(1023)
    expect(new Set(nodes.map(({ level, index }) => `${level}/${index}`)).size).toBe(1023)
  })

  test('of nothing changes nothing', () => {
    const { leaves } = growTree(5)
    const { frontier } = appendLeaves(0, [], leaves)
    expect(appendLeaves(5, frontier, [])).toEqual({ frontier, nodes: [] })
  })

  test('is refused on a frontier of another size', () => {
    expect(() => appendLeaves(3, [emptyRoot()], [emptyRoot()])).toThrow(RangeError)
  })
})

describe('a proof', () => {
  const { readNodes } = growTree(8)

  test.each([-1, 8, 0.5, Number.NaN])('of leaf %p of 8 is refused', async (index) => {
    await expect(inclusionProof(index, 8, readNodes)).rejects.toThrow(RangeError)
  })

  test.each([
    [0, 8],
    [9, 8],
    [-1, 8],
    [1, 2 ** 53],
  ])('from %p to %p is refused', async (from, to) => {
    await expect(consistencyProof(from, to, readNodes)).rejects.toThrow(RangeError)
  })

  test('reads the nodes it needs in one call, also in a tree larger than 2^32', async () => {
    const size = 2 ** 45 + 12_345
    const reads: number[] = []
    const hash = emptyRoot()
    const read = async (coordinates: readonly { level: number; index: number }[]) => {
      reads.push(coordinates.length)
      for (const { level, index } of coordinates) expect((index + 1) * 2 ** level).toBeLessThanOrEqual(size)
      return coordinates.map(() => hash)
    }
    expect(await inclusionProof(2 ** 40 + 3, size, read)).toHaveLength(46)
    await consistencyProof(2 ** 44 - 1, size, read)
    expect(reads).toHaveLength(2)
  })
})
