import { describe, test } from '@jest/globals'
import fc from 'fast-check'
import {
  type ConsistencyClaim,
  consistencyProof,
  type InclusionClaim,
  inclusionProof,
  verifyConsistency,
  verifyInclusion,
} from './index.ts'
import { growTree } from './testing/grown-tree.ts'
import { naiveTree } from './testing/naive-tree.ts'

const largest = 300
const runs = 50_000
const patienceMs = 120_000
const { leaves, readNodes } = growTree(largest)
const naive = naiveTree(leaves)

/** What is changed, where (`pick`), and what comes in. */
interface Mutation {
  readonly kind: string
  readonly pick: number
  readonly hash: Uint8Array
}

const kinds = ['flip', 'drop', 'add', 'double', 'swap', 'cut', 'replace', 'first', 'second', 'root']
const mutations = fc.record({
  kind: fc.constantFrom(...kinds),
  pick: fc.nat(),
  hash: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  numbers: fc.tuple(fc.nat(largest - 1), fc.nat(largest - 1)),
})

const flip = (hash: Uint8Array, bit: number): Uint8Array =>
  Uint8Array.from(hash, (byte, at) => (at === (bit >> 3) % 32 ? byte ^ (1 << (bit & 7)) : byte))

/** The proof with a change; a proof of one hash or none has nothing to swap and gets one more. */
function mutate(proof: readonly Uint8Array[], { kind, pick, hash }: Mutation): Uint8Array[] {
  const at = pick % Math.max(proof.length, 1)
  const one = proof[at] ?? hash
  if (proof.length < 2) return [...proof, hash]
  if (kind === 'flip') return proof.with(at, flip(one, pick))
  if (kind === 'drop') return proof.toSpliced(at, 1)
  if (kind === 'double') return proof.toSpliced(at, 0, one)
  if (kind === 'swap') return [proof.at(-1) ?? hash, ...proof.slice(1, -1), proof[0] ?? hash]
  if (kind === 'cut') return proof.with(at, one.subarray(0, pick % 32))
  if (kind === 'replace') return proof.with(at, hash)
  return proof.toSpliced(at, 0, hash)
}

/** Any number but this one, often near. */
const another = (number: number, pick: number): number => {
  const other = [number + 1, number - 1, number * 2, number ^ 1, pick % largest, pick][pick % 6] ?? 0
  return other === number ? number + 1 : other
}

/** A size is signed together with its root: who claims another size has that size's root, or some. */
const rootAt = (size: number, otherwise: Uint8Array): Uint8Array =>
  size >= 0 && size <= largest ? naive.hash(0, size) : otherwise

function wrongInclusion(claim: InclusionClaim, how: Mutation): InclusionClaim {
  const size = another(Number(claim.size), how.pick)
  if (how.kind === 'first') return { ...claim, index: another(Number(claim.index), how.pick) }
  if (how.kind === 'second') return { ...claim, size, root: rootAt(size, how.hash) }
  if (how.kind === 'root') return { ...claim, root: flip(claim.root, how.pick) }
  return { ...claim, proof: mutate(claim.proof, how) }
}

function wrongConsistency(claim: ConsistencyClaim, how: Mutation): ConsistencyClaim {
  const to = another(Number(claim.to), how.pick)
  if (how.kind === 'first') return { ...claim, from: another(Number(claim.from), how.pick) }
  if (how.kind === 'second') return { ...claim, to, toRoot: rootAt(to, how.hash) }
  if (how.kind === 'root' && how.pick % 2) return { ...claim, fromRoot: flip(claim.fromRoot, how.pick) }
  if (how.kind === 'root') return { ...claim, toRoot: flip(claim.toRoot, how.pick) }
  return { ...claim, proof: mutate(claim.proof, how) }
}

describe('of 100,000 changed proofs none is accepted', () => {
  test(
    'that says an entry is in the log',
    async () => {
      const property = fc.asyncProperty(mutations, async ({ numbers, ...how }) => {
        const index = Math.min(...numbers)
        const size = Math.max(...numbers) + 1
        const proof = await inclusionProof(index, size, readNodes)
        const leafHash = leaves[index] ?? how.hash
        const claim = { index, size, leafHash, proof, root: naive.hash(0, size) }
        return verifyInclusion(claim) && !verifyInclusion(wrongInclusion(claim, how))
      })
      await fc.assert(property, { numRuns: runs })
    },
    patienceMs,
  )

  test(
    'that says nothing was changed or taken away',
    async () => {
      const property = fc.asyncProperty(mutations, async ({ numbers, ...how }) => {
        const from = Math.min(...numbers) + 1
        const to = Math.max(...numbers) + 1
        const proof = await consistencyProof(from, to, readNodes)
        const claim = { from, to, proof, fromRoot: naive.hash(0, from), toRoot: naive.hash(0, to) }
        return verifyConsistency(claim) && !verifyConsistency(wrongConsistency(claim, how))
      })
      await fc.assert(property, { numRuns: runs })
    },
    patienceMs,
  )
})
