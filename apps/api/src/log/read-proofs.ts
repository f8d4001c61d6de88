import { type Coordinate, consistencyProof, inclusionProof } from '@nguon/transparency'
import type { EntityManager } from 'typeorm'
import { shareReads } from '../db/share-reads.ts'
import { readNodes } from './log-store.ts'

/** Hashes in base64, the nearest to the leaf first. */
export type ProofText = string[]

/**
 * The proofs that the entries with these numbers are in the log of `size` entries. However many: one query, each node once.
 *
 * @param indexes each below `size`
 */
export async function readInclusions(
  tx: EntityManager,
  indexes: readonly number[],
  size: number,
): Promise<Uint8Array[][]> {
  const read = shareReads((asked: ReadonlySet<readonly Coordinate[]>) => readEach(tx, [...asked].flat()))
  const proofs = indexes.map((index) =>
    inclusionProof(index, size, async (coordinates) => {
      const hashes = await read(coordinates)
      return coordinates.map((coordinate) => hashes.get(nameOf(coordinate)) as Buffer)
    }),
  )
  return Promise.all(proofs)
}

/**
 * The proof that the log of `to` entries begins with that of `from` entries.
 *
 * @throws {RangeError} unless 1 ≤ from ≤ to
 */
export const readConsistency = (tx: EntityManager, from: number, to: number): Promise<Uint8Array[]> =>
  consistencyProof(from, to, (coordinates) => readNodes(tx, coordinates))

/** A proof as JSON has it. */
export const textOfProof = (proof: readonly Uint8Array[]): ProofText =>
  proof.map((hash) => Buffer.from(hash).toString('base64'))

async function readEach(
  tx: EntityManager,
  coordinates: readonly Coordinate[],
): Promise<ReadonlyMap<string, Buffer>> {
  const unique = new Map(coordinates.map((coordinate) => [nameOf(coordinate), coordinate]))
  const hashes = await readNodes(tx, [...unique.values()])
  return new Map([...unique.keys()].map((name, at) => [name, hashes[at] as Buffer]))
}

const nameOf = ({ level, index }: Coordinate): string => `${level} ${index}`
