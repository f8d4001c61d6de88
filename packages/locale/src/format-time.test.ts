import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { formatDay, formatInstant, formatRelativeDay } from './format-time.ts'

const seed = Date.now() & 0x7fffffff
const run = { seed, numRuns: 1000 }
const instant = fc
  .date({ min: new Date('1990-01-02'), max: new Date('2099-12-30'), noInvalidDate: true })
  .map((date) => date.toISOString())

describe(`a time (seed ${seed})`, () => {
  test('of a day reads day, month, year', () => {
    expect(formatDay('2026-11-23', 'vi')).toBe('23/11/2026')
    expect(formatDay('2026-11-23', 'en')).toBe('23 Nov 2026')
    expect(formatDay('2026-01-02', 'vi')).toBe('02/01/2026')
    expect(formatDay('2026-01-02', 'en')).toBe('2 Jan 2026')
  })

  test('of an instant is that of the clock of the place', () => {
    expect(formatInstant('2026-11-23T07:05:00.000Z', '+07:00', 'vi')).toBe('23/11/2026 14:05')
    expect(formatInstant('2026-11-23T07:05:00.000Z', '+07:00', 'en')).toBe('23 Nov 2026, 14:05')
    expect(formatInstant('2025-12-31T17:30:00.000Z', '+07:00', 'vi')).toBe('01/01/2026 00:30')
    expect(formatInstant('2026-01-01T01:15:00.000Z', '-03:30', 'vi')).toBe('31/12/2025 21:45')
  })

  test('agrees with the platform for the zone of Việt Nam', () => {
    const platform = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Asia/Ho_Chi_Minh',
      dateStyle: 'short',
      timeStyle: 'short',
    })
    fc.assert(
      fc.property(instant, (at) => {
        expect(formatInstant(at, '+07:00', 'vi')).toBe(platform.format(new Date(at)).replace(',', ''))
      }),
      run,
    )
  })

  test.each(['2026-02-29', '2026-13-01', '23/11/2026', '2026-11-23T00:00:00.000Z', ''])(
    'is not %p',
    (day) => {
      expect(() => formatDay(day, 'vi')).toThrow(RangeError)
      expect(() => formatRelativeDay(day, '2026-11-23', 'vi')).toThrow(RangeError)
    },
  )

  test.each([
    ['2026-11-23T07:05:00.000Z', '7'],
    ['2026-11-23T07:05:00+07:00', '+07:00'],
    ['2026-02-29T07:05:00.000Z', '+07:00'],
    ['2026-11-23', '+07:00'],
  ])('is not the instant %p in the zone %p', (at, offset) => {
    expect(() => formatInstant(at, offset, 'vi')).toThrow(RangeError)
  })
})

test.each([
  ['2027-07-09', 'còn 228 ngày', '228 days left'],
  ['2026-11-24', 'còn 1 ngày', '1 day left'],
  ['2026-11-23', 'hôm nay', 'today'],
  ['2026-11-22', 'hôm qua', 'yesterday'],
  ['2026-11-20', '3 ngày trước', '3 days ago'],
  ['2023-01-01', '1.422 ngày trước', '1,422 days ago'],
])('%s seen from 23 November 2026 is %s, %s', (day, vi, en) => {
  expect(formatRelativeDay(day, '2026-11-23', 'vi')).toBe(vi)
  expect(formatRelativeDay(day, '2026-11-23', 'en')).toBe(en)
})
