/** Who looks at a page again within this time is still the same visit. */
const visitMs = 30 * 60_000

/**
 * Remembers devices for 30 minutes.
 *
 * @param most so many at once; the one that came first is forgotten first, and its repeat counts
 */
export function createRepeats(most = 200_000) {
  const last = new Map<string, number>()
  return {
    /** Whether the device was there a short time ago; else it is from now on. @param device a hash in base64 */
    isRepeat(device: string, atMs: number): boolean {
      const before = last.get(device)
      if (before !== undefined && atMs - before < visitMs) return true
      last.delete(device) // so that the order of the map is that of time
      last.set(device, atMs)
      for (const [oldest, time] of last) {
        if (last.size <= most && atMs - time < visitMs) break
        last.delete(oldest)
      }
      return false
    },
  }
}
