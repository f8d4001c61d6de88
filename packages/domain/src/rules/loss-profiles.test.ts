import { expect, test } from '@jest/globals'
import { marksOf, newId, Product, violationsOf } from '../index.ts'
import { contextOf, stateOf } from '../testing/rule-context.ts'
import { event, given, kg, taken, testNow } from '../testing.ts'

const [org, leaves, tea] = [newId(), newId(), newId()]

/** 1,200 kg of gourd make so much tea. */
const dried = (made: string, more = {}) =>
  event('drying', org, [taken(leaves, kg('1200')), given(tea, kg(made))], {
    details: { process: 'tea_drying' },
    ...more,
  })
const marks = (of: ReturnType<typeof dried>, lossProfiles = {}) =>
  marksOf(
    contextOf(of, testNow, [
      stateOf(leaves, org, kg('1200')),
      stateOf(tea, org, undefined, { lossProfiles }),
    ]),
  )

test.each([
  ['108', []], // 91 %
  ['109', ['LOSS_OUT_OF_PROFILE']],
  ['48', []], // 96 %
  ['47', ['LOSS_OUT_OF_PROFILE']],
])('1,200 kg dried to %s kg of tea are marked %j', (made, expected) => {
  expect(marks(dried(made))).toEqual(expected)
})

test('a product narrows what loss is usual for it', () => {
  const narrow = { tea_drying: { min: 9300, max: 9400 } }
  expect(marks(dried('78'), narrow)).toEqual([]) // 93.5 %
  expect(marks(dried('90'), narrow)).toEqual(['LOSS_OUT_OF_PROFILE']) // 92.5 %
  const other = { grading: { min: 0, max: 100 } }
  expect(marks(dried('90'), other)).toEqual([])
})

test('a product never widens it, and says nothing impossible', () => {
  const product = { name: 'Trà bí', unit: 'hộp', labelLevel: 'none' }
  const isTaken = (min: number, max: number, process = 'tea_drying') =>
    Product.safeParse({ ...product, lossProfiles: { [process]: { min, max } } }).success
  expect(isTaken(9100, 9600)).toBe(true)
  expect(isTaken(9000, 9600)).toBe(false)
  expect(isTaken(9100, 9700)).toBe(false)
  expect(isTaken(9500, 9400)).toBe(false)
  expect(isTaken(500, 1500, 'honey_filtering')).toBe(true) // known of no process but by its product
  const wide = { tea_drying: { min: 0, max: 10_000 } }
  expect(marks(dried('109'), wide)).toEqual(['LOSS_OUT_OF_PROFILE'])
})

test('a loss outside the profile is accepted with a written reason, which the record keeps', () => {
  const states = [stateOf(leaves, org, kg('1200')), stateOf(tea, org, undefined)]
  const codes = (of: ReturnType<typeof dried>) =>
    violationsOf(contextOf(of, testNow, states)).map(({ code, path }) => [code, path])
  expect(codes(dried('200'))).toEqual([['REASON_REQUIRED', 'event.reasons.LOSS_OUT_OF_PROFILE']])
  expect(codes(dried('200', { reasons: { LOSS_OUT_OF_PROFILE: 'bí già, ít nước' } }))).toEqual([])
})
