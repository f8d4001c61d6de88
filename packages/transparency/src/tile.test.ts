import { existsSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  appendLeaves,
  consistencyProof,
  decodeBundle,
  decodeTile,
  emptyRoot,
  encodeBundle,
  encodeTile,
  inclusionProof,
  LogError,
  leafHash,
  nodesOfTile,
  openCheckpoint,
  parseTilePath,
  parseVerifierKey,
  readNodesOfTiles,
  rootFromFrontier,
  rootOf,
  type Tile,
  tilePath,
  tilesOf,
  verifyConsistency,
  verifyInclusion,
  widthAt,
} from './index.ts'
import { growTree } from './testing/grown-tree.ts'
import { readVector, readVectorBytes, vectors, withVectors } from './testing/vectors.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

withVectors('a log of 15 entries that Tessera wrote', () => {
  const folder = 'tlog-tiles/tessera-15-leaves'
  const key = 'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx'
  const open = (size: number) =>
    openCheckpoint(readVectorBytes(`${folder}/checkpoint.${size}`), [parseVerifierKey(key)])
  const sizes = Array.from({ length: 16 }, (_size, index) => index)
  const readTile = async (tile: Tile) =>
    decodeTile(readVectorBytes(`${folder}/${tilePath(tile)}`), tile.width)

  test.each(sizes)('has %d entries under the root that was signed for them', async (size) => {
    const { root, origin, size: signed } = await open(size)
    expect({ origin, signed }).toEqual({ origin: 'example.com/log/testdata', signed: size })
    if (size === 0) return expect(hex(root)).toBe(hex(emptyRoot()))
    const bundle: Tile = { level: 'entries', index: 0, width: size }
    const bytes = readVectorBytes(`${folder}/${tilePath(bundle)}`)
    const entries = decodeBundle(bytes, size)
    expect(hex(encodeBundle(entries))).toBe(hex(bytes))
    const leaves = entries.map(leafHash)
    expect(leaves.map(hex)).toEqual((await readTile({ level: 0, index: 0, width: size })).map(hex))
    expect(hex(rootFromFrontier(appendLeaves(0, [], leaves).frontier))).toBe(hex(root))
  })

  test('proves every entry and every growth out of its tiles alone', async () => {
    const roots = await Promise.all(sizes.map(async (size) => (await open(size)).root))
    for (const to of sizes.slice(1)) {
      const readNodes = readNodesOfTiles(to, readTile)
      const leaves = await readTile({ level: 0, index: 0, width: to })
      for (const [index, leaf] of leaves.entries()) {
        const root = roots[to] ?? emptyRoot()
        const proof = await inclusionProof(index, to, readNodes)
        expect(verifyInclusion({ leafHash: leaf, index, size: to, proof, root })).toBe(true)
        const fromRoot = roots[index + 1] ?? emptyRoot()
        const growth = await consistencyProof(index + 1, to, readNodes)
        expect(verifyConsistency({ from: index + 1, to, fromRoot, toRoot: root, proof: growth })).toBe(true)
      }
    }
  })

  test('has the tiles that its size asks for, and its newest checkpoint is the last', () => {
    for (const tile of sizes.flatMap((size) => tilesOf(size)))
      expect(existsSync(new URL(`${folder}/${tilePath(tile)}`, vectors))).toBe(true)
    expect(readVector(`${folder}/checkpoint`)).toBe(readVector(`${folder}/checkpoint.15`))
  })
})

describe('the path of a tile', () => {
  test.each<[string, Tile]>([
    ['tile/0/000', { level: 0, index: 0, width: 256 }],
    ['tile/3/999.p/1', { level: 3, index: 999, width: 1 }],
    ['tile/0/x001/000', { level: 0, index: 1000, width: 256 }],
    ['tile/63/x001/x234/067.p/255', { level: 63, index: 1_234_067, width: 255 }],
    ['tile/entries/x001/234.p/17', { level: 'entries', index: 1234, width: 17 }],
  ])('%s is read and written', (path, tile) => {
    expect(tilePath(tile)).toBe(path)
    expect(parseTilePath(path)).toEqual(tile)
  })

  test('comes back as it went in', () => {
    const level = fc.oneof(fc.nat(63), fc.constant('entries' as const))
    fc.assert(
      fc.property(
        fc.record({ level, index: fc.maxSafeNat(), width: fc.integer({ min: 1, max: 256 }) }),
        (tile) => {
          expect(parseTilePath(tilePath(tile))).toEqual(tile)
        },
      ),
    )
  })

  test.each([
    'tile/64/000',
    'tile/00/000',
    'tile/01/000',
    'tile/-1/000',
    'tile/0/0',
    'tile/0/0000',
    'tile/0/x000/001',
    'tile/0/x1/001',
    'tile/0/001/001',
    'tile/0/x001',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p/',
    'tile/0/x009/x999/x999/x999/x999/999',
    'tile/entry/000',
    '/tile/0/000',
    'tile/0/000\n',
    'tile/0/../000',
    '',
  ])('%j is refused', (path) => {
    expect(() => parseTilePath(path)).toThrow(LogError)
  })
})

