import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  formatSignerKey,
  formatVerifierKey,
  generateKey,
  LogError,
  parseSignerKey,
  parseVerifierKey,
  type SignerKey,
} from '@nguon/transparency'
import type { Command } from './command.ts'
import { misused } from './failure.ts'
import { writeSecret } from './folder.ts'
import { serveMirror } from './serve-mirror.ts'
import { serveWitness } from './witness.ts'

/** The commands that go on until they are stopped, and the key that one of them needs. */
export const servingCommands: Readonly<Record<string, Command>> = {
  serve: {
    usage: 'serve DIR --listen [HOST:]PORT',
    about: 'serve a mirror: GET /batch/<id>/head, and the log itself for others to compare',
    takes: [1, 1],
    async run({ names: [dir = ''], listen: at = '', ...trust }, io) {
      const serving = await serveMirror(dir, at, trust)
      io.progress(`${serving.url} serves ${dir}\n`)
      await io.stopped()
      await serving.close()
      return { text: '', data: {} }
    },
  },
  witness: {
    usage: 'witness --listen [HOST:]PORT --key FILE --log VKEY [--log VKEY …] [--state DIR]',
    about: 'cosign the checkpoints of logs, each only if it goes on from the last',
    takes: [0, 0],
    async run({ key: [file = '', ...more], log, state, listen: at = '' }, io) {
      if (more.length > 0) throw misused('A witness has one key.')
      if (log.length === 0) throw misused('A witness knows the logs that it watches: give --log.')
      const key = await readKey(file)
      const logKeys = readOr(() => log.map(parseVerifierKey))
      const statePath = state ?? join(dirname(file), 'witness')
      const serving = await serveWitness({ key, logKeys, statePath }, at)
      io.progress(`${serving.url} witnesses as ${formatVerifierKey(key)}\n`)
      await io.stopped()
      await serving.close()
      return { text: '', data: {} }
    },
  },
  'new-key': {
    usage: 'new-key NAME FILE',
    about: 'make the key of a witness',
    takes: [2, 2],
    async run({ names: [name = '', file = ''] }) {
      if (existsSync(file)) throw misused(`${file} is there already.`)
      const key = await generateKey(name, 4).catch(() => {
        throw misused(`${name} is no name of a key: it may hold neither spaces nor +.`)
      })
      writeSecret(file, `${formatSignerKey(key)}\n`)
      const vkey = formatVerifierKey(key)
      return {
        text: `${vkey}\nThis is public: give it to the log's operator. ${file} is secret.`,
        data: { vkey },
      }
    },
  },
}

async function readKey(file: string): Promise<SignerKey> {
  if (!existsSync(file))
    throw misused(`There is no key ${file}: nguon-log new-key NAME ${file || 'FILE'} makes one.`)
  const key = await parseSignerKey(readFileSync(file, 'utf8').trimEnd()).catch(() => undefined)
  if (key?.type !== 4) throw misused(`${file} is not the key of a witness.`)
  return key
}

function readOr<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof LogError ? misused(`This is no key: ${error.message}.`) : error
  }
}
