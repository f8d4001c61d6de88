import { describe, expect, test } from '@jest/globals'
import { type BatchState, marksOf, newId, type TraceEvent, violationsOf } from '../index.ts'
import { contextOf, stateOf } from '../testing/rule-context.ts'
import { event, given, kg, taken, testNow, touched } from '../testing.ts'

const [org, held, made] = [newId(), newId(), newId()]
const stoppedAt = Date.parse('2026-11-19T02:00:00.000Z')
const before = { occurredAt: '2026-11-19T01:00:00.000Z' }
const after = { occurredAt: '2026-11-19T03:00:00.000Z' }

const stopped = (more: Partial<BatchState> = {}) =>
  stateOf(held, org, kg('100'), { status: 'held', stoppedAt, ...more })
const heldCrop = stopped({ kind: 'crop' })
const asked = (of: TraceEvent, ...states: BatchState[]) => {
  const context = contextOf(of, testNow, states)
  return [violationsOf(context).map(({ code }) => code), marksOf(context)]
}

describe('a diary entry about a held crop', () => {
  test('that takes nothing out and happened before the hold is accepted and marked', () => {
    expect(asked(event('weeding', org, [given(held)], before), heldCrop)).toEqual([[], ['LATE_ENTRY']])
  })
  test('that happened after the hold is refused', () => {
    expect(asked(event('weeding', org, [given(held)], after), heldCrop)).toEqual([['BATCH_ON_HOLD'], []])
  })
  test('that takes goods out is judged by when it is recorded', () => {
    const harvest = event('harvest', org, [taken(held), given(made, kg('5'))], before)
    expect(asked(harvest, { ...heldCrop, madeAt: 0 }, stateOf(made, org, undefined))[0]).toEqual([
      'BATCH_ON_HOLD',
    ])
  })
})

test('labels of a held batch are not activated, whenever that is said to have been', () => {
  const details = { activated: [{ runId: newId(), first: 1, last: 5 }], voided: [] }
  const activation = event('label_activation', org, [touched(held)], { ...before, details })
  expect(asked(activation, stopped({ unitsPacked: 5 }))).toEqual([['BATCH_ON_HOLD'], []])
})

describe('rework of a held or recalled batch', () => {
  const graded = event('grading', org, [taken(held, kg('10')), given(made, kg('9.5'))], after)
  const output = stateOf(made, org, undefined)
  test.each(['held', 'recalled', 'recalled_held'] as const)(
    'that is %s is done once an inspector decided it',
    (status) => {
      expect(asked(graded, stopped({ status }), output)[0]).toEqual(['BATCH_ON_HOLD'])
      expect(asked(graded, stopped({ status, isReworkPermitted: true }), output)).toEqual([[], []])
    },
  )
  test('is not done with another that nobody decided about', () => {
    const other = newId()
    const both = event('grading', org, [taken(held, kg('10')), taken(other, kg('1')), given(made, kg('10'))])
    const second = stateOf(other, org, kg('5'), { status: 'held', stoppedAt })
    expect(asked(both, stopped({ isReworkPermitted: true }), second, output)[0]).toEqual(['BATCH_ON_HOLD'])
  })
  test('is no leave to sell', () => {
    const sold = event('dispatch', org, [taken(held, kg('10'))], after)
    expect(asked(sold, stopped({ isReworkPermitted: true }))[0]).toEqual(['BATCH_ON_HOLD'])
  })
})
