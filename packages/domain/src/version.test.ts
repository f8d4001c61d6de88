import { expect, test } from '@jest/globals'
import { newId } from './primitives.ts'
import { DeviceKey, Erasure, LabelRun, Member } from './version.ts'

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

test('the key of a phone is a P-256 key in full, and nothing about whose it is', () => {
  const publicKey = 'A'.repeat(122)
  expect(DeviceKey.safeParse({ publicKey }).success).toBe(true)
  expect(DeviceKey.safeParse({ publicKey, revokedAt: '2026-11-20T12:00:00.000Z' }).success).toBe(true)
  expect(DeviceKey.safeParse({ publicKey: publicKey.slice(1) }).success).toBe(false)
  expect(DeviceKey.safeParse({ publicKey, accountId: newId() }).success).toBe(false)
})

test('an erasure names at least one entry, and why', () => {
  const reason = 'Theo yêu cầu của người đó'
  expect(Erasure.safeParse({ entryIds: [newId()], reason }).success).toBe(true)
  expect(Erasure.safeParse({ entryIds: [], reason }).success).toBe(false)
  expect(Erasure.safeParse({ entryIds: [newId()] }).success).toBe(false)
})
