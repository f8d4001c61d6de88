import { readdirSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import {
  type ConsistencyClaim,
  type InclusionClaim,
  nodeHash,
  verifyConsistency,
  verifyInclusion,
} from './index.ts'
import { present, readVector, vectors, withVectors } from './testing/vectors.ts'

interface Probe {
  readonly desc: string
  readonly wantErr: boolean
  readonly proof: string[] | null
  readonly [field: string]: unknown
}

/** The sizes of some probes are larger than a number can hold: they are read as texts. */
const readProbes = (kind: string): { path: string; probe: Probe }[] =>
  (present ? readdirSync(new URL(`rfc6962/${kind}/`, vectors), { recursive: true, encoding: 'utf8' }) : [])
    .filter((path) => path.endsWith('.json'))
    .map((path) => {
      const text = readVector(`rfc6962/${kind}/${path}`).replaceAll(/": (\d+)/g, '": "$1"')
      return { path, probe: JSON.parse(text) }
    })

const bytes = (text: unknown): Uint8Array => new Uint8Array(Buffer.from(`${text ?? ''}`, 'base64'))
const size = (text: unknown): bigint => BigInt(`${text}`)

const inclusionOf = (probe: Probe): InclusionClaim => ({
  leafHash: bytes(probe.leafHash),
  index: size(probe.leafIdx),
  size: size(probe.treeSize),
  proof: (probe.proof ?? []).map(bytes),
  root: bytes(probe.root),
})

const consistencyOf = (probe: Probe): ConsistencyClaim => ({
  from: size(probe.size1),
  to: size(probe.size2),
  fromRoot: bytes(probe.root1),
  toRoot: bytes(probe.root2),
  proof: (probe.proof ?? []).map(bytes),
})

const wrong = (probes: { path: string; probe: Probe }[], verify: (probe: Probe) => boolean): string[] =>
  probes.filter(({ probe }) => verify(probe) === probe.wantErr).map(({ path }) => path)

withVectors('proofs that others published (196 probes)', () => {
  test('of inclusion are accepted or refused as published', () => {
    const probes = readProbes('inclusion')
    expect(wrong(probes, (probe) => verifyInclusion(inclusionOf(probe)))).toEqual([])
    expect(probes).toHaveLength(98)
  })

  test('of consistency are accepted or refused as published', () => {
    const probes = readProbes('consistency')
    expect(wrong(probes, (probe) => verifyConsistency(consistencyOf(probe)))).toEqual([])
    expect(probes).toHaveLength(98)
  })
})

describe('what a transcription of RFC 9162 wrongly accepts', () => {
  const root = new Uint8Array(32).fill(7)
  const other = new Uint8Array(32).fill(8)
  const none = new Uint8Array()

  test('a leaf of no bytes under a root of no bytes is not included', () => {
    expect(verifyInclusion({ leafHash: none, index: 0, size: 1, proof: [], root: none })).toBe(false)
    expect(verifyInclusion({ leafHash: root, index: 0, size: 1, proof: [], root })).toBe(true)
  })

  test.each([
    ['with an empty proof', []],
    ['with a proof', [root]],
  ])('an empty tree proves nothing of a larger one %s', (_how, proof) => {
    expect(verifyConsistency({ from: 0, to: 5, fromRoot: root, toRoot: other, proof })).toBe(false)
    expect(verifyConsistency({ from: 0, to: 5, fromRoot: root, toRoot: root, proof })).toBe(false)
  })

  test('an empty tree proves nothing of an empty tree', () => {
    expect(verifyConsistency({ from: 0, to: 0, fromRoot: root, toRoot: root, proof: [] })).toBe(false)
  })

  test('a tree of one size is consistent with itself by no proof at all, and by nothing else', () => {
    const claim = { from: 5, to: 5, fromRoot: root, toRoot: root }
    expect(verifyConsistency({ ...claim, proof: [] })).toBe(true)
    expect(verifyConsistency({ ...claim, proof: [root] })).toBe(false)
    expect(verifyConsistency({ ...claim, toRoot: other, proof: [] })).toBe(false)
  })
})

test('a proof has as many hashes as its size asks for, whatever root they lead to', () => {
  const left = new Uint8Array(32).fill(7)
  const right = new Uint8Array(32).fill(8)
  const root = nodeHash(left, right)
  const claim = { leafHash: right, proof: [left], root }
  expect(verifyInclusion({ ...claim, index: 1, size: 2 })).toBe(true)
  expect(verifyInclusion({ ...claim, index: 0, size: 1 })).toBe(false)
  const longer = { fromRoot: right, toRoot: root, proof: [left] }
  expect(verifyConsistency({ ...longer, from: 1, to: 1 })).toBe(false)
  const two = { fromRoot: left, toRoot: nodeHash(right, root), proof: [right, right] }
  expect(verifyConsistency({ ...two, from: 1, to: 2 })).toBe(false)
})

describe('numbers that are none', () => {
  const root = new Uint8Array(32)
  test.each([Number.NaN, 0.5, -1, 2 ** 53, -1n, 1n << 64n])('%p leaves are refused', (count) => {
    expect(verifyInclusion({ leafHash: root, index: 0, size: count, proof: [], root })).toBe(false)
    expect(verifyInclusion({ leafHash: root, index: count, size: 1, proof: [], root })).toBe(false)
    expect(verifyConsistency({ from: 1, to: count, fromRoot: root, toRoot: root, proof: [] })).toBe(false)
    expect(verifyConsistency({ from: count, to: 1, fromRoot: root, toRoot: root, proof: [] })).toBe(false)
  })
})
