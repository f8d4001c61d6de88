import { parseVerifierKey } from '@nguon/transparency'
import type { PageSays } from './assert-told.ts'
import { checkTrace } from './check-trace.ts'
import { keepMemory, type Memory, readMemory } from './memory.ts'
import { type Checked, type Contradiction, Mismatch, type Obstacle, Unchecked } from './outcome.ts'

/** What a check came to: one of three, and nothing between them. */
export type Outcome =
  | {
      readonly kind: 'checked'
      readonly checked: Checked
      readonly before: Memory | undefined
      readonly key: string
      /** Whether this phone will know the log again. */
      readonly isKept: boolean
    }
  | { readonly kind: 'unchecked'; readonly obstacle: Obstacle }
  | { readonly kind: 'mismatch'; readonly contradiction: Contradiction; readonly evidence: string }

/** The page that is checked. */
export interface CheckedPage extends PageSays {
  /** The path of its code. */
  readonly path: string
}

const mostMs = 30_000

/**
 * Checks a page against the log of this site. Never throws, and takes half a minute at most.
 *
 * @param pinnedKey the log's key where the build knows it; else the key that this phone saw first counts for ever
 */
export async function runCheck(page: CheckedPage, pinnedKey: string): Promise<Outcome> {
  if (!globalThis.crypto?.subtle) return { kind: 'unchecked', obstacle: 'insecure' }
  const timeout = new AbortController()
  const timer = setTimeout(() => timeout.abort(), mostMs)
  try {
    return await check(page, pinnedKey, (path) => fetchBytes(path, timeout.signal))
  } catch (error) {
    return { kind: 'unchecked', obstacle: error instanceof Unchecked ? error.obstacle : 'unreadable' }
  } finally {
    clearTimeout(timer)
  }
}

type Fetch = (path: string) => Promise<Uint8Array>

async function check(page: CheckedPage, pinnedKey: string, fetch: Fetch): Promise<Outcome> {
  const before = readMemory()
  const key = pinnedKey || before?.key || keyIn(await fetch('/log/policy'))
  const remembered = before?.note === undefined ? { key } : { key, note: before.note }
  const answer = await fetch(`/api/v1/trace/${encodeURIComponent(page.path.slice(1))}`)
  const now = new Date()
  try {
    const checked = await checkTrace({ answer, remembered, page, now, proveConsistency: proofBy(fetch) })
    const isKept = keepMemory({ key, note: checked.note, at: now.toISOString() })
    const { name, id } = parseVerifierKey(key)
    return { kind: 'checked', checked, before, key: `${name}+${id}`, isKept }
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error
    const { contradiction } = error
    return { kind: 'mismatch', contradiction, evidence: evidenceOf(error, remembered, page, answer, now) }
  }
}

const proofBy = (fetch: Fetch) => (from: number, to: number) =>
  fetch(`/api/v1/log/consistency?from=${from}&to=${to}`)

/** The log's key in a policy (C2SP tlog-policy). */
function keyIn(policy: Uint8Array): string {
  const key = /^log (\S+)/m.exec(new TextDecoder().decode(policy))?.[1]
  if (key === undefined) throw new Unchecked('unreadable')
  return key
}

/** All that somebody needs to see the same: each note is evidence by itself, because the log signed it. */
function evidenceOf(
  { contradiction, message }: Mismatch,
  { key, note }: { readonly key: string; readonly note?: string },
  { path, batchId, state }: CheckedPage,
  answer: Uint8Array,
  now: Date,
): string {
  const said = /"checkpoint":("(?:[^"\\]|\\.)*")/.exec(new TextDecoder().decode(answer))?.[1]
  return [
    `${location.origin}${path}`,
    `${now.toISOString()} ${contradiction}: ${message} (${batchId}, ${state})`,
    key,
    note ?? '-',
    said === undefined ? '-' : String(JSON.parse(said)),
  ].join('\n\n')
}

async function fetchBytes(path: string, signal: AbortSignal): Promise<Uint8Array> {
  try {
    const answer = await fetch(path, { signal, cache: 'no-store', credentials: 'omit' })
    if (answer.ok) return new Uint8Array(await answer.arrayBuffer())
  } catch {
    // no network, or too slow a one
  }
  throw new Unchecked('network')
}
