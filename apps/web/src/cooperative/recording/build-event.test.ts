/** @jest-environment node */
import { describe, expect, test } from '@jest/globals'
import { TraceEvent } from '@nguon/domain'
import { digestOf, openDisclosure } from '@nguon/transparency'
import { sample } from '../../testing/sample.ts'
import { buildGrowing, type GrowingEntry } from './build-growing.ts'
import { buildHarvest, type HarvestEntry } from './build-harvest.ts'
import { buildDispatch, buildStock } from './build-stock.ts'
import {
  buildTransformation,
  lossPercent,
  packedQuantity,
  type TransformationEntry,
} from './build-transformation.ts'
import { openSlots } from './slots.ts'
import type { Target } from './targets.ts'

const recorder = () => ({ organizationId: sample.organizationId, utcOffset: '+07:00', slots: openSlots() })
const gourd = { id: sample.gourdId, name: 'Bí xanh thơm' }
const crop: Target = {
  key: 'crop:1',
  plotIds: [sample.cropPlotId],
  cropId: sample.cropId,
  title: 'Ruộng Nà Pha',
}
const bare: Target = { key: 'plot:2', plotIds: [sample.barePlotId], title: 'Ruộng Nà Dài' }

const spraying: GrowingEntry = {
  type: 'spraying',
  day: '2026-05-20',
  time: '16:30',
  targets: [crop],
  takenLots: [],
  used: [{ batchId: sample.inputLotId, quantity: { value: '0.4', unit: 'lít' } }],
  texts: { targetPest: '  Bo\u0323 tri\u0303 ', dilution: '' },
  numbers: { preHarvestIntervalDays: 7 },
}
const harvest: HarvestEntry = {
  day: '2026-06-08',
  product: gourd,
  targets: [crop],
  takenLots: [],
  quantity: { value: '1850', unit: 'kg' },
  lot: 'BXT260608A',
  useBy: '2026-08-07',
}

describe('work on the field', () => {
  test('becomes one event for each plot, each with its own id', () => {
    const requests = buildGrowing(recorder(), { ...spraying, targets: [crop, bare], newCrop: gourd })
    expect(requests.map(({ event }) => TraceEvent.parse(event).type)).toEqual(['spraying', 'spraying'])
    expect(new Set(requests.map(({ event }) => event.id)).size).toBe(2)
  })

  test('is kept at its minute in UTC, with the zone of the place', () => {
    const [request] = buildGrowing(recorder(), spraying)
    expect(request?.event).toMatchObject({
      occurredAt: '2026-05-20T09:30:00.000Z',
      precision: 'minute',
      utcOffset: '+07:00',
    })
  })

  test('of which only the day is known counts from the first instant of that day', () => {
    const [request] = buildGrowing(recorder(), { ...spraying, time: undefined })
    expect(request?.event).toMatchObject({ occurredAt: '2026-05-19T17:00:00.000Z', precision: 'day' })
  })

  test('keeps text composed and trimmed, and leaves out what was left blank', () => {
    const [request] = buildGrowing(recorder(), spraying)
    expect(request?.event.details).toEqual({ targetPest: 'Bọ trĩ', preHarvestIntervalDays: 7 })
  })

  test('on a plot without a crop begins one, with a lot number of its own', () => {
    const [request] = buildGrowing(recorder(), {
      ...spraying,
      type: 'sowing',
      texts: {},
      numbers: {},
      targets: [bare],
      newCrop: gourd,
    })
    const made = TraceEvent.parse(request?.event).batches.find(({ role }) => role === 'out')
    expect(made?.creates).toEqual({
      kind: 'crop',
      productId: gourd.id,
      lot: 'BXTV260520A',
      plots: [sample.barePlotId],
    })
  })

  test('sent again from the same form is the same to the last byte', () => {
    const who = recorder()
    const entry = { ...spraying, privately: { note: 'anh Mẫu phun' } }
    expect(JSON.stringify(buildGrowing(who, entry))).toBe(JSON.stringify(buildGrowing(who, entry)))
  })

  test('sent again after a reload is still the same', () => {
    const who = recorder()
    const before = JSON.stringify(buildGrowing(who, spraying))
    const reopened = { ...who, slots: openSlots(JSON.parse(JSON.stringify(who.slots.kept()))) }
    expect(JSON.stringify(buildGrowing(reopened, spraying))).toBe(before)
  })
})

