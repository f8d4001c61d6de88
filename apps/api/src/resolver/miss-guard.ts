import { createHash } from 'node:crypto'
import type { Request } from 'express'
import { type Limits, TooManyRequests } from '../accounts/limits.ts'
import { networkAndDeviceOf, networkOf } from '../accounts/network-of.ts'

/**
 * Stops who asks for code after code that nobody printed. Only misses are charged: a thousand honest phones behind one address
 * never are, and a code that there is costs no look at the limit, which is remembered here once it is reached.
 */
export interface MissGuard {
  /** @throws {TooManyRequests} while the device, or its whole network, is stopped */
  assertOpen(req: Request): void
  /** Charges a miss. @throws {TooManyRequests} when it was one too many */
  miss(req: Request): Promise<void>
}

export function createMissGuard(limits: Limits['scanMiss'], now: () => number = Date.now): MissGuard {
  const stopped = createStopped(now)
  const charge = async (limit: Limits['scanMiss']['device'], key: string): Promise<void> => {
    try {
      await limit.claim(key)
    } catch (error) {
      if (error instanceof TooManyRequests) stopped.add(key, error.retryAfterS * 1000)
      throw error
    }
  }
  return {
    assertOpen(req) {
      const waitMs = Math.max(stopped.waitMs(networkOf(req)), stopped.waitMs(networkAndDeviceOf(req)))
      if (waitMs > 0) throw new TooManyRequests(Math.ceil(waitMs / 1000))
    },
    async miss(req) {
      await charge(limits.device, networkAndDeviceOf(req))
      await charge(limits.network, networkOf(req))
    },
  }
}

/** Above so many, those whose time is over are dropped; and there are never more than the second figure. */
const [manyKeys, mostKeys] = [10_000, 20_000]

/** Who is stopped, and until when. Keys are as long as a browser likes: a hash of each is kept. */
function createStopped(now: () => number) {
  const ends = new Map<string, number>()
  const hashOf = (key: string) => createHash('sha256').update(key).digest('base64url')
  return {
    waitMs: (key: string): number => (ends.size === 0 ? 0 : (ends.get(hashOf(key)) ?? 0) - now()),
    add(key: string, forMs: number): void {
      if (ends.size >= manyKeys) for (const [hash, end] of ends) if (end <= now()) ends.delete(hash)
      // The one who was stopped first goes: the next miss finds the limit in the database again.
      const [oldest] = ends.keys()
      if (ends.size >= mostKeys && oldest !== undefined) ends.delete(oldest)
      ends.set(hashOf(key), now() + forMs)
    },
  }
}
