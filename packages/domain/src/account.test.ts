import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  AreaUnit,
  isInArea,
  needsFreshFactor,
  needsSecondFactor,
  Password,
  PhoneNumber,
  personKinds,
} from './account.ts'
import { newId } from './primitives.ts'
import { event, touched } from './testing.ts'
import type { Address } from './version.ts'

describe('a phone number', () => {
  test.each([
    ['0912345678', '0912345678'],
    ['0912 345 678', '0912345678'],
    ['0912.345.678', '0912345678'],
    ['(091) 234-5678', '0912345678'],
    ['+84912345678', '0912345678'],
    ['+84 0912 345 678', '0912345678'],
    ['0084912345678', '0912345678'],
    ['+85620123456', '+85620123456'],
  ])('written %s is %s', (written, number) => {
    expect(PhoneNumber.parse(written)).toBe(number)
  })

  test.each([
    '',
    '912345678',
    '09123456789',
    '091234567',
    '0912345abc',
    '+0912345678',
    '+849',
    '0'.repeat(50),
  ])('is not %j', (written) => {
    expect(PhoneNumber.safeParse(written).success).toBe(false)
  })

  test('stays as it is when it is read again', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^(0|\+84|0084)\d{9}$/), (written) => {
        const number = PhoneNumber.safeParse(written).data
        fc.pre(number !== undefined)
        expect(PhoneNumber.parse(number)).toBe(number)
      }),
      { verbose: 1 },
    )
  })
})

describe('a password', () => {
  test.each([
    ['8 characters', 'a2345678'],
    ['128 characters', 'x'.repeat(128)],
    ['spaces and marks', 'đường về bản'],
    ['any characters', '🌾'.repeat(8)],
  ])('may have %s (V6.2.1, V6.2.5, V6.2.9)', (_what, password) => {
    expect(Password.parse(password)).toBe(password)
  })

  test.each([
    ['7 characters', 'a234567'],
    ['129 characters', 'x'.repeat(129)],
  ])('of %s is refused (V6.2.1)', (_what, password) => {
    expect(Password.safeParse(password).success).toBe(false)
  })
})

test('a second factor is asked of everyone but staff (V6.3.3)', () => {
  expect(personKinds.filter(needsSecondFactor)).toEqual(['admin', 'inspector', 'operator'])
})

describe('a unit of an area', () => {
  const province = { level: 'province', code: '06', validFrom: '1997-01-01' }

  test.each([
    ['for good', {}],
    ['for one day', { validTo: '1997-01-01' }],
    ['as a ward', { level: 'ward', code: '01849' }],
  ])('is there %s', (_what, more) => {
    expect(AreaUnit.safeParse({ ...province, ...more }).success).toBe(true)
  })

  test.each([
    ['the code of a ward as a province', { code: '01849' }, 'code'],
    ['the code of a province as a ward', { level: 'ward' }, 'code'],
    ['a district, which there are no more', { level: 'district', code: '061' }, 'level'],
    ['an end before its beginning', { validTo: '1996-12-31' }, 'validTo'],
    ['no beginning', { validFrom: undefined }, 'validFrom'],
    ['a word of its own', { name: 'Bắc Kạn' }, undefined],
  ])('with %s is refused', (_what, more, field) => {
    const { error } = AreaUnit.safeParse({ ...province, ...more })
    expect(error?.issues.map(({ path }) => path[0])).toContain(field)
  })
})

describe('a place is in an area', () => {
  const before: Address = {
    ...{ wardCode: '01849', ward: 'Xã Khang Ninh', provinceCode: '06', province: 'Tỉnh Bắc Kạn' },
    validTo: '2025-06-30',
  }
  const after: Address = {
    ...{ wardCode: '01840', ward: 'Xã Ba Bể', provinceCode: '19', province: 'Tỉnh Thái Nguyên' },
    validFrom: '2025-07-01',
  }
  const area: AreaUnit[] = [
    { level: 'province', code: '06', validFrom: '1997-01-01', validTo: '2025-06-30' },
    { level: 'province', code: '19', validFrom: '2025-07-01' },
  ]

  test.each([
    ['before its area began', '1996-12-31', false],
    ['on the first day of its area', '1997-01-01', true],
    ['on the last day of the old province', '2025-06-30', true],
    ['on the first day of the new one', '2025-07-01', true],
    ['today', '2026-11-20', true],
  ])('%s, or is not', (_when, day, isIn) => {
    expect(isInArea(area, [before, after], day)).toBe(isIn)
  })

  test('by the code of its ward too', () => {
    const ward: AreaUnit = { level: 'ward', code: '01849', validFrom: '1997-01-01' }
    expect(isInArea([ward], [before], '2025-06-30')).toBe(true)
    expect(isInArea([ward], [before], '2025-07-01')).toBe(false)
  })

  test('never by an address of another time: where it was is not where it is', () => {
    const old = area.slice(0, 1)
    expect(isInArea(old, [after], '2025-06-30')).toBe(false)
    expect(isInArea(old, [before, after], '2025-07-01')).toBe(false)
  })

  test('that has no end when its address has none', () => {
    const { validTo: _validTo, ...always } = before
    const open: AreaUnit = { level: 'province', code: '06', validFrom: '1997-01-01' }
    expect(isInArea([open], [always], '2200-12-31')).toBe(true)
  })

  test('not, where there is no area or no address', () => {
    expect(isInArea([], [before, after], '2026-01-01')).toBe(false)
    expect(isInArea(area, [], '2026-01-01')).toBe(false)
  })
})

describe('a fresh confirmation', () => {
  const id = newId()
  const labels = (count: number) => ({
    details: {
      activated: [],
      voided: Array.from({ length: count }, () => ({ runId: id, first: 1, last: 2 })),
    },
  })

  test.each([
    ['a recall', event('recall', id, [touched(id)]), true],
    ['the end of a recall', event('recall_lifted', id, [touched(id)]), true],
    ['voiding labels', event('label_activation', id, [touched(id)], labels(1)), true],
    ['activating labels', event('label_activation', id, [touched(id)], labels(0)), false],
    ['a hold', event('hold', id, [touched(id)]), false],
    ['an inspection', event('inspection', id, [touched(id)]), false],
    [
      'an inspection that permits what a rule forbids',
      event('inspection', id, [touched(id)], {
        details: {
          kind: 'hậu kiểm',
          findings: [],
          conclusion: 'Đạt',
          permits: [{ rule: 'BATCH_ON_HOLD', reason: 'phân loại lại' }],
        },
      }),
      true,
    ],
  ])('is asked for, or not, before %s (V7.5.3)', (_what, of, isAsked) => {
    expect(needsFreshFactor(of)).toBe(isAsked)
  })
})
