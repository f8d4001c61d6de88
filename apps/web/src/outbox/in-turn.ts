const waiting = new Map<string, Promise<unknown>>()

/** Runs `work` alone: one at a time under this name in this tab, and in all tabs where the browser has locks. */
export function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (globalThis.navigator?.locks) return navigator.locks.request(name, work) as Promise<T>
  const before = waiting.get(name) ?? Promise.resolve()
  const turn = before.then(work, work)
  waiting.set(
    name,
    turn.catch(() => undefined),
  )
  return turn
}
