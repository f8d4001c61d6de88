import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  encodeBundle,
  encodeTile,
  formatPolicy,
  leafHash,
  type SignerKey,
  signCheckpoint,
  tilePath,
  tileWidth,
} from '@nguon/transparency'
import { growTiles } from '../grow-tiles.ts'
import { bundleAt } from '../read-tree.ts'

/** Writes the files that a server of this log serves, as they are when it has these entries. @returns the note of its checkpoint */
export async function writeLog(
  path: string,
  entries: readonly Uint8Array[],
  key: SignerKey,
): Promise<string> {
  const write = (name: string, bytes: Uint8Array | string) => {
    mkdirSync(dirname(join(path, name)), { recursive: true })
    writeFileSync(join(path, name), bytes)
  }
  const tree = await growTiles()
  for (let at = 0; at < entries.length; at += tileWidth) {
    const some = entries.slice(at, at + tileWidth)
    write(tilePath(bundleAt(at / tileWidth, entries.length)), encodeBundle(some))
    for (const tile of tree.append(some.map(leafHash))) write(tilePath(tile), encodeTile(tile.hashes))
  }
  for (const tile of tree.edge()) write(tilePath(tile), encodeTile(tile.hashes))
  const note = await signCheckpoint({ origin: key.name, size: entries.length, root: tree.root() }, key)
  write('policy', formatPolicy({ logs: [{ key }], witnesses: [], threshold: 0 }))
  write('checkpoint', note)
  return note
}
