import type { Request } from 'express'
import { type Limit, TooManyRequests } from '../accounts/limits.ts'
import { networkAndDeviceOf } from '../accounts/network-of.ts'

/**
 * Stops who asks for code after code that nobody printed. Only misses are charged: a thousand honest phones behind one address
 * never are, and a code that there is costs no look at the limit, which is remembered here once it is reached.
 */
export interface MissGuard {
  /** @throws {TooManyRequests} while the network and device are stopped */
  assertOpen(req: Request): void
  /** Charges a miss. @throws {TooManyRequests} when it was one too many */
  miss(req: Request): Promise<void>
}

export function createMissGuard(limit: Limit, now: () => number = Date.now): MissGuard {
  const stopped = new Map<string, number>()
  return {
    assertOpen(req) {
      if (stopped.size === 0) return
      const key = networkAndDeviceOf(req)
      const waitMs = (stopped.get(key) ?? 0) - now()
      if (waitMs > 0) throw new TooManyRequests(Math.ceil(waitMs / 1000))
      stopped.delete(key)
    },
    async miss(req) {
      const key = networkAndDeviceOf(req)
      try {
        await limit.claim(key)
      } catch (error) {
        if (error instanceof TooManyRequests) stopped.set(key, now() + error.retryAfterS * 1000)
        throw error
      }
    },
  }
}
