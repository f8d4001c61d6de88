import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, link, mkdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { StartError } from '../config.ts'

const pathOf = (root: string, sha256: string): string => join(root, sha256.slice(0, 2), sha256)

/**
 * Puts kept files into another folder of files: by a second name where it is on the same disk (they are never written again), else by
 * a copy. What is there stays.
 *
 * @returns how many bytes they have, and which are not there
 */
export async function takeFiles(
  from: string,
  to: string,
  hashes: readonly string[],
): Promise<{ bytes: number; missing: string[] }> {
  const missing: string[] = []
  let bytes = 0
  for (const sha256 of hashes) {
    const size = await sizeOf(pathOf(from, sha256))
    if (size === undefined) missing.push(sha256)
    else await take(pathOf(from, sha256), pathOf(to, sha256))
    bytes += size ?? 0
  }
  return { bytes, missing }
}

/** Throws unless every file holds the bytes it is named after. */
export async function assertFiles(root: string, hashes: readonly string[]): Promise<void> {
  for (const sha256 of hashes) {
    const hash = createHash('sha256')
    await pipeline(createReadStream(pathOf(root, sha256)), hash).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'ENOENT') throw cause
      throw new StartError(`The backup has no file ${sha256}.`, { cause })
    })
    if (hash.digest('hex') !== sha256) throw new StartError(`The file ${sha256} of the backup is damaged.`)
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

async function take(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  try {
    await link(from, to)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return
    if (!['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP'].includes(code)) throw error
    await copyFile(from, to)
  }
}
