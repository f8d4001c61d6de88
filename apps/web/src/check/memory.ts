import type { Remembered } from './check-trace.ts'

/** What this phone remembers of the log of this site. */
export interface Memory extends Remembered {
  /** When it saw the note. */
  readonly at?: string
}

const name = 'nguon-log'

/** What an earlier check left; nothing where there was none, or the browser keeps nothing. */
export function readMemory(): Memory | undefined {
  try {
    const kept: Partial<Memory> = JSON.parse(localStorage.getItem(name) ?? '{}')
    return typeof kept.key === 'string' ? { ...kept, key: kept.key } : undefined
  } catch {
    return undefined
  }
}

/** Keeps the newest checkpoint. @returns whether the browser could */
export function keepMemory(memory: Memory): boolean {
  try {
    localStorage.setItem(name, JSON.stringify(memory))
    return true
  } catch {
    return false
  }
}
