import { readFileSync } from 'node:fs'
import { LogError, parseVerifierKey, type VerifierKey } from '@nguon/transparency'
import { StartError } from '../config.ts'

/** Somebody independent who is asked to say that they saw a checkpoint, and where. */
export interface Witness {
  readonly key: VerifierKey
  /** What comes before `/add-checkpoint`. */
  readonly url: string
}

/** A note has room for 16 signatures, and the log's own is one. */
const most = 15

/**
 * Reads NGUON_WITNESSES: `url vkey` of each, separated by commas or newlines; or the path of a file with such lines. Only the operator
 * names witnesses, never a request.
 *
 * @throws {StartError}
 */
export function readWitnesses(setting: string | undefined): Witness[] {
  if (setting === undefined) return []
  const text = /\s/.test(setting.trim()) ? setting : readList(setting)
  const lines = text.split(/[,\n]/).map((line) => line.trim())
  const witnesses = lines.filter((line) => line !== '' && !line.startsWith('#')).map(parseWitness)
  const names = new Set(witnesses.map(({ key }) => Buffer.from(key.publicKey).toString('hex')))
  if (names.size < witnesses.length) throw new StartError('NGUON_WITNESSES names a key twice.')
  if (witnesses.length > most) throw new StartError(`NGUON_WITNESSES names more than ${most} witnesses.`)
  return witnesses
}

function readList(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new StartError(`NGUON_WITNESSES: the file ${path} cannot be read.`, { cause })
  }
}

function parseWitness(line: string): Witness {
  const [url = '', vkey = '', ...more] = line.split(/\s+/)
  const wrong = new StartError(`NGUON_WITNESSES: ${line} is not the address and the key of a witness.`)
  if (!/^https?:\/\/[^?#]+$/.test(url) || !URL.canParse(url) || more.length > 0) throw wrong
  try {
    const key = parseVerifierKey(vkey)
    if (key.type !== 4) throw wrong
    return { key, url: url.replace(/\/+$/, '') }
  } catch (error) {
    throw error instanceof LogError ? wrong : error
  }
}
