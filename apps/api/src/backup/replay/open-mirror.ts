import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeBundle, tilePath, tileWidth, widthAt } from '@nguon/transparency'
import { StartError } from '../../config.ts'

/** A copy of the log that somebody else kept (C2SP tlog-tiles). Nothing that it says is believed before it was checked. */
export interface Mirror {
  /** The note of its last checkpoint. */
  readCheckpoint(): Promise<string>
  /** The entries from a number on, up to the end of their bundle, in the tree of so many leaves. */
  readEntries(from: number, size: number): Promise<Uint8Array[]>
}

/** @param name the folder that `nguon-log mirror` keeps, or the address of a log, such as `https://trace.example.vn/log` */
export function openMirror(name: string): Mirror {
  const read = /^https?:\/\//i.test(name) ? fetchFrom(name.replace(/\/+$/, '')) : readFrom(name)
  const need = async (path: string): Promise<Buffer> => {
    const bytes = await read(path)
    if (!bytes) throw new StartError(`${name} has no ${path}: it is no mirror of a log, or not a whole one.`)
    return bytes
  }
  return {
    readCheckpoint: async () => (await need('checkpoint')).toString(),
    async readEntries(from, size) {
      const index = Math.floor(from / tileWidth)
      const width = widthAt({ level: 'entries', index }, size)
      const tile = { level: 'entries' as const, index, width }
      const partial = width < tileWidth ? await read(tilePath(tile)) : undefined
      // where a bundle has become full, the mirror may have dropped what was not
      const entries = partial
        ? decodeBundle(partial, width)
        : decodeBundle(await need(tilePath({ ...tile, width: tileWidth })), tileWidth).slice(0, width)
      return entries.slice(from % tileWidth)
    },
  }
}

const readFrom =
  (folder: string) =>
  async (path: string): Promise<Buffer | undefined> => {
    try {
      return await readFile(join(folder, path))
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
      throw error
    }
  }

const timeoutMs = 30_000

const fetchFrom =
  (base: string) =>
  async (path: string): Promise<Buffer | undefined> => {
    const answer = await fetch(`${base}/${path}`, { signal: AbortSignal.timeout(timeoutMs) })
    if (answer.status === 404) return undefined
    if (!answer.ok) throw new StartError(`${base}/${path} answers ${answer.status}.`)
    return Buffer.from(await answer.arrayBuffer())
  }
