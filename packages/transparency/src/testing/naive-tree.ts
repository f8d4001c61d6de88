import { nodeHash, sha256 } from '../hash.ts'

/** The three functions of RFC 6962, section 2.1, word for word: slow, and nothing of the product in them but the hash of a node. */
export interface NaiveTree {
  /** MTH(D[start:end]) */
  hash(start: number, end: number): Uint8Array
  /** PATH(m, D[start:end]) */
  path(m: number, start: number, end: number): Uint8Array[]
  /** SUBPROOF(m, D[start:end], whole) */
  subproof(m: number, start: number, end: number, whole: boolean): Uint8Array[]
}

export function naiveTree(leaves: readonly Uint8Array[]): NaiveTree {
  const known = new Map<string, Uint8Array>()
  const hash = (start: number, end: number): Uint8Array => {
    const found = known.get(`${start}-${end}`) ?? define(start, end)
    known.set(`${start}-${end}`, found)
    return found
  }
  const define = (start: number, end: number): Uint8Array => {
    if (end === start) return sha256(new Uint8Array())
    if (end - start === 1) return leaves[start] ?? new Uint8Array()
    const k = powerBelow(end - start)
    return nodeHash(hash(start, start + k), hash(start + k, end))
  }
  const path = (m: number, start: number, end: number): Uint8Array[] => {
    if (end - start === 1) return []
    const k = powerBelow(end - start)
    return m < k
      ? [...path(m, start, start + k), hash(start + k, end)]
      : [...path(m - k, start + k, end), hash(start, start + k)]
  }
  const subproof = (m: number, start: number, end: number, whole: boolean): Uint8Array[] => {
    if (m === end - start) return whole ? [] : [hash(start, end)]
    const k = powerBelow(end - start)
    return m <= k
      ? [...subproof(m, start, start + k, whole), hash(start + k, end)]
      : [...subproof(m - k, start + k, end, false), hash(start, start + k)]
  }
  return { hash, path, subproof }
}

const powerBelow = (n: number): number => (n <= 2 ? 1 : 2 * powerBelow(Math.ceil(n / 2)))
