import { naiveRoot } from './test-log.ts'

/** The largest power of two that is smaller than `count`. */
const splitOf = (count: number): number => 2 ** Math.ceil(Math.log2(count) - 1)

/** PATH(m, D[n]) of RFC 6962, section 2.1.1, word for word; of leaf hashes. */
export function naivePath(index: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length <= 1) return []
  const k = splitOf(leaves.length)
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)]
  if (index < k) return [...naivePath(index, left), naiveRoot(right)]
  return [...naivePath(index - k, right), naiveRoot(left)]
}

/** PROOF(m, D[n]) of RFC 6962, section 2.1.2. */
export const naiveProof = (from: number, leaves: readonly Buffer[]): Buffer[] => subProof(from, leaves, true)

function subProof(from: number, leaves: readonly Buffer[], isWhole: boolean): Buffer[] {
  if (from === leaves.length) return isWhole ? [] : [naiveRoot(leaves)]
  const k = splitOf(leaves.length)
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)]
  if (from <= k) return [...subProof(from, left, isWhole), naiveRoot(right)]
  return [...subProof(from - k, right, false), naiveRoot(left)]
}
