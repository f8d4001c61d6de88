import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { formatSignerKey, generateKey, parseSignerKey, type SignerKey } from '@nguon/transparency'
import { StartError } from '../config.ts'
import { writeOnce } from '../files/write-once.ts'

/**
 * The key that signs the log, kept in `<dataDir>/keys/log.key` (mode 0600, one line in the form of a signed note's key), made on
 * first use. Two processes that start at once end up with the same one.
 *
 * @param publicUrl names the log, once: `<host>/log`. The name in the file stays whatever the address becomes
 * @throws {StartError} when others may read the file, or it is damaged
 */
export async function loadLogKey(dataDir: string, publicUrl: string): Promise<SignerKey> {
  const path = join(dataDir, 'keys', 'log.key')
  const kept = await readKey(path)
  if (kept) return kept
  const made = await generateKey(`${new URL(publicUrl).host}/log`)
  if (writeOnce(path, Buffer.from(`${formatSignerKey(made)}\n`))) return made
  const winner = await readKey(path)
  if (winner) return winner
  throw new Error(`${path} was removed while it was made`)
}

async function readKey(path: string): Promise<SignerKey | undefined> {
  let text: string
  try {
    if ((statSync(path).mode & 0o077) !== 0)
      throw new StartError(`${path} signs the log, and others may read it: run chmod 600 on it.`)
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  try {
    return await parseSignerKey(text.trimEnd())
  } catch (cause) {
    throw new StartError(`${path} is damaged: put it back from a backup.`, { cause })
  }
}