describe('the tiles of a tree', () => {
  test('are those of the example in tlog-tiles', () => {
    const tiles = tilesOf(70_000)
    const of = (level: number) => tiles.filter((tile) => tile.level === level).map(({ width }) => width)
    expect(of(0)).toEqual([...Array.from({ length: 273 }, () => 256), 112])
    expect(of(1)).toEqual([256, 17])
    expect(of(2)).toEqual([1])
    expect(tilesOf(256).map(tilePath)).toEqual(['tile/0/000', 'tile/1/000.p/1'])
    expect(tilesOf(0)).toEqual([])
    expect(widthAt({ level: 'entries', index: 273 }, 70_000)).toBe(112)
  })

  test('that are new since another size are those whose bytes changed', () => {
    fc.assert(
      fc.property(fc.nat(70_000), fc.nat(70_000), (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)]
        const before = new Set(tilesOf(from).map(tilePath))
        const fresh = tilesOf(to)
          .map(tilePath)
          .filter((path) => !before.has(path))
        expect(tilesOf(to, from).map(tilePath)).toEqual(fresh)
      }),
      { numRuns: 30 },
    )
  })

  test('give the same proofs as the nodes of the tree, over several levels of tiles', async () => {
    const size = 66_000
    const { leaves, readNodes } = growTree(size, size)
    const readTile = async (tile: Tile) =>
      decodeTile(encodeTile(await readNodes(nodesOfTile(tile))), tile.width)
    const ofTiles = readNodesOfTiles(size, readTile)
    const root = await rootOf(size, readNodes)
    for (const index of [0, 255, 256, 65_535, 65_536, size - 1]) {
      const proof = await inclusionProof(index, size, ofTiles)
      expect(proof.map(hex)).toEqual((await inclusionProof(index, size, readNodes)).map(hex))
      const leaf = leaves[index] ?? emptyRoot()
      expect(verifyInclusion({ leafHash: leaf, index, size, proof, root })).toBe(true)
    }
  })

  test('that lack a node are malformed', async () => {
    const readNodes = readNodesOfTiles(5, async () => [emptyRoot()])
    await expect(rootOf(5, readNodes)).rejects.toThrow(LogError)
  })

  test('of a wrong length are refused', () => {
    expect(() => decodeTile(new Uint8Array(63), 2)).toThrow(LogError)
    expect(() => decodeTile(new Uint8Array(96), 2)).toThrow(LogError)
  })
})

describe('a bundle of entries', () => {
  const entries = fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 256 })

  test('comes back as it went in', () => {
    fc.assert(
      fc.property(entries, (list) => {
        expect(decodeBundle(encodeBundle(list), list.length).map(hex)).toEqual(list.map(hex))
      }),
    )
  })

  test('that is cut, longer, or of another number of entries is refused', () => {
    const bytes = encodeBundle([new Uint8Array(3), new Uint8Array(300)])
    for (let end = 0; end < bytes.length; end++)
      expect(() => decodeBundle(bytes.slice(0, end), 2)).toThrow(LogError)
    expect(() => decodeBundle(Uint8Array.of(...bytes, 0), 2)).toThrow(LogError)
    expect(() => decodeBundle(bytes, 1)).toThrow(LogError)
    expect(() => decodeBundle(bytes, 3)).toThrow(LogError)
  })

  test('takes no entry that its length cannot say', () => {
    expect(decodeBundle(encodeBundle([new Uint8Array(65_535)]), 1)[0]).toHaveLength(65_535)
    expect(() => encodeBundle([new Uint8Array(65_536)])).toThrow(LogError)
  })
})
