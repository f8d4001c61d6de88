import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DomainError, Sha256Hex } from '@nguon/domain'

/** Keeps files under the hash of their bytes in the data folder. Every name is made here. */
export interface FileVault {
  /** Keeps exactly these bytes and answers their SHA-256; once it answers they survive a power failure. */
  keep(bytes: Uint8Array): Promise<string>
  /** The bytes. @throws {DomainError} `NOT_FOUND` when they are not there; another error when they are no longer those kept */
  read(sha256: string): Promise<Buffer>
  /** A copy made before. */
  findCopy(sha256: string, widthPx: number): Promise<Buffer | undefined>
  /** Keeps a re-encoded copy. Copies can be deleted at any time: they are made again. */
  keepCopy(sha256: string, widthPx: number, webp: Uint8Array): Promise<void>
}

/** @param root the folder of files in NGUON_DATA; made when the first file comes */
export function createFileVault(root: string): FileVault {
  sweep(incomingOf(root))
  const pathOf = (sha256: string) => join(root, Sha256Hex.parse(sha256).slice(0, 2), sha256)
  const copyOf = (sha256: string, widthPx: number) =>
    join(root, 'copies', `${Sha256Hex.parse(sha256)}-${Math.trunc(widthPx)}.webp`)
  return {
    async keep(bytes) {
      const sha256 = hashOf(bytes)
      await writeWhole(root, pathOf(sha256), bytes) // also when it is there: that one may be damaged, or not yet synced
      return sha256
    },
    async read(sha256) {
      const bytes = await readFile(pathOf(sha256)).catch(ifMissing)
      if (!bytes) throw new DomainError('NOT_FOUND', 'the file was noted, but its bytes were never sent here')
      if (hashOf(bytes) !== sha256) throw new Error(`the file ${sha256} is damaged on disk`)
      return bytes
    },
    findCopy: (sha256, widthPx) => readFile(copyOf(sha256, widthPx)).catch(ifMissing),
    keepCopy: (sha256, widthPx, webp) => writeWhole(root, copyOf(sha256, widthPx), webp),
  }
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

/** Where files are while they are being written: one folder, so that what a crash leaves is found. */
const incomingOf = (root: string): string => join(root, 'incoming')

/** Removes what a crash left half written, once it is a day old: what is younger another process may be writing. */
function sweep(incoming: string): void {
  for (const name of existsSync(incoming) ? readdirSync(incoming) : []) {
    const path = join(incoming, name)
    const stats = statSync(path, { throwIfNoEntry: false })
    if (stats && Date.now() - stats.mtimeMs > 86_400_000) rmSync(path, { force: true })
  }
}

/** Writes beside, then renames: under its name a file is whole or not there, also after a power failure. */
async function writeWhole(root: string, path: string, bytes: Uint8Array): Promise<void> {
  const [folder, incoming] = [dirname(path), incomingOf(root)]
  await mkdir(folder, { recursive: true })
  await mkdir(incoming, { recursive: true })
  const beside = join(incoming, randomUUID())
  try {
    await writeSynced(beside, bytes)
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
  for (const changed of [folder, root, dirname(root)]) await syncFolder(changed)
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A name is only on disk once its folder is. Windows has no such call. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
