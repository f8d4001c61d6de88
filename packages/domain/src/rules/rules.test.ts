import { describe, expect, test } from '@jest/globals'
import {
  amountOf,
  type BatchState,
  type ErrorCode,
  marksOf,
  newId,
  type Quantity,
  statusAfter,
  type TraceEvent,
  violationsOf,
} from '../index.ts'
import { event, given, kg, taken, testNow, touched } from '../testing.ts'

const [org, a, b, input] = [newId(), newId(), newId(), newId()]
const early = Date.parse('2026-01-01T00:00:00.000Z')

const lot = (id: string, quantity: Quantity | undefined, more: Partial<BatchState> = {}): BatchState => ({
  id,
  organizationId: org,
  kind: 'harvest',
  lot: 'L1',
  balance: quantity ? amountOf(quantity) : 0n,
  ...(quantity ? { unit: quantity.unit, madeAt: early } : {}),
  status: 'active',
  unitsPacked: 0,
  labels: 0,
  ...more,
})

const contextOf = (of: TraceEvent, ...states: BatchState[]) => ({
  event: of,
  recordedAt: testNow,
  batches: new Map([...states.map((state) => [state.id, state] as const)]),
})
const codes = (of: TraceEvent, ...states: BatchState[]): ErrorCode[] =>
  violationsOf(contextOf(of, ...states)).map(({ code }) => code)

const starch = { details: { process: 'starch_extraction' } }
const noodles = { details: { process: 'noodle_making' } }

describe('a process', () => {
  test('cannot give more than it took: 1,900 kg of noodles from 1,800 kg of starch (V2.2.3)', () => {
    const more = event('processing', org, [taken(a, kg('1800')), given(b, kg('1900'))], noodles)
    expect(codes(more, lot(a, kg('1820')), lot(b, undefined))).toContain('MASS_BALANCE_GAIN')
  })

  test('may give more than its lots when water was added and said', () => {
    const added = { details: { added: [{ name: 'nước', quantity: kg('200') }] } }
    const brew = event('processing', org, [taken(a, kg('1800')), given(b, kg('1900'))], added)
    expect(codes(brew, lot(a, kg('1820')), lot(b, undefined))).toEqual([])
  })

  test('counts its by-products as given', () => {
    const byProducts = [{ name: 'bã', quantity: kg('900') }]
    const pressed = event('processing', org, [taken(a, kg('1000')), given(b, kg('200'))], {
      details: { byProducts },
    })
    expect(codes(pressed, lot(a, kg('1000')), lot(b, undefined))).toContain('MASS_BALANCE_GAIN')
  })

  test('with an unusual loss is marked, and needs a reason: 4,200 kg of starch from 14,000 kg of tubers', () => {
    const batches = [taken(a, kg('14000')), given(b, kg('4200'))]
    const states = [lot(a, kg('14000')), lot(b, undefined)]
    expect(codes(event('processing', org, batches, starch), ...states)).toEqual(['REASON_REQUIRED'])
    const explained = event('processing', org, batches, {
      ...starch,
      reasons: { LOSS_OUT_OF_PROFILE: 'củ rất già' },
    })
    expect(codes(explained, ...states)).toEqual([])
    expect(marksOf(contextOf(explained, ...states))).toEqual(['LOSS_OUT_OF_PROFILE'])
  })

  test('does not count packaging as what the noodles are made of', () => {
    const packed = event('packing', org, [
      taken(a, kg('100')),
      taken(input, kg('200', 'túi')),
      given(b, kg('100')),
    ])
    const bags = lot(input, kg('4000', 'túi'), { kind: 'input' })
    expect(codes(packed, lot(a, kg('100')), bags, lot(b, undefined))).toEqual([])
  })
})

describe('stock', () => {
  test('of an input lot cannot be overdrawn: 7 litres of 4.5', () => {
    const sprayed = event('spraying', org, [taken(input, kg('7', 'lít')), given(a)])
    const states = [lot(input, kg('4.5', 'lít'), { kind: 'input' }), lot(a, undefined, { kind: 'crop' })]
    expect(codes(sprayed, ...states)).toEqual(['INPUT_OVERDRAWN'])
  })

  test.each([
    ['more than remains', kg('31'), 'BATCH_OVERDRAWN'],
    ['another dimension', kg('3', 'hộp'), 'UNIT_MISMATCH'],
  ])('is not dispatched with %s', (_case, quantity, code) => {
    expect(codes(event('dispatch', org, [taken(a, quantity)]), lot(a, kg('30')))).toEqual([code])
  })

  test('is counted in tạ and kg alike', () => {
    expect(codes(event('dispatch', org, [taken(a, kg('0.3', 'tạ'))]), lot(a, kg('30')))).toEqual([])
  })

  test('that has not come in yet is not used', () => {
    const states = [lot(a, kg('30'), { madeAt: Date.parse(testNow) })]
    expect(codes(event('dispatch', org, [taken(a, kg('1'))]), ...states)).toEqual(['USED_BEFORE_MADE'])
  })

  test('of another organization is drawn by the receiver up to what it has accepted', () => {
    const split = event('split', newId(), [taken(a, kg('50')), given(b, kg('50'))])
    const sent = (accepted: string) =>
      lot(a, undefined, { unit: 'kg', madeAt: early, received: amountOf(kg(accepted)) })
    expect(codes(split, sent('50'), lot(b, undefined))).toEqual([])
    expect(codes(split, sent('49'), lot(b, undefined))).toEqual(['BATCH_OVERDRAWN'])
  })
})

