/**
 * Reads in a query that begins later than the call, so that what it answers was true after the call: calls that wait at the same
 * moment share one query.
 *
 * @param read answers for all keys at once
 */
export function shareReads<K, V>(read: (keys: ReadonlySet<K>) => Promise<V>): (key: K) => Promise<V> {
  let running: Promise<unknown> = Promise.resolve()
  let next: { readonly keys: Set<K>; readonly answer: Promise<V> } | undefined

  const plan = () => {
    const keys = new Set<K>()
    const answer = running.then(() => {
      next = undefined
      return read(keys)
    })
    running = answer.catch(() => undefined)
    return { keys, answer }
  }

  return (key) => {
    next ??= plan()
    next.keys.add(key)
    return next.answer
  }
}
