import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { problemOf } from '../http.ts'
import { testSecretKey } from '../testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { createLimits, type Limit, type Limits, TooManyRequests } from './limits.ts'

let database: TestDatabase
let limits: Limits
beforeAll(async () => {
  database = await createTestDatabase()
  limits = createLimits(database.db, testSecretKey)
})
afterEach(() => database.asOwner('DELETE FROM rate_limit'))
afterAll(() => database.drop())

const [phone, network] = ['0912345678', '192.0.2.7']
const times = <T>(count: number, act: () => Promise<T>) => Promise.all(Array.from({ length: count }, act))
const kept = () =>
  database.asOwner('SELECT key, points, expire FROM rate_limit ORDER BY key') as Promise<
    { key: string; points: number; expire: string }[]
  >

/** The error of a call that is refused. */
const refusal = (call: Promise<unknown>): Promise<TooManyRequests> =>
  call.then(
    () => Promise.reject(new Error('was let through')),
    (error) => error,
  )

describe.each<[string, (all: Limits) => Limit, number, number]>([
  ['sign-in of an account', (all) => all.signIn.account, 5, 900],
  ['sign-in from a network', (all) => all.signIn.network, 30, 3600],
  ['a second factor', (all) => all.factor, 5, 900],
  ['links of invites from a network', (all) => all.invite, 10, 600],
  ['codes that nobody printed', (all) => all.scanMiss.device, 10, 600],
  ['codes that nobody printed from a network', (all) => all.scanMiss.network, 300, 600],
])('%s', (_name, limitOf, misses, windowS) => {
  test(`is closed after ${misses} misses, and says for how long (V6.3.1, V2.4.1)`, async () => {
    const limit = limitOf(limits)
    for (let miss = 0; miss < misses; miss++) {
      await limit.assertOpen(network)
      await limit.miss(network)
    }
    const error = await refusal(limit.assertOpen(network))
    expect(error).toBeInstanceOf(TooManyRequests)
    expect(problemOf(error)).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' })
    expect(error.retryAfterS).toBeGreaterThan(windowS - 60)
    expect(error.retryAfterS).toBeLessThanOrEqual(windowS)
    await limit.assertOpen('192.0.2.8')
  })

  test('opens again when the window of the first miss is over', async () => {
    const limit = limitOf(limits)
    await times(misses, () => limit.miss(network))
    await refusal(limit.assertOpen(network))
    await database.asOwner('UPDATE rate_limit SET expire = expire - $1', [windowS * 1000])
    await limit.assertOpen(network)
    await limit.miss(network)
    expect((await kept()).map(({ points }) => points)).toEqual([1])
  })
})

test('a further miss does not keep the door shut for longer', async () => {
  await limits.invite.miss(network)
  const [{ expire } = { expire: '' }] = await kept()
  await times(20, () => limits.invite.miss(network))
  expect(await kept()).toMatchObject([{ points: 21, expire }])
})

test('a thousand honest people behind one address are let in, while one who guesses from another is not', async () => {
  const { signIn } = limits
  for (let guess = 0; guess < 30; guess++) await signIn.network.miss('198.51.100.1')
  let letIn = 0
  await times(1000, async () => {
    const own = `09${String(++letIn).padStart(8, '0')}`
    await signIn.network.assertOpen(network)
    await signIn.account.claim(own)
    await signIn.account.reset(own)
  })
  expect(letIn).toBe(1000)
  await signIn.network.assertOpen(network)
  expect(await kept()).toHaveLength(1)
  expect(await refusal(signIn.network.assertOpen('198.51.100.1'))).toBeInstanceOf(TooManyRequests)
}, 30_000)

test('one person who guesses does not shut out the neighbours behind the same address', async () => {
  await times(6, () => limits.signIn.account.claim(phone).catch(() => undefined))
  await times(6, () => limits.signIn.network.miss(network))
  await limits.signIn.network.assertOpen(network)
  await limits.signIn.account.claim('0987654321')
})

test('fifty misses at once count as fifty (V15.4.2)', async () => {
  await times(50, () => limits.signIn.network.miss(network))
  expect((await kept()).map(({ points }) => points)).toEqual([50])
})

test('of fifty guesses sent at once five are looked at (V15.4.2, V6.3.1)', async () => {
  for (let round = 0; round < 20; round++) {
    let lookedAt = 0
    const guess = () => limits.factor.claim(`account ${round}`).then(() => (lookedAt += 1))
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, guess))
    expect(lookedAt).toBe(5)
    const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
    expect(errors).toHaveLength(45)
    for (const error of errors) expect(error).toBeInstanceOf(TooManyRequests)
  }
})

test('who is right in the end begins anew', async () => {
  for (let guess = 0; guess < 4; guess++) await limits.factor.claim(phone)
  await limits.factor.claim(phone)
  await limits.factor.reset(phone)
  await times(5, () => limits.factor.claim(phone))
  await refusal(limits.factor.claim(phone))
})

test('the misses of one kind are not those of another, and outlive a restart of the server', async () => {
  await times(10, () => limits.invite.miss(network))
  await limits.scanMiss.device.assertOpen(network)
  await refusal(createLimits(database.db, testSecretKey).invite.assertOpen(network))
})

test('no address and no phone number stands in the table', async () => {
  await limits.signIn.account.miss(phone)
  await limits.signIn.network.miss(network)
  const keys = (await kept()).map(({ key }) => key)
  expect(keys).toHaveLength(2)
  for (const key of keys) expect(key).toMatch(/^sign-in-(account|network):[\w-]{43}$/)
})

test.each(['assertOpen', 'claim', 'miss', 'reset'] as const)(
  'while the database is away nothing is open: %s says so (V16.5.3)',
  async (call) => {
    const [owner, stopper] = [new pg.Client(database.owner), new pg.Client(database.owner)]
    await Promise.all([owner.connect(), stopper.connect()])
    try {
      await owner.query('BEGIN; LOCK TABLE rate_limit IN ACCESS EXCLUSIVE MODE')
      const waiting = refusal(limits.factor[call](phone))
      const stop = `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE relation = 'rate_limit'::regclass AND NOT granted`
      while ((await stopper.query(stop)).rowCount === 0) await new Promise((wait) => setTimeout(wait, 10))
      expect(problemOf(await waiting)).toMatchObject({ status: 503, code: 'UNAVAILABLE' })
    } finally {
      await Promise.all([owner.end(), stopper.end()])
    }
  },
)
