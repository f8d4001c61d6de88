import { createHmac } from 'node:crypto'
import { DomainError } from '@nguon/domain'
import { RateLimiterPostgres } from 'rate-limiter-flexible'
import type { DataSource } from 'typeorm'

/** Too many misses; says when to come again, which the answer repeats as Retry-After. */
export class TooManyRequests extends DomainError {
  readonly retryAfterS: number

  constructor(retryAfterS: number) {
    super('TOO_MANY_REQUESTS', `come again in ${retryAfterS} s`)
    this.retryAfterS = retryAfterS
  }
}

/**
 * Counts the misses of a key (a phone number, an account, a network) in a window that begins with the first one. Whoever knows
 * the secret is never charged: many honest phones share one address. When the database is away every call throws what the
 * database throws, so that nothing is open by then.
 */
export interface Limit {
  /** @throws {TooManyRequests} when all misses of the window are used up */
  assertOpen(key: string): Promise<void>
  /** Notes a miss. */
  miss(key: string): Promise<void>
  /**
   * Notes a miss before the secret is looked at, to be taken back by `reset` when it is right: guesses that are sent at once
   * are counted one after the other, and none beyond the figure is looked at (ASVS 15.4.2). For a key that is one person's.
   *
   * @throws {TooManyRequests} when all misses of the window were used up before
   */
  claim(key: string): Promise<void>
  /** Forgets the misses. */
  reset(key: string): Promise<void>
}

export interface Limits {
  readonly signIn: {
    /** Keyed by phone number, whether or not somebody has it. */
    readonly account: Limit
    readonly network: Limit
  }
  /** Codes and passkeys, by account. */
  readonly factor: Limit
  /** Links of invites, by network. */
  readonly invite: Limit
  /** Codes that nobody printed. */
  readonly scanMiss: {
    /** Keyed by network and what the browser calls itself. */
    readonly device: Limit
    /** By network alone, which is not passed by taking another name each time; far above what honest phones behind it miss. */
    readonly network: Limit
  }
}

const [minute, hour] = [60, 3600]

/**
 * The limits of this server, counted in the database: they outlive a restart and are one for several servers.
 *
 * @param secretKey turns addresses and phone numbers into what nobody can guess from the table
 */
export function createLimits(db: DataSource, secretKey: Buffer): Limits {
  const hidden = (key: string) => createHmac('sha256', secretKey).update(key).digest('base64url')
  const limit = (name: string, misses: number, windowS: number) =>
    createLimit(db, { name, misses, windowS, hidden })
  return {
    signIn: {
      account: limit('sign-in-account', 5, 15 * minute),
      network: limit('sign-in-network', 30, hour),
    },
    factor: limit('factor', 5, 15 * minute),
    invite: limit('invite', 10, 10 * minute),
    scanMiss: {
      device: limit('scan-miss', 10, 10 * minute),
      network: limit('scan-miss-network', 300, 10 * minute),
    },
  }
}

interface Figures {
  readonly name: string
  readonly misses: number
  readonly windowS: number
  /** What stands in the table instead of an address or phone number. */
  readonly hidden: (key: string) => string
}

function createLimit(db: DataSource, { name, misses, windowS, hidden }: Figures): Limit {
  const limiter = new RateLimiterPostgres({
    storeClient: db,
    storeType: 'typeorm',
    tableName: 'rate_limit',
    tableCreated: true,
    keyPrefix: name,
    points: misses,
    duration: windowS,
  })
  const assertWithin = (consumed: number, most: number, waitMs: number): void => {
    if (consumed > most) throw new TooManyRequests(Math.max(1, Math.ceil(waitMs / 1000)))
  }
  return {
    async assertOpen(key) {
      const found = await limiter.get(hidden(key))
      if (found) assertWithin(found.consumedPoints, misses - 1, found.msBeforeNext)
    },
    async miss(key) {
      await limiter.penalty(hidden(key))
    },
    async claim(key) {
      const { consumedPoints, msBeforeNext } = await limiter.penalty(hidden(key))
      assertWithin(consumedPoints, misses, msBeforeNext)
    },
    async reset(key) {
      await limiter.delete(hidden(key))
    },
  }
}
