import { describe, expect, test } from '@jest/globals'
import type { BatchItem, EventOf } from './events.ts'
import { acceptedAmong, handoverOf } from './handover.ts'
import { event, kg, taken, touched } from './testing.ts'

const dispatch = event('dispatch', 'coop', [taken('a', kg('100')), taken('b', kg('5'))], {
  id: 'd',
  details: { toPlaceId: 'store' },
  occurredAt: '2026-06-01T00:00:00.000Z',
})
const receipt = (items: BatchItem[], more: Partial<EventOf<'receipt'>['details']> = {}) =>
  event('receipt', 'shop', items, { details: { dispatchId: 'd', accepted: true, ...more } })
const counted = (id: string, value: string, unit: 'kg' | 'tạ' | 'hộp' = 'kg'): BatchItem => ({
  ...touched(id),
  quantity: kg(value, unit),
})
const soon = '2026-06-04T00:00:00.000Z'
const later = '2026-06-04T00:00:00.001Z'

describe('a dispatch', () => {
  test('waits 72 hours for its answer, and then counts as unanswered', () => {
    expect(handoverOf(dispatch, [], soon)).toEqual({
      state: 'open',
      lines: [
        { batchId: 'a', sent: kg('100') },
        { batchId: 'b', sent: kg('5') },
      ],
    })
    expect(handoverOf(dispatch, [], later).state).toBe('unanswered')
    expect(handoverOf(dispatch, [receipt([counted('a', '100')])], later).state).toBe('unanswered')
  })

  test('that was accepted shows what is missing or over, batch by batch', () => {
    const { state, lines } = handoverOf(
      dispatch,
      [receipt([counted('a', '0.98', 'tạ'), counted('b', '6')])],
      later,
    )
    expect(state).toBe('accepted')
    expect(lines.map(({ difference }) => difference)).toEqual([kg('2'), kg('-1')])
  })

  test('is disputed when one batch is, until the receiver says otherwise', () => {
    const refused = receipt([counted('b', '1')], { accepted: false, reason: 'dập' })
    const all = [receipt([touched('a')]), refused]
    expect(handoverOf(dispatch, all, soon)).toMatchObject({
      state: 'disputed',
      lines: [{}, { reason: 'dập' }],
    })
    expect(handoverOf(dispatch, [...all, receipt([touched('b')])], soon).state).toBe('accepted')
  })

  test('counted in another kind of unit has no difference', () => {
    const { lines } = handoverOf(dispatch, [receipt([counted('a', '3', 'hộp')])], soon)
    expect(lines[0]).toMatchObject({ counted: kg('3', 'hộp') })
    expect(lines[0]).not.toHaveProperty('difference')
  })
})

test('a receiver takes over what it counted, at most what was sent, by its last word', () => {
  const quantities = (...receipts: EventOf<'receipt'>[]) =>
    acceptedAmong([dispatch, ...receipts]).map(({ batchId, quantity }) => [batchId, quantity])
  expect(quantities(receipt([counted('a', '98'), counted('b', '9')]))).toEqual([
    ['a', kg('98')],
    ['b', kg('5')],
  ])
  expect(quantities(receipt([touched('a')]), receipt([touched('a')], { accepted: false }))).toEqual([])
  expect(quantities(receipt([touched('x')]))).toEqual([])
})
