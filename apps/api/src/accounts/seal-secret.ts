import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '../config.ts'
import { writeOnce } from '../files/write-once.ts'

const [keyBytes, nonceBytes, tagBytes] = [32, 12, 16]
/** What the bytes are: version, nonce, ciphertext, tag. */
const version = Buffer.of(1)

/**
 * The text, encrypted (AES-256-GCM) for keeping in the database: a copy of the database alone does not tell it.
 *
 * @param key of {@link loadSecretKey}
 */
export function sealSecret(key: Buffer, text: string): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(version)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([version, nonce, sealed, cipher.getAuthTag()])
}

/** The text that was sealed. Throws when a byte of it was changed, or the key is another: both need the operator. */
export function openSecret(key: Buffer, sealed: Buffer): string {
  const [start, end] = [version.length + nonceBytes, sealed.length - tagBytes]
  if (end < start || sealed[0] !== version[0]) throw new Error('a sealed secret has no known form')
  const nonce = sealed.subarray(version.length, start)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  decipher.setAAD(version).setAuthTag(sealed.subarray(end))
  return Buffer.concat([decipher.update(sealed.subarray(start, end)), decipher.final()]).toString('utf8')
}

/**
 * The key kept in `<dataDir>/secret.key` (32 bytes, mode 0600), generated on first use. Two processes that start at once end up
 * with the same one.
 *
 * @throws {StartError} when the file is damaged
 */
export const loadSecretKey = (dataDir: string): Buffer => loadKey(dataDir, 'secret.key')

/** The same of another key, in a file of its own. @throws {StartError} when the file is damaged */
export function loadKey(dataDir: string, name: string): Buffer {
  const path = join(dataDir, name)
  return readKey(path) ?? writeKey(path)
}

function readKey(path: string): Buffer | undefined {
  let key: Buffer
  try {
    key = readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  if (key.length !== keyBytes) throw new StartError(`${path} is damaged: put it back from a backup.`)
  return key
}

function writeKey(path: string): Buffer {
  const key = randomBytes(keyBytes)
  if (writeOnce(path, key)) return key
  const winner = readKey(path) // another process was faster
  if (winner) return winner
  throw new Error(`${path} was removed while it was made`)
}
