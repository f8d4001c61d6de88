import { describe, expect, test } from '@jest/globals'
import { eventTypes, newId, TraceEvent } from './index.ts'
import { born, event, given, kg, taken, touched } from './testing.ts'

const org = newId()
const [lot, crop, product, plot] = [newId(), newId(), newId(), newId()]
const pathsOf = (value: unknown) =>
  TraceEvent.safeParse(value).error?.issues.map((issue) => issue.path.join('.'))

describe('an event', () => {
  test.each(eventTypes)('of type %s is accepted in its shortest form', (type) => {
    const shapes = [
      [touched(lot)],
      [given(lot, kg('1'))],
      [taken(lot, kg('1'))],
      [taken(crop), given(lot, kg('1'))],
    ]
    const corrects =
      type === 'correction'
        ? { corrects: { eventId: newId(), reason: 'did_not_occur' as const, text: 'nhầm' } }
        : {}
    const accepted = shapes.filter(
      (batches) => TraceEvent.safeParse(event(type, org, batches, corrects)).success,
    )
    expect(accepted.length).toBeGreaterThan(0)
  })

  test('of a growing kind names its crop as what it gives to', () => {
    expect(pathsOf(event('spraying', org, [taken(lot, kg('0.4', 'lít'))]))).toContain('batches')
    expect(pathsOf(event('spraying', org, [taken(lot, kg('0.4', 'lít')), given(crop)]))).toBeUndefined()
  })

  test('that makes a crop says on which plots it stands', () => {
    const without = event('sowing', org, [given(crop, undefined, born('crop', product, 'VU1'))])
    const on = event('sowing', org, [given(crop, undefined, born('crop', product, 'VU1', { plots: [plot] }))])
    expect(pathsOf(without)).toContain('batches.0.creates.plots')
    expect(pathsOf(on)).toBeUndefined()
  })

  test('may take from and give to one batch in place, and name none twice otherwise', () => {
    expect(pathsOf(event('grading', org, [taken(lot, kg('10')), given(lot, kg('9'))]))).toBeUndefined()
    expect(
      pathsOf(event('merge', org, [taken(lot, kg('1')), taken(lot, kg('1')), given(crop, kg('2'))])),
    ).toContain('batches.1')
  })

  test.each([
    ['an unknown key', { farmer: 'Nông Văn Mẫu' }],
    ['a time that is no instant', { occurredAt: '2026-02-30T00:00:00.000Z' }],
    ['an end before the beginning', { endedAt: '2026-11-19T00:00:00.000Z' }],
    ['text that is not in normal form C', { reasons: { LATE_ENTRY: 'ghi bo\u0302\u0309 sung' } }],
    ['a correction that is none', { corrects: { eventId: newId(), reason: 'did_not_occur', text: 'x' } }],
  ])('is refused with %s', (_case, more) => {
    expect(pathsOf({ ...event('dispatch', org, [taken(lot, kg('1'))]), ...more })).toBeDefined()
  })

  test.each([
    '__proto__',
    'constructor',
    'toString',
    'HARVEST',
    'harvest ',
    'recall_2',
    '',
    1,
    null,
    ['harvest'],
  ])('of a type that is not in the list (%j) is refused (V1.5.2)', (type) => {
    expect(pathsOf({ ...event('harvest', org, [taken(crop, kg('1'))]), type })).toBeDefined()
  })

  test('that corrects wrong data names the corrective event', () => {
    const wrong = { corrects: { eventId: newId(), reason: 'incorrect_data' as const, text: 'gõ nhầm' } }
    expect(pathsOf(event('correction', org, [touched(lot)], wrong))).toContain('corrects.replacedBy')
  })
})

describe('the mark of a phone', () => {
  const mark = { keyId: newId(), sequence: 1, signature: 'A'.repeat(86) }
  const marked = (device: object) =>
    pathsOf({ ...event('dispatch', org, [taken(lot, kg('1'))]), device: { ...mark, ...device } })

  test('names its key, its number from 1 on and its signature', () => {
    expect(marked({})).toBeUndefined()
    expect(marked({ sequence: 2_147_483_647 })).toBeUndefined()
  })

  test.each([
    ['the number 0', { sequence: 0 }],
    ['half a number', { sequence: 1.5 }],
    ['a number beyond what is kept', { sequence: 2_147_483_648 }],
    ['a signature cut short', { signature: 'A'.repeat(85) }],
    ['a padded signature', { signature: `${'A'.repeat(85)}=` }],
    ['a key that is no id', { keyId: 'phone' }],
    ['something beside it', { owner: 'Lò Thị Kín' }],
  ])('is refused with %s', (_what, device) => {
    expect(marked(device)?.length).toBeGreaterThan(0)
  })
})

test('ids of events recorded later sort later', () => {
  expect(newId(1_000) < newId(2_000)).toBe(true)
})
