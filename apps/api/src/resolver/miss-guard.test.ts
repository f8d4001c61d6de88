import { expect, test } from '@jest/globals'
import { type Limit, TooManyRequests } from '../accounts/limits.ts'
import { createMissGuard } from './miss-guard.ts'

const open: Limit = {
  assertOpen: async () => undefined,
  miss: async () => undefined,
  claim: async () => undefined,
  reset: async () => undefined,
}
/** A limit whose misses are used up. */
const shut: Limit = {
  ...open,
  claim: async () => {
    throw new TooManyRequests(600)
  },
}
const from = (userAgent: string, ip = '192.0.2.7') =>
  ({ ip, headers: { 'user-agent': userAgent } }) as unknown as Parameters<
    ReturnType<typeof createMissGuard>['assertOpen']
  >[0]
const isOpen = (guard: ReturnType<typeof createMissGuard>, req: ReturnType<typeof from>) => {
  try {
    guard.assertOpen(req)
    return true
  } catch (error) {
    if (error instanceof TooManyRequests) return false
    throw error
  }
}

test('a device that is stopped leaves its neighbours behind the same address alone', async () => {
  const guard = createMissGuard({ device: shut, network: open })
  await guard.miss(from('guesser')).catch(() => undefined)
  expect(isOpen(guard, from('guesser'))).toBe(false)
  expect(isOpen(guard, from('neighbour'))).toBe(true)
})

test('a network that is stopped is stopped under every name, and opens again (V2.4.1)', async () => {
  let time = 0
  const guard = createMissGuard({ device: open, network: shut }, () => time)
  await guard.miss(from('one name')).catch(() => undefined)
  expect(isOpen(guard, from('another name'))).toBe(false)
  expect(isOpen(guard, from('another name', '192.0.2.8'))).toBe(true)
  time += 600_000
  expect(isOpen(guard, from('another name'))).toBe(true)
})

test('however many are stopped, of at most 20,000 it is remembered, and of those whose time is over of none (V15.2.2)', async () => {
  let time = 0
  const guard = createMissGuard({ device: shut, network: open }, () => time)
  const stop = async (first: number, count: number) => {
    for (let number = first; number < first + count; number++)
      await guard.miss(from(`phone ${number}`)).catch(() => undefined)
  }
  const stoppedOf = (count: number) =>
    Array.from({ length: count }, (_, number) => from(`phone ${number}`)).filter((req) => !isOpen(guard, req))
      .length
  await stop(0, 25_000)
  expect(stoppedOf(25_000)).toBe(20_000)
  time += 600_001
  await stop(25_000, 1)
  time -= 600_001 // those of before would be stopped still, were they remembered
  expect(stoppedOf(25_000)).toBe(0)
  expect(isOpen(guard, from('phone 25000'))).toBe(false)
}, 30_000)