describe('a held or recalled batch', () => {
  test.each(['held', 'recalled'] as const)('that is %s is not dispatched', (status) => {
    expect(codes(event('dispatch', org, [taken(a, kg('1'))]), lot(a, kg('30'), { status }))).toEqual([
      'BATCH_ON_HOLD',
    ])
  })
  test.each(['destroy', 'return'] as const)('may still be sent on by a %s', (type) => {
    expect(codes(event(type, org, [taken(a, kg('1'))]), lot(a, kg('30'), { status: 'recalled' }))).toEqual([])
  })
})

describe('time', () => {
  test('an entry over 72 hours late is marked, over 30 days late it needs a reason', () => {
    const late = event('weeding', org, [given(a)], { occurredAt: '2026-10-06T00:00:00.000Z' })
    const crop = lot(a, undefined, { kind: 'crop' })
    expect(codes(late, crop)).toEqual(['REASON_REQUIRED'])
    expect(marksOf(contextOf(late, crop))).toEqual(['LATE_ENTRY'])
    expect(codes({ ...late, reasons: { LATE_ENTRY: 'ghi bổ sung từ sổ giấy' } }, crop)).toEqual([])
  })
  test('nothing is recorded before it happens, but for ten minutes of a wrong clock', () => {
    const at = (occurredAt: string) => event('weeding', org, [given(a)], { occurredAt })
    const crop = lot(a, undefined, { kind: 'crop' })
    expect(codes(at('2026-11-20T12:11:00.000Z'), crop)).toEqual(['FUTURE_EVENT'])
    expect(codes(at('2026-11-20T12:10:00.000Z'), crop)).toEqual([])
  })
  test('an input is used up to its expiry day, in the time of the place', () => {
    const states = [
      lot(input, kg('2', 'lít'), { kind: 'input', useBy: '2026-11-20' }),
      lot(a, undefined, { kind: 'crop' }),
    ]
    const at = (occurredAt: string) =>
      event('spraying', org, [taken(input, kg('1', 'lít')), given(a)], { occurredAt })
    expect(codes(at('2026-11-19T17:30:00.000Z'), ...states)).toEqual([])
    expect(codes({ ...at('2026-11-20T17:30:00.000Z') }, ...states)).toContain('INPUT_EXPIRED')
  })
})

describe('labels', () => {
  test('in circulation are never more than the packages packed: 3,101 for 3,100', () => {
    const run = newId()
    const activate = (last: number) =>
      event('label_activation', org, [touched(a)], {
        details: { activated: [{ runId: run, first: 1, last }], voided: [] },
      })
    const packed = lot(a, kg('1550'), { kind: 'finished', unitsPacked: 3100 })
    expect(codes(activate(3101), packed)).toEqual(['LABEL_OVER_ISSUE'])
    expect(codes(activate(3100), packed)).toEqual([])
  })
})

test('an event over more than 150 batches is refused, whatever else is wrong', () => {
  const ids = Array.from({ length: 151 }, () => newId())
  const merged = event('merge', org, [...ids.map((id) => taken(id, kg('1'))), given(b, kg('151'))])
  const found = codes(merged, ...ids.map((id) => lot(id, kg('1'))), lot(b, undefined))
  expect(found).toContain('TOO_MANY_BATCHES')
})

describe('the status of a batch', () => {
  test('is not freed from a recall by a release, nor lowered by a hold', () => {
    expect(statusAfter(statusAfter('active', 'recall'), 'release')).toBe('recalled')
    expect(statusAfter('recalled', 'hold')).toBe('recalled_held')
    expect(statusAfter('recalled_held', 'recall_lifted')).toBe('held')
    expect(statusAfter('recalled', 'recall_lifted')).toBe('active')
    expect(statusAfter('held', 'release')).toBe('active')
  })
})

describe('goods and crops', () => {
  const crop = lot(b, undefined, { kind: 'crop', madeAt: early })
  test('are not mixed up: weeds are pulled from a crop, and a crop is not sold', () => {
    expect(codes(event('weeding', org, [given(a, kg('500'))]), lot(a, kg('1')))).toContain('WRONG_KIND')
    expect(codes(event('dispatch', org, [taken(b)]), crop)).toContain('WRONG_KIND')
    expect(codes(event('harvest', org, [taken(b), given(a, kg('5'))]), crop, lot(a, undefined))).toEqual([])
  })
})

describe('an output in another unit', () => {
  test('does not hide that more came out than went in', () => {
    const batches = [taken(a, kg('10')), given(b, kg('1000')), given(input, kg('1', 'túi'))]
    const mixed = event('processing', org, batches)
    expect(codes(mixed, lot(a, kg('10')), lot(b, undefined), lot(input, undefined))).toContain(
      'MASS_BALANCE_GAIN',
    )
  })
  test('counts as its packages times what is in one', () => {
    const packed = (units: string) =>
      event('packing', org, [taken(a, kg('10')), given(b, kg(units, 'gói'))], {
        details: { netContent: kg('1') },
      })
    expect(codes(packed('9000'), lot(a, kg('10')), lot(b, undefined))).toContain('MASS_BALANCE_GAIN')
    expect(codes(packed('10'), lot(a, kg('10')), lot(b, undefined))).toEqual([])
  })
  test('comes from somewhere when goods change their store', () => {
    const moved = event('transfer', org, [given(b, kg('999'))])
    expect(codes(moved, lot(b, kg('1')))).toContain('MASS_BALANCE_GAIN')
  })
})
