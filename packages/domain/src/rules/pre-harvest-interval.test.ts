import { describe, expect, test } from '@jest/globals'
import { harvestsBroken, newId, sprayingOf, violationsOf } from '../index.ts'
import { contextOf, stateOf } from '../testing/rule-context.ts'
import { event, given, kg, taken, testNow } from '../testing.ts'

const [org, crop, lot] = [newId(), newId(), newId()]

const sprayed = (occurredAt: string, days?: number, more = {}) =>
  event('spraying', org, [given(crop)], {
    occurredAt,
    ...(days === undefined ? {} : { details: { preHarvestIntervalDays: days } }),
    ...more,
  })
const harvested = (occurredAt: string, more = {}) =>
  event('harvest', org, [taken(crop), given(lot, kg('1400'))], { occurredAt, ...more })

const codes = (harvest: ReturnType<typeof harvested>, ...sprayings: ReturnType<typeof sprayingOf>[]) => {
  const standing = stateOf(crop, org, undefined, { kind: 'crop', madeAt: 0, sprayings })
  const context = contextOf(harvest, testNow, [standing, stateOf(lot, org, undefined)])
  return violationsOf(context).flatMap(({ code }) => (code === 'REASON_REQUIRED' ? [] : [code]))
}

/** 20 November 2026, 16:30 in Vietnam. */
const afternoon = '2026-11-10T09:30:00.000Z'

describe('a harvest after a spraying', () => {
  test.each([
    ['the day before it is over', '2026-11-12T16:59:00.000Z', ['PHI_NOT_ELAPSED']],
    ['on day + interval, in the first minute of the place', '2026-11-12T17:00:00.000Z', []],
  ])('with three days to wait, %s', (_case, at, expected) => {
    expect(codes(harvested(at), sprayingOf(sprayed(afternoon, 3), []))).toEqual(expected)
  })

  test('waits for the larger of the days on the label and those entered', () => {
    const day5 = harvested('2026-11-15T02:00:00.000Z')
    expect(codes(day5, sprayingOf(sprayed(afternoon, 3), [7]))).toEqual(['PHI_NOT_ELAPSED'])
    expect(codes(day5, sprayingOf(sprayed(afternoon, 7), [3]))).toEqual(['PHI_NOT_ELAPSED'])
    expect(codes(day5, sprayingOf(sprayed(afternoon), [3, 5]))).toEqual([])
    expect(codes(day5, sprayingOf(sprayed(afternoon), [3, 6]))).toEqual(['PHI_NOT_ELAPSED'])
    expect(codes(day5, sprayingOf(sprayed(afternoon), []))).toEqual([])
  })

  test('counts days at the place of each event', () => {
    const early = harvested('2026-11-12T20:00:00.000Z', { utcOffset: '-03:00' }) // still the 12th there
    expect(codes(early, sprayingOf(sprayed(afternoon, 3), []))).toEqual(['PHI_NOT_ELAPSED'])
    const late = sprayed('2026-11-10T20:00:00.000Z', 3) // the 11th in Vietnam
    expect(codes(harvested('2026-11-13T02:00:00.000Z'), sprayingOf(late, []))).toEqual(['PHI_NOT_ELAPSED'])
  })

  test('looks at every spraying, and at none that came later', () => {
    const old = sprayingOf(sprayed('2026-10-01T02:00:00.000Z', 3), [])
    const long = sprayingOf(sprayed('2026-11-01T02:00:00.000Z', 30), [])
    const later = sprayingOf(sprayed('2026-11-16T02:00:00.000Z', 7), [])
    const harvest = harvested('2026-11-15T02:00:00.000Z')
    expect(codes(harvest, old, later)).toEqual([])
    expect(codes(harvest, old, long, later)).toEqual(['PHI_NOT_ELAPSED'])
  })

  test('of a day on which it was sprayed, of which no hour is known, is not over', () => {
    const day = sprayingOf(sprayed(afternoon, 1, { precision: 'day' }), [])
    expect(codes(harvested('2026-11-10T01:00:00.000Z'), day)).toEqual(['PHI_NOT_ELAPSED'])
  })

  test('counts from the last day of a spraying that lasts', () => {
    const long = sprayed(afternoon, 3, { endedAt: '2026-11-12T03:00:00.000Z' })
    expect(codes(harvested('2026-11-14T02:00:00.000Z'), sprayingOf(long, []))).toEqual(['PHI_NOT_ELAPSED'])
    expect(codes(harvested('2026-11-15T02:00:00.000Z'), sprayingOf(long, []))).toEqual([])
  })

  test('that an inspector permits in spite of that spraying is allowed from then on', () => {
    const spraying = sprayingOf(sprayed(afternoon, 7), [])
    const permittedFrom = Date.parse('2026-11-13T02:00:00.000Z')
    const permitted = { ...spraying, permittedFrom }
    expect(codes(harvested('2026-11-13T01:59:00.000Z'), permitted)).toEqual(['PHI_NOT_ELAPSED'])
    expect(codes(harvested('2026-11-13T02:00:00.000Z'), permitted)).toEqual([])
    expect(codes(harvested('2026-11-13T02:00:00.000Z'), permitted, spraying)).toEqual(['PHI_NOT_ELAPSED'])
  })
})

test('a spraying entered late names the harvests it forbids and what they gave', () => {
  const [before, within, after] = [
    harvested('2026-11-09T02:00:00.000Z'),
    harvested('2026-11-11T02:00:00.000Z'),
    harvested('2026-11-13T02:00:00.000Z'),
  ]
  const broken = harvestsBroken(sprayingOf(sprayed(afternoon, 3), []), [before, within, after])
  expect(broken.map((each) => [each.event.id, each.batchIds])).toEqual([[within.id, [lot]]])
})