describe('a private note', () => {
  test('leaves only its digest in the event and goes along as a disclosure', () => {
    const [request] = buildGrowing(recorder(), {
      ...spraying,
      privately: { note: ' chị Hường phun ', supplier: '' },
    })
    const event = TraceEvent.parse(request?.event)
    expect(JSON.stringify(event)).not.toContain('Hường')
    expect(request?.disclosures.map((text) => openDisclosure(text))).toMatchObject([
      { name: 'note', value: 'chị Hường phun' },
    ])
    expect(event._sd).toEqual(request?.disclosures.map(digestOf).sort())
  })

  test('that is not written leaves no trace', () => {
    const [request] = buildGrowing(recorder(), { ...spraying, privately: { note: '  ' } })
    expect(request?.event).not.toHaveProperty('_sd')
    expect(request?.disclosures).toEqual([])
  })
})

describe('a reason for lateness', () => {
  test('stands in the event', () => {
    const [request] = buildGrowing(recorder(), { ...spraying, lateReason: 'Ghi bổ sung theo sổ giấy' })
    expect(TraceEvent.parse(request?.event).reasons).toEqual({ LATE_ENTRY: 'Ghi bổ sung theo sổ giấy' })
  })
})

describe('a harvest', () => {
  test('takes from the crop and gives a new batch with its birth', () => {
    const requests = buildHarvest(recorder(), harvest)
    expect(requests).toHaveLength(1)
    expect(TraceEvent.parse(requests[0]?.event).batches).toMatchObject([
      { batchId: sample.cropId, role: 'in' },
      {
        role: 'out',
        quantity: { value: '1850', unit: 'kg' },
        creates: { kind: 'harvest', lot: 'BXT260608A', useBy: '2026-08-07', plots: [sample.cropPlotId] },
      },
    ])
  })

  test('from a plot without a diary first says that a crop stood there', () => {
    const [stood, taken] = buildHarvest(recorder(), { ...harvest, targets: [bare] }).map(({ event }) =>
      TraceEvent.parse(event),
    )
    expect(stood).toMatchObject({ type: 'opening_stock', precision: 'day', details: { since: '2026-06-08' } })
    expect(stood?.batches[0]).toMatchObject({
      role: 'out',
      creates: { kind: 'crop', plots: [sample.barePlotId] },
    })
    expect(taken?.batches[0]).toEqual({ batchId: stood?.batches[0]?.batchId, role: 'in' })
  })

  test('from several plots is one batch', () => {
    const requests = buildHarvest(recorder(), { ...harvest, targets: [crop, bare] })
    expect(requests.map(({ event }) => event.type)).toEqual(['opening_stock', 'harvest'])
    const plots = TraceEvent.parse(requests[1]?.event).batches.at(-1)?.creates?.plots
    expect(plots).toEqual([sample.cropPlotId, sample.barePlotId])
  })
})

