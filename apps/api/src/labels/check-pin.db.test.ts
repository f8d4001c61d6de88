import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { checkPin, parsePin } from './check-pin.ts'
import { pinOf } from './label-pin.ts'
import { findPinUse } from './pin-store.ts'

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

  test('opens a package once; later visitors are told when, and how often it was right', async () => {
    const { db } = database
    const pin = pinOf(key, 'A')
    expect(await findPinUse(db.manager, 'A')).toBeUndefined()
    expect(await checkPin(db, key, 'A', pin, monday)).toEqual({ result: 'opened' })
    expect(await checkPin(db, key, 'A', pin, tuesday)).toEqual({
      result: 'opened_before',
      at: monday,
      uses: 1,
    })
    expect(await findPinUse(db.manager, 'A')).toEqual({ openedAt: monday, uses: 2 })
  })

  test('opens it for one only of those who type it at the same moment', async () => {
    const { db } = database
    const type = () => checkPin(db, key, 'D', pinOf(key, 'D'), monday)
    await checkPin(db, key, 'D', wrongFor('D'), monday) // there is a row, which all of them want
    await Promise.all(Array.from({ length: 12 }, () => findPinUse(db.manager, 'D'))) // every connection is open
    const answers = await Promise.all(Array.from({ length: 12 }, type))
    expect(answers.filter(({ result }) => result === 'opened')).toHaveLength(1)
    expect(answers.filter(({ result }) => result === 'opened_before')).toHaveLength(11)
    expect(await findPinUse(db.manager, 'D')).toEqual({ openedAt: monday, uses: 12 })
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

  test.each(['', '1234567', '123456789', 'abcdefgh', '1234567O', '12345678 9'])(
    'is not what somebody means by %p',
    (typed) => expect(parsePin(typed)).toBeUndefined(),
  )

  test.each(['1234 5678', ' 12345678\n', '12-34-56-78', '１２３４５６７８'])('may be typed as %p', (typed) =>
    expect(parsePin(typed)).toBe('12345678'),
  )
})
