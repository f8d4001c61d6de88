/** @jest-environment node */
import { describe, expect, test } from '@jest/globals'
import { sample, sampleBatches } from '../../testing/sample.ts'
import { fieldOf } from './field-of.ts'
import { initialsOf, lotOf, proposeLot } from './lot-number.ts'
import { targetsOf } from './targets.ts'
import { addDays, needsLateReason } from './when.ts'

describe('a proposed lot number', () => {
  test('has the initials of the product, the day and the first free letter', () => {
    expect(proposeLot('Bí xanh thơm', '2026-06-08', [])).toBe('BXT260608A')
    expect(proposeLot('Bí xanh thơm', '2026-06-08', ['BXT260608A', 'BXT260608B'])).toBe('BXT260608C')
  })

  test.each([
    ['Đậu đũa', 'DD'],
    ['Trà bí xanh thơm hộp 100 g', 'TBX'],
    ['Ổi', 'O'],
    ['500', 'LO'],
  ])('takes plain capitals from %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })

  test('that is typed with accents or in small letters is put right', () => {
    expect(lotOf(' bí 26-đ ')).toBe('BI26-D')
  })
})

describe('places of field work', () => {
  const plots = [
    { id: sample.cropPlotId, data: { kind: 'plot' as const, name: 'Ruộng Nà Pha', addresses: [] } },
    { id: sample.barePlotId, data: { kind: 'plot' as const, name: 'Ruộng Nà Dài', addresses: [] } },
  ]
  const crops = sampleBatches.filter(({ kind }) => kind === 'crop')

  test('are the standing crops and the plots where nothing stands', () => {
    expect(targetsOf(plots, crops, false).map(({ title, crop }) => [title, crop])).toEqual([
      ['Ruộng Nà Pha', 'Bí xanh thơm'],
      ['Ruộng Nà Dài', undefined],
    ])
  })

  test('are all plots as well when the work may begin a season', () => {
    expect(targetsOf(plots, crops, true)).toHaveLength(3)
  })
})

describe('days', () => {
  test('are counted over the ends of months', () => {
    expect(addDays('2026-02-27', 3)).toBe('2026-03-02')
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
  })

  test('more than a month ago need a reason', () => {
    expect(needsLateReason('2026-05-01', '2026-05-20')).toBe(false)
    expect(needsLateReason('2026-04-01', '2026-05-20')).toBe(true)
  })
})

describe('what the server found wrong', () => {
  const event = {
    batches: [
      { batchId: sample.inputLotId, role: 'in', quantity: { value: '3', unit: 'lít' } },
      { batchId: sample.cropId, role: 'out' },
    ],
  }
  const request = { event: event as never, disclosures: [] }

  test.each([
    ['PHI_NOT_ELAPSED', undefined, undefined, 'day'],
    ['LOT_TAKEN', 'batches.1.creates.lot', undefined, 'lot'],
    ['INPUT_OVERDRAWN', 'batches.0.quantity', undefined, `amounts.${sample.inputLotId}.value`],
    ['INPUT_OVERDRAWN', undefined, sample.inputLotId, `amounts.${sample.inputLotId}.value`],
    ['REASON_REQUIRED', 'reasons.LATE_ENTRY', undefined, 'lateReason'],
    ['INVALID_REQUEST', 'event.details.dilution', undefined, 'dilution'],
    ['BATCH_ON_HOLD', undefined, sample.cropId, 'targets'],
    ['INTERNAL', undefined, undefined, undefined],
  ])('%s at %s is said next to the field it is about', (code, path, batchId, field) => {
    const violation = { code, message: '', ...(path ? { path } : {}), ...(batchId ? { batchId } : {}) }
    expect(fieldOf(violation, request)).toBe(field)
  })
})
