import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { encodeBundle, tilePath, tileWidth } from '@nguon/transparency'

type Ask = (sql: string) => Promise<unknown[]>

/** Writes what a mirror of the log keeps, as far as a replay reads it: the last checkpoint and the bundles of entries. */
export async function writeMirror(asOwner: Ask, folder: string): Promise<void> {
  const leaves = (await asOwner(
    'SELECT entry FROM log_leaf JOIN event ON event.id = event_id ORDER BY idx',
  )) as { entry: Buffer }[]
  const [last] = (await asOwner('SELECT note FROM log_checkpoint ORDER BY size DESC LIMIT 1')) as {
    note: string
  }[]
  const put = (path: string, bytes: Uint8Array | string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
  for (let index = 0; index * tileWidth < leaves.length; index++) {
    const entries = leaves.slice(index * tileWidth, (index + 1) * tileWidth).map(({ entry }) => entry)
    put(tilePath({ level: 'entries', index, width: entries.length }), encodeBundle(entries))
  }
  put('checkpoint', last?.note ?? '')
}
