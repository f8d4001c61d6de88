import { expect, test } from '@jest/globals'
import { newId } from './primitives.ts'
import { LabelRun, Member } from './version.ts'

const run = { productId: newId(), prefix: 'KS26', first: 1, last: 9999, digits: 4 }

test.each([
  ['as many digits as the last number has', {}],
  ['one label', { first: 0, last: 0 }],
  ['serials of 20 characters', { prefix: 'KS2600000000', digits: 7 }],
])('a roll of labels may have %s', (_what, more) => {
  expect(LabelRun.safeParse({ ...run, ...more }).success).toBe(true)
})

test.each([
  ['serials of 21 characters', { prefix: 'KS2600000000', digits: 8 }, 'digits'],
  ['a last number with more digits', { last: 10_000 }, 'last'],
  ['a last number before the first', { first: 10, last: 9 }, 'last'],
])('a roll of labels with %s is refused', (_what, more, field) => {
  const { error } = LabelRun.safeParse({ ...run, ...more })
  expect(error?.issues.map(({ path }) => path)).toEqual([[field]])
})

test('an entry has no place for the name of a member', () => {
  expect(Member.safeParse({ role: 'farmer', publicName: 'Hộ A2' }).success).toBe(true)
  expect(Member.safeParse({ role: 'farmer', publicName: 'Hộ A2', namePublic: true }).success).toBe(false)
})