describe('goods', () => {
  const used = [{ batchId: sample.harvestLotId, quantity: { value: '1200', unit: 'kg' as const } }]
  const processing: TransformationEntry = {
    type: 'processing',
    day: '2026-06-12',
    endDay: '2026-06-20',
    time: '07:00',
    used,
    made: { product: { id: sample.noodlesId, name: 'Trà bí' }, kind: 'semi_finished', lot: 'TB260620A' },
    quantity: { value: '82', unit: 'kg' },
    process: 'tea_drying',
    byProducts: [{ name: 'Vỏ bí', quantity: { value: '100', unit: 'kg' }, use: 'Phân ủ' }],
    lossReason: 'Vỏ, ruột, nước bay hơi',
  }

  test('that take days to make are kept by their days', () => {
    const event = TraceEvent.parse(buildTransformation(recorder(), processing).event)
    expect(event).toMatchObject({
      precision: 'day',
      occurredAt: '2026-06-11T17:00:00.000Z',
      endedAt: '2026-06-19T17:00:00.000Z',
      reasons: { LOSS_OUT_OF_PROFILE: 'Vỏ, ruột, nước bay hơi' },
      details: { process: 'tea_drying', byProducts: [{ name: 'Vỏ bí', use: 'Phân ủ' }] },
    })
  })

  test('that are graded may stay the batch they were', () => {
    const graded = {
      ...processing,
      type: 'grading' as const,
      endDay: undefined,
      made: { sameLot: sample.harvestLotId },
    }
    const event = TraceEvent.parse(buildTransformation(recorder(), graded).event)
    expect(event.batches.map(({ batchId, role }) => [batchId, role])).toEqual([
      [sample.harvestLotId, 'in'],
      [sample.harvestLotId, 'out'],
    ])
  })

  test('that are packed say how many packages of how much', () => {
    const packed = {
      ...processing,
      type: 'packing' as const,
      units: 820,
      netContent: { value: '100', unit: 'g' as const },
    }
    const event = TraceEvent.parse(buildTransformation(recorder(), packed).event)
    expect(event.batches.at(-1)).toMatchObject({ units: 820, quantity: { value: '82', unit: 'kg' } })
    expect(event.details).toMatchObject({ netContent: { value: '100', unit: 'g' } })
  })

  test('that come in carry the lot and expiry of their label, their supplier in private', () => {
    const { event, disclosures } = buildStock(recorder(), {
      type: 'input_received',
      kind: 'input',
      productId: sample.insecticideId,
      lot: 'ABA-251101',
      day: '2026-03-20',
      quantity: { value: '2', unit: 'lít' },
      useBy: '2027-11-01',
      texts: { activeIngredient: 'Abamectin', target: '' },
      preHarvestIntervalDays: 7,
      privately: { supplier: 'Cửa hàng Ví Dụ' },
    })
    expect(TraceEvent.parse(event)).toMatchObject({
      batches: [{ creates: { kind: 'input', lot: 'ABA-251101', useBy: '2027-11-01' } }],
      details: { activeIngredient: 'Abamectin', preHarvestIntervalDays: 7 },
    })
    expect(disclosures).toHaveLength(1)
  })

  test('that were there before the diary say since when there are data', () => {
    const stock = {
      type: 'opening_stock',
      kind: 'crop',
      productId: gourd.id,
      lot: 'BXTV260101A',
      plots: [sample.barePlotId],
    } as const
    const { event } = buildStock(recorder(), { ...stock, day: '2026-01-01', texts: {} })
    expect(TraceEvent.parse(event).details).toEqual({ since: '2026-01-01' })
  })

  test('that leave keep their buyer private', () => {
    const { event } = buildDispatch(recorder(), { day: '2026-06-12', used, privately: { buyer: 'Chị Mẫu' } })
    expect(TraceEvent.parse(event)).toMatchObject({
      type: 'dispatch',
      details: {},
      batches: [{ role: 'in' }],
    })
    expect(JSON.stringify(event)).not.toContain('Mẫu')
  })
})

describe('the sums of a form', () => {
  test('add packages up in the unit of what was packed', () => {
    expect(packedQuantity(820, { value: '100', unit: 'g' }, 'kg')).toEqual({ value: '82', unit: 'kg' })
    expect(packedQuantity(12, { value: '1', unit: 'quả' }, 'kg')).toEqual({ value: '12', unit: 'quả' })
  })

  test('say what share was lost, and that more came out than went in', () => {
    const taken = [{ value: '1.2', unit: 'tấn' as const }]
    expect(lossPercent(taken, { value: '82', unit: 'kg' })).toBe('93.166666')
    expect(lossPercent(taken, { value: '1300', unit: 'kg' })).toMatch(/^-8/)
    expect(lossPercent(taken, { value: '82', unit: 'hộp' })).toBeUndefined()
  })
})
