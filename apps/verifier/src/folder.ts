import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** A folder whose files are each whole or not there, also when the program or the machine stops at any moment. */
export interface Folder {
  readonly path: string
  /** `undefined` when there is no such file. */
  read(name: string): Buffer | undefined
  /** Puts a file there, in place of an older one. Its name is kept for good from the next `sync` on. */
  write(name: string, bytes: Uint8Array | string): void
  /** From here on everything that was written survives a power cut. */
  sync(): void
}

export function openFolder(name: string): Folder {
  const path = resolve(name)
  const touched = new Set<string>()
  return {
    path,
    read(name) {
      try {
        return readFileSync(join(path, name))
      } catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
        throw error
      }
    },
    write(name, bytes) {
      const to = join(path, name)
      const made = mkdirSync(dirname(to), { recursive: true })
      // the name of a new folder stands in the folder above it
      for (let at = dirname(to); made && at !== dirname(at) && at.length >= made.length; at = dirname(at))
        touched.add(dirname(at))
      writeWhole(to, bytes)
      touched.add(dirname(to))
    },
    sync() {
      for (const each of touched) syncFolder(each)
      touched.clear()
    },
  }
}

function writeWhole(to: string, bytes: Uint8Array | string): void {
  const draft = `${to}.draft-${process.pid}`
  const file = openSync(draft, 'w', 0o644)
  try {
    const all = Buffer.from(bytes)
    for (let at = 0; at < all.length; ) at += writeSync(file, all, at)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(draft, to)
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  fsyncSync(folder)
  closeSync(folder)
}

/** Writes a file that only its owner may read. @throws when it is there */
export function writeSecret(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
