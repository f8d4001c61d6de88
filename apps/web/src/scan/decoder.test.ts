import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { type Decoder, joinLater } from './decoder.ts'

const frame = {} as ImageData
const reading = (text?: string): Decoder => ({ read: async () => text })

beforeEach(() => void jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())

test('the second decoder is fetched after two seconds without a code, once, and never waited for', async () => {
  let fetched = 0
  let arrive: (decoder: Decoder) => void = () => undefined
  const joined = joinLater(reading(), () => {
    fetched++
    return new Promise((resolve) => {
      arrive = resolve
    })
  })
  await joined.read(frame, 'live')
  jest.advanceTimersByTime(1999)
  await joined.read(frame, 'live')
  expect(fetched).toBe(0)
  jest.advanceTimersByTime(1)
  expect(await joined.read(frame, 'live')).toBeUndefined()
  expect(await joined.read(frame, 'live')).toBeUndefined()
  expect(fetched).toBe(1)
  arrive(reading('a code'))
  await Promise.resolve()
  expect(await joined.read(frame, 'live')).toBe('a code')
})

test('a code that the first decoder reads starts the two seconds anew', async () => {
  let fetched = 0
  let text: string | undefined
  const joined = joinLater({ read: async () => text }, async () => {
    fetched++
    return reading()
  })
  await joined.read(frame, 'live')
  jest.advanceTimersByTime(1500)
  text = 'a foreign code'
  await joined.read(frame, 'live')
  text = undefined
  await joined.read(frame, 'live')
  jest.advanceTimersByTime(1500)
  await joined.read(frame, 'live')
  expect(fetched).toBe(0)
})
