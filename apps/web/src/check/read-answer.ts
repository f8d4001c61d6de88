import type { LoggedEntry, LoggedTrace } from '@nguon/contract'
import { Unchecked } from './outcome.ts'

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The answer of `/api/v1/trace/…` by its bytes. Only its shape is looked at: nothing in it may be believed yet.
 *
 * @throws {Unchecked} `unreadable` when it has another shape: an answer of another program, or of a later version
 */
export function readTrace(bytes: Uint8Array): LoggedTrace {
  const { batchId, batchIds, isWhole, checkpoint, entries, keys } = readObject(bytes)
  const isTrace =
    typeof batchId === 'string' &&
    isListOf(batchIds, isText) &&
    typeof isWhole === 'boolean' &&
    typeof checkpoint === 'string' &&
    isListOf(entries, isEntry) &&
    isListOf(keys, isEntry)
  if (!isTrace) throw new Unchecked('unreadable')
  return { batchId, batchIds, isWhole, checkpoint, entries, keys }
}

/** The answer of `/api/v1/log/consistency`: its hashes in base64. @throws {Unchecked} `unreadable` when it is not of these sizes */
export function readConsistency(bytes: Uint8Array, asked: { from: number; to: number }): string[] {
  const { from, to, proof } = readObject(bytes)
  if (from !== asked.from || to !== asked.to || !isListOf(proof, isText)) throw new Unchecked('unreadable')
  return proof
}

function readObject(bytes: Uint8Array): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(decoder.decode(bytes))
    if (isObject(value)) return value
  } catch {
    // not JSON: as little an answer as a list would be
  }
  throw new Unchecked('unreadable')
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isText = (value: unknown): value is string => typeof value === 'string'

const isListOf = <T>(value: unknown, isOne: (each: unknown) => each is T): value is T[] =>
  Array.isArray(value) && value.every(isOne)

/** Index and proof come together: without one of them an entry would pass for one that is not sealed yet. */
const isEntry = (value: unknown): value is LoggedEntry => {
  if (!isObject(value) || !isText(value.id) || !isText(value.entry)) return false
  if (value.index === undefined && value.proof === undefined) return true
  return Number.isSafeInteger(value.index) && isListOf(value.proof, isText)
}
