import type { Platform } from './platform.ts'

interface LoggedTrace {
  readonly entries: readonly LoggedEntry[]
  readonly keys: readonly LoggedEntry[]
}

/** An entry of a trace; without `index` it is not sealed yet. */
export interface LoggedEntry {
  readonly id: string
  readonly index?: number
}

/**
 * The sample data came in a moment ago: asks until the log has sealed all of a code's history, which takes a second.
 *
 * @param path of the code
 * @returns the entries of its history
 */
export async function untilSealed({ url }: Platform, path: string): Promise<readonly LoggedEntry[]> {
  for (;;) {
    const answer = await fetch(`${url}/api/v1/trace/${encodeURIComponent(path.slice(1))}`)
    const { entries = [], keys = [] } = (await answer.json()) as Partial<LoggedTrace>
    if (entries.length > 0 && [...entries, ...keys].every(({ index }) => index !== undefined)) return entries
  }
}
