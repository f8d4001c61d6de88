import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import {
  decodeBundle,
  parseCheckpoint,
  parseSignerKey,
  tilePath,
  tileWidth,
  type VerifierKey,
} from '@nguon/transparency'
import { ask } from './ask.ts'
import { asOwner } from './postgres.ts'

/** The history as everybody can read it, and every checkpoint that was signed over it. */
export interface History {
  /** In the order of the log. */
  readonly entries: readonly Uint8Array[]
  /** Every note that stands in the database or was shown. */
  readonly notes: readonly string[]
  readonly key: VerifierKey
}

/** Waits until everything that was recorded is sealed and shown, then reads all of it: entries and checkpoint over HTTP. */
export async function readHistory(
  dataDir: string,
  port: number,
  shown: readonly string[] = [],
): Promise<History> {
  const note = await untilSealed(dataDir, port)
  const { size } = parseCheckpoint(`${note.split('\n\n')[0]}\n`)
  const entries: Uint8Array[] = []
  for (let index = 0; index * tileWidth < size; index++) {
    const width = Math.min(tileWidth, size - index * tileWidth)
    const { status, bytes } = await ask(port, `/log/${tilePath({ level: 'entries', index, width })}`)
    if (status !== 200) throw new Error(`entries ${index} of the log are answered ${status}`)
    entries.push(...decodeBundle(bytes, width))
  }
  const rows = await asOwner<{ note: string }>(dataDir, 'SELECT note FROM log_checkpoint')
  const notes = [...new Set([...rows.map((row) => row.note), ...shown, note])]
  return { entries, notes, key: await keyOf(dataDir) }
}

/** The key that signs the log of a data folder. */
export async function keyOf(dataDir: string): Promise<VerifierKey> {
  const line = readFileSync(join(dataDir, 'keys', 'log.key'), 'utf8').trimEnd()
  return parseSignerKey(line)
}

const patienceMs = 30_000

async function untilSealed(dataDir: string, port: number): Promise<string> {
  const [row] = await asOwner<{ count: number }>(dataDir, 'SELECT count(*)::int AS count FROM event')
  const count = row?.count ?? 0
  for (const until = Date.now() + patienceMs; Date.now() < until; await pause(100)) {
    const note = await readCheckpoint(port)
    if (note && sizeOf(note) >= count) return note
  }
  const ready = await ask(port, '/readyz')
  throw new Error(`${count} entries are not sealed within ${patienceMs} ms: ${ready.bytes.toString()}`)
}

/** The note that a server shows now; undefined when it shows none, or is away. */
async function readCheckpoint(port: number): Promise<string | undefined> {
  const reply = await ask(port, '/log/checkpoint', { timeoutMs: 5000 }).catch(() => undefined)
  return reply?.status === 200 ? reply.bytes.toString() : undefined
}

/** How many entries a note is about. */
const sizeOf = (note: string): number => Number(note.split('\n')[1])

/** Collects every checkpoint that these servers show, until it is stopped. */
export function watchCheckpoints(ports: readonly number[]): () => Promise<string[]> {
  const seen = new Set<string>()
  let isOn = true
  const watching = ports.map(async (port) => {
    while (isOn) {
      const note = await readCheckpoint(port)
      if (note) seen.add(note)
      await pause(100)
    }
  })
  return async () => {
    isOn = false
    await Promise.all(watching)
    return [...seen]
  }
}
