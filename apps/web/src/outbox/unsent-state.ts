import { useSyncExternalStore } from 'react'
import type { Outbox, Unsent } from './outbox.ts'
import { ownPhone } from './recorder.ts'

/** What is told about the outbox of the person at this phone. */
export interface UnsentState {
  /** Waits to be sent. */
  readonly unsent: readonly Unsent[]
  /** The server did not take it, and nobody was there to be told. */
  readonly refused: readonly Unsent[]
  /** How many entries went to the administrator, because the phone was removed. */
  readonly handedIn: number
}

let state: UnsentState = { unsent: [], refused: [], handedIn: 0 }
const watchers = new Set<() => void>()

/** Looks again at what the outbox holds, and tells the pages that show it. */
export async function noteSent(outbox: Outbox, quarantined = 0): Promise<void> {
  const person = (await ownPhone(outbox))?.personId
  const own = (await outbox.list()).filter(({ personId }) => personId === person)
  const unsent = own.filter(({ refused }) => !refused)
  const refused = own.filter((entry) => entry.refused)
  state = { unsent, refused, handedIn: state.handedIn + quarantined }
  for (const tell of watchers) tell()
}

const watch = (tell: () => void) => {
  watchers.add(tell)
  return () => watchers.delete(tell)
}

/** What waits on this phone, as it is now. */
export const useUnsent = (): UnsentState => useSyncExternalStore(watch, () => state)
