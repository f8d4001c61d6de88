import { formatVerifierKey, generateKey, type SignerKey } from '@nguon/transparency'
import { makeEntries } from './make-entries.ts'
import { newFolder } from './test-folder.ts'
import { writeLog } from './write-log.ts'

/** A log whose files stand in a folder. */
export interface TestLog {
  readonly path: string
  readonly key: SignerKey
  readonly vkey: string
  readonly entries: readonly Uint8Array[]
  /** Publishes the log with these entries instead. @returns the note */
  publish(entries: readonly Uint8Array[]): Promise<string>
}

/** A log with so many entries, of which none is published yet. */
export async function createTestLog(
  count: number,
  options?: Parameters<typeof makeEntries>[1],
): Promise<TestLog> {
  const entries: Uint8Array[] = []
  for await (const entry of makeEntries(count, options)) entries.push(entry)
  const key = await generateKey('nguon.example.vn/log')
  const path = newFolder()
  return { path, key, vkey: formatVerifierKey(key), entries, publish: (some) => writeLog(path, some, key) }
}
