import { decodeBundle, encodeBundle, type Tile, tilePath, tileWidth } from '@nguon/transparency'
import { misused, unreachable, unverified } from './failure.ts'
import { fetchBytes } from './fetch-bytes.ts'
import { openFolder } from './folder.ts'

/** Where a log can be read: a server, or the folder of a mirror. Nothing that it gives is believed. */
export interface LogSource {
  /** As the person named it. */
  readonly name: string
  /** The note of its newest checkpoint. */
  readCheckpoint(): Promise<Buffer>
  /** The policy that a server publishes, or the keys that a mirror keeps; `undefined` when there is none. */
  readPolicy(): Promise<string | undefined>
  /** The bytes of a tile or bundle, of the width that is asked for. */
  readTile(tile: Tile): Promise<Buffer>
}

/** The file of a mirror that keeps the keys of its log, one a line. */
export const keysFile = 'log.vkey'

const longestNote = 100_000
const longestBundle = tileWidth * 65_537

export const isUrl = (name: string): boolean => /^https?:\/\//i.test(name)

export const openSource = (name: string): LogSource => (isUrl(name) ? openServer(name) : openMirror(name))

/** The log below an address, such as `https://trace.example.vn/log`. */
function openServer(name: string): LogSource {
  const base = name.replace(/\/+$/, '')
  const get = (path: string, most: number) => fetchBytes(`${base}/${path}`, most)
  const need = async (path: string, most: number) => {
    const bytes = await get(path, most)
    if (!bytes) throw unreachable(`${base}/${path} is not there.`)
    return bytes
  }
  return {
    name,
    readCheckpoint: () => need('checkpoint', longestNote),
    readPolicy: async () => (await get('policy', longestNote))?.toString(),
    async readTile(tile) {
      const found = await get(tilePath(tile), longestBundle)
      if (found || tile.width === tileWidth) return found ?? need(tilePath(tile), longestBundle)
      // a server may drop what is not full once the full one is there
      return cut(await need(tilePath({ ...tile, width: tileWidth }), longestBundle), tile)
    },
  }
}

/** The log that `nguon-log mirror` keeps in a folder. */
function openMirror(name: string): LogSource {
  const folder = openFolder(name)
  return {
    name,
    async readCheckpoint() {
      const note = folder.read('checkpoint')
      if (note) return note
      if (!folder.read(keysFile)) throw misused(`${name} is no mirror of a log.`)
      throw unverified(`${name} has no checkpoint: the mirror was never finished, or it was taken away.`)
    },
    readPolicy: async () => {
      const keys = folder.read(keysFile)?.toString()
      return keys && `${keys.replaceAll(/^(?=.)/gm, 'log ')}quorum none\n`
    },
    async readTile(tile) {
      const bytes = folder.read(tilePath(tile))
      if (!bytes) throw unverified(`${name} lacks ${tilePath(tile)}.`)
      return bytes
    },
  }
}

/** The beginning of a full tile or bundle. */
function cut(bytes: Buffer, { level, width }: Tile): Buffer {
  if (level !== 'entries') return bytes.subarray(0, width * 32)
  return Buffer.from(encodeBundle(decodeBundle(bytes, tileWidth).slice(0, width)))
}
