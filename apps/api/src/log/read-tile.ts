import { DomainError } from '@nguon/domain'
import { encodeBundle, encodeTile, nodesOfTile, type Tile, tileWidth, widthAt } from '@nguon/transparency'
import type { EntityManager } from 'typeorm'
import { findEntries } from '../events/event-store.ts'
import { listLeaves } from './leaf-store.ts'
import { readNodes } from './log-store.ts'

/**
 * The bytes of a tile: hashes, or the entries themselves. They never change.
 *
 * @param size how many entries are published
 * @throws {DomainError} `NOT_FOUND` when the log does not reach so far
 */
export async function readTile(tx: EntityManager, tile: Tile, size: number): Promise<Buffer> {
  if (tile.width > widthAt(tile, size)) throw new DomainError('NOT_FOUND', 'the log has no such tile yet')
  if (tile.level === 'entries') return Buffer.from(encodeBundle(await readEntries(tx, tile)))
  return Buffer.from(encodeTile(await readNodes(tx, nodesOfTile(tile))))
}

async function readEntries(tx: EntityManager, { index, width }: Tile): Promise<Buffer[]> {
  const start = index * tileWidth
  const leaves = await listLeaves(tx, start, start + width)
  const found = await findEntries(
    tx,
    leaves.map(({ id }) => id),
  )
  const entries = new Map(found.map(({ id, entry }) => [id, entry]))
  const bundle = leaves.flatMap(({ id }) => entries.get(id) ?? [])
  if (bundle.length !== width) throw new Error(`${width - bundle.length} entries from ${start} on are gone`)
  return bundle
}
