import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { checkPin } from './check-pin.ts'
import { pinOf } from './label-pin.ts'
import { findOpened } from './pin-store.ts'

const key = Buffer.alloc(32, 9)
let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const [monday, tuesday, wednesday] = [23, 24, 25].map((day) => new Date(`2026-11-${day}T02:00:00.000Z`)) as [
  Date,
  Date,
  Date,
]
const wrongFor = (code: string) => (pinOf(key, code) === '00000000' ? '00000001' : '00000000')

describe('the PIN below a scratch-off field', () => {
  test('is 8 digits, another for every package and for every key', () => {
    const pins = Array.from({ length: 1000 }, (_, index) => pinOf(key, `CODE${index}`))
    expect(pins.every((pin) => /^\d{8}$/.test(pin))).toBe(true)
    expect(new Set(pins).size).toBeGreaterThan(990)
    expect(pinOf(Buffer.alloc(32, 8), 'CODE1')).not.toBe(pins[1])
  })

  test('opens a package once; later visitors are told when', async () => {
    const { db } = database
    expect(await findOpened(db.manager, 'A')).toBeUndefined()
    const typed = pinOf(key, 'A').replace(/(.{4})/, '$1 ')
    expect(await checkPin(db, key, 'A', typed, monday)).toEqual({ result: 'opened' })
    expect(await checkPin(db, key, 'A', typed, tuesday)).toEqual({ result: 'opened_before', at: monday })
    expect(await findOpened(db.manager, 'A')).toEqual(monday)
  })

  test('may be tried five times a day and ten times in all, also when all tries come at once', async () => {
    const { db } = database
    const tries = (now: Date, count: number) =>
      Promise.all(Array.from({ length: count }, () => checkPin(db, key, 'B', wrongFor('B'), now)))
    const wrong = (answers: { result: string }[]) => answers.filter(({ result }) => result === 'wrong').length
    expect(wrong(await tries(monday, 12))).toBe(5)
    expect(await checkPin(db, key, 'B', pinOf(key, 'B'), monday)).toEqual({
      result: 'closed',
      until: 'tomorrow',
    })
    expect(wrong(await tries(tuesday, 12))).toBe(5)
    expect(await checkPin(db, key, 'B', pinOf(key, 'B'), wednesday)).toEqual({
      result: 'closed',
      until: 'never',
    })
  })

  test.each(['', '1234567', '123456789', 'abcdefgh', '１２３４５６７８'])(
    '%p is wrong, not an accident',
    async (typed) => {
      expect((await checkPin(database.db, key, `C${typed.length}${typed}`, typed, monday)).result).toBe(
        'wrong',
      )
    },
  )
})
