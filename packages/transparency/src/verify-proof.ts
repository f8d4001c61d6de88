import { isSameBytes, nodeHash } from './hash.ts'

/** A number of entries, or the place of one: a bigint where it may be larger than 2^53. */
export type Size = number | bigint

/** What says that a leaf stands at `index` (from 0) of the tree of `size` leaves with this root. Hashes have 32 bytes. */
export interface InclusionClaim {
  readonly leafHash: Uint8Array
  readonly index: Size
  readonly size: Size
  /** From the leaf's sibling up to the child of the root. */
  readonly proof: readonly Uint8Array[]
  readonly root: Uint8Array
}

/** What says that the tree of `to` leaves begins with the same `from` leaves that the older tree had. */
export interface ConsistencyClaim {
  readonly from: Size
  readonly to: Size
  readonly fromRoot: Uint8Array
  readonly toRoot: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/** Whether the proof (RFC 6962, section 2.1.1) holds. Never throws: what is malformed proves nothing. */
export function verifyInclusion(claim: InclusionClaim): boolean {
  const { leafHash, proof, root } = claim
  const index = toBigInt(claim.index)
  const size = toBigInt(claim.size)
  if (index === undefined || size === undefined || index >= size) return false
  if (![leafHash, root, ...proof].every(isHash)) return false
  const inner = innerLength(index, size)
  if (proof.length !== inner + onesIn(index >> BigInt(inner))) return false
  const within = climb(leafHash, proof.slice(0, inner), index)
  return isSameBytes(leftOf(within, proof.slice(inner)), root)
}

/**
 * Whether the proof (RFC 6962, section 2.1.2) holds. Never throws. The empty tree is refused: everything would begin with it, and
 * the root that is claimed for it could be any.
 */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { fromRoot, toRoot, proof } = claim
  const from = toBigInt(claim.from)
  const to = toBigInt(claim.to)
  if (from === undefined || to === undefined || from === 0n || from > to) return false
  if (from === to) return proof.length === 0 && isSameBytes(fromRoot, toRoot)
  if (![fromRoot, toRoot, ...proof].every(isHash)) return false
  const level = trailingZeros(from)
  const last = (from - 1n) >> BigInt(level) // the rightmost complete subtree of the old tree, among those of its size
  const whole = last === 0n // the old tree is that subtree, so its root is known
  const [seed, ...rest] = whole ? [fromRoot, ...proof] : proof
  const inner = innerLength(from - 1n, to) - level
  if (!seed || rest.length !== inner + onesIn(last >> BigInt(inner))) return false
  const path = rest.slice(0, inner)
  const border = rest.slice(inner)
  const older = leftOf(climbOnlyLeft(seed, path, last), border)
  return isSameBytes(older, fromRoot) && isSameBytes(leftOf(climb(seed, path, last), border), toRoot)
}

/** How far up the path of a leaf still differs from that of the last leaf. Above, every sibling stands to the left. */
const innerLength = (index: bigint, size: bigint): number => {
  const differing = index ^ (size - 1n)
  return differing === 0n ? 0 : differing.toString(2).length
}

const onesIn = (bits: bigint): number => bits.toString(2).replaceAll('0', '').length

const trailingZeros = (size: bigint): number => /0*$/.exec(size.toString(2))?.[0].length ?? 0

const isRight = (index: bigint, level: number): boolean => ((index >> BigInt(level)) & 1n) === 1n

const climb = (hash: Uint8Array, siblings: readonly Uint8Array[], index: bigint): Uint8Array =>
  siblings.reduce(
    (below, sibling, level) => (isRight(index, level) ? nodeHash(sibling, below) : nodeHash(below, sibling)),
    hash,
  )

/** The same in the older tree, where nothing stood to the right yet. */
const climbOnlyLeft = (hash: Uint8Array, siblings: readonly Uint8Array[], index: bigint): Uint8Array =>
  leftOf(
    hash,
    siblings.filter((_sibling, level) => isRight(index, level)),
  )

const leftOf = (hash: Uint8Array, siblings: readonly Uint8Array[]): Uint8Array =>
  siblings.reduce((below, sibling) => nodeHash(sibling, below), hash)

const toBigInt = (size: Size): bigint | undefined => {
  if (typeof size === 'number' && !Number.isSafeInteger(size)) return undefined
  const integer = BigInt(size)
  return integer < 0n || integer >= 1n << 64n ? undefined : integer
}

const isHash = (hash: Uint8Array): boolean => hash.length === 32
