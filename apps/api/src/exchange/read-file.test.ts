import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { DomainError, type TraceEvent } from '@nguon/domain'
import { openAll } from '../events/disclosures.ts'
import { readFile, toRecords } from './read-file.ts'

const importedAt = '2026-11-23T03:00:00.000Z'
const sample = readFileSync(new URL('../../sample/demo.json', import.meta.url), 'utf8')

/** The sample with other values at these paths; undefined takes the key away. */
function changed(values: Record<string, unknown>): string {
  const file: unknown = JSON.parse(sample)
  for (const [path, value] of Object.entries(values)) {
    const keys = path.split(/[.[\]]+/).filter(Boolean)
    const last = keys.pop() ?? ''
    const row = keys.reduce((at, key) => (at as Record<string, unknown>)[key], file) as Record<
      string,
      unknown
    >
    row[last] = value
  }
  return JSON.stringify(file)
}
const read = (text: string) => toRecords(readFile(text), importedAt)

/** What is wrong with the file: paths and messages. */
function mistakesOf(text: string): [path: string | undefined, message: string][] {
  try {
    read(text)
  } catch (error) {
    if (error instanceof DomainError) return error.violations.map(({ path, message }) => [path, message])
    throw error
  }
  return []
}
const pathsOf = (text: string) => mistakesOf(text).map(([path]) => path)

const records = read(sample)
const eventOf = (reference: string): TraceEvent => {
  const found = records.events.find((record) => record.reference === reference)
  if (!found) throw new Error(`no event ${reference}`)
  return found.request.event
}
const privateOf = (reference: string) =>
  openAll(records.events.find((record) => record.reference === reference)?.request.disclosures ?? [])

describe('the sample', () => {
  test('is replayed in the order in which things happened', () => {
    const times = records.events.map(({ request }) => request.event.occurredAt)
    expect(times).toEqual([...times].sort())
    expect(records.events).toHaveLength(45 + 3 + 2 + 2)
  })

  test('has standing crops, and gives them their birth at the first work', () => {
    const sowing = eventOf('ev-005')
    const crop = sowing.batches.find(({ role }) => role === 'out')
    expect(crop?.creates).toMatchObject({ kind: 'crop', lot: 'DL260516A' })
    const harvest = eventOf('ev-010').batches
    expect(harvest.map(({ role }) => role)).toEqual(['in', 'out'])
    expect(harvest[0]).toEqual({ batchId: crop?.batchId, role: 'in' })
  })

  test.each([
    ['ev-010', 'finished'],
    ['ev-025', 'harvest'],
    ['ev-027', 'harvest'],
    ['ev-041', 'semi_finished'],
    ['ev-042', 'finished'],
    ['ev-001', 'input'],
  ])('%s gives a batch that is %s', (reference, kind) => {
    expect(eventOf(reference).batches.find(({ role }) => role === 'out')?.creates?.kind).toBe(kind)
  })

  test('puts the packages on the last event that gives the batch', () => {
    expect(eventOf('ev-011').batches).toContainEqual(expect.objectContaining({ role: 'out', units: 1500 }))
    expect(eventOf('ev-010').batches.some(({ units }) => units)).toBe(false)
  })

  test('reads params as typed details, as parameters or as private', () => {
    expect(eventOf('ev-008').details).toEqual({
      dilution: '10 ml/16 lít',
      water: '640 lít',
      equipment: 'Máy phun đeo vai',
      targetPest: 'Nhện đỏ',
      preHarvestIntervalDays: 7,
    })
    expect(eventOf('ev-006').details).toEqual({ parameters: [{ name: 'Số cây', value: '2000' }] })
    expect(Object.keys(eventOf('ev-013').details)).toEqual(['toPlaceId'])
    expect(privateOf('ev-013')).toEqual({ vehicle: 'Xe tải nhỏ, (ẩn)' })
    expect(privateOf('ev-001')).toEqual({ supplier: 'Đại lý vật tư nông nghiệp Ví Dụ' })
  })

  test('counts a receipt without drawing from the batch', () => {
    const { batches, details, actorId } = eventOf('ev-014')
    expect(batches).toMatchObject([{ role: 'about', quantity: { value: '2478', unit: 'kg' } }])
    expect(details).toMatchObject({ dispatchId: eventOf('ev-013').id, accepted: true })
    expect(actorId).toBeUndefined()
  })

  test('says an offline entry was captured when it happened', () => {
    expect(eventOf('ev-018').capturedAt).toBe(eventOf('ev-018').occurredAt)
    expect(eventOf('ev-019').capturedAt).toBe('2026-02-10T12:00:00.000Z')
  })

  test('makes the corrective event of a correction with another quantity', () => {
    const { event, replacement } =
      records.events.find(({ reference }) => reference === 'ev-045')?.request ?? {}
    expect(event?.corrects).toMatchObject({ eventId: eventOf('ev-038').id, reason: 'incorrect_data' })
    expect(replacement?.event).toMatchObject({ id: event?.corrects?.replacedBy, type: 'fertilising' })
    expect(replacement?.event.occurredAt).toBe(eventOf('ev-038').occurredAt)
    expect(replacement?.event.batches[0]?.quantity).toEqual({ value: '90', unit: 'kg' })
  })

  test('makes events of tests, inspections and the recall', () => {
    expect(eventOf('lab-3').batches).toHaveLength(2)
    expect(records.events.find(({ reference }) => reference === 'lab-3')?.recordedAt).toBe(
      '2026-07-20T16:59:59.999Z',
    )
    const types = records.events.filter(({ reference }) => reference === 'rc-2026-01')
    expect(types.map(({ request }) => request.event.type)).toEqual(['hold', 'recall'])
    expect(eventOf('ins-1')).toMatchObject({ type: 'inspection', precision: 'day' })
  })

  test('gives a person who shows the name a pseudonym for the entry, and the consent', () => {
    const versions = records.versions.map(({ request: { version } }) => version)
    const members = versions.flatMap(({ data }) => ('publicName' in data ? [data.publicName] : []))
    expect(members).toEqual([
      'Giám đốc HTX',
      'Hộ thành viên A2',
      'Giám đốc HTX',
      'Hộ thành viên B2',
      'Hộ thành viên B3',
      'Giám đốc HTX',
      'Hộ thành viên C2',
      'Cán bộ kiểm tra',
    ])
    const [b3] = versions.filter(({ data }) => 'publicName' in data && data.publicName.endsWith('B3'))
    expect(versions.map(({ data }) => data)).toContainEqual({
      memberId: b3?.subject.id,
      purpose: 'public_name',
      granted: true,
    })
  })

  test('makes no pseudonym of a reference that may be the name', () => {
    const name = 'Lò Thị Thử'
    const person = { id: 'lo-thi-thu', org: 'org-b', name, role: 'farmer', public_display: name }
    const { versions } = read(changed({ 'persons[8]': { ...person, consent_public_name: true } }))
    const said = versions.map(({ request: { version } }) => JSON.stringify(version)).join()
    expect(said).toMatch(/"Hộ thành viên [0-9A-F]{6}"/)
    expect(said).not.toMatch(/Lò Thị Thử|lo-thi-thu/i)
  })

  test('reads quantities as exact text', () => {
    expect(eventOf('ev-018').batches[0]?.quantity).toEqual({ value: '750', unit: 'kg' })
    expect(eventOf('ev-009').batches[0]?.quantity).toEqual({ value: '1.5', unit: 'lít' })
  })
})

describe('a bad file', () => {
  test('that is not JSON says where', () => {
    expect(mistakesOf('{"events": [')[0]?.[1]).toMatch(/not JSON/)
  })

  test('names everything that does not fit the format at once', () => {
    const text = changed({
      'events[3].occured_at': 'x',
      'events[3].occurred_at': '2026-03-20',
      'batches[0].lot': 'dl 1',
      'batches[0].kinds': 'harvest',
      event: [],
      'products[2].name': undefined,
      'plots[1].addresses[0].ward_code': 1,
    })
    expect(pathsOf(text).sort()).toEqual([
      'batches[0].kinds',
      'batches[0].lot',
      'event',
      'events[3].occured_at',
      'events[3].occurred_at',
      'plots[1].addresses[0].ward_code',
      'products[2].name',
    ])
  })

  test('names every reference to nothing at once', () => {
    const wrong = {
      'events[12].inputs[0].ref': 'bat-x',
      'events[13].dispatch': 'ev-x',
      'events[13].location': 'site-x',
      'events[13].actor': 'per-x',
      'events[44].corrects': 'ev-x',
      'certifications[0].scope[1]': 'plot-x',
      'plots[0].farmer': 'per-x',
      'lab_tests[0].batch': 'bat-x',
      'input_lots[0].supplier': 'org-x',
      'batches[2].product': 'prod-x',
      'inspections[0].inspector': 'per-x',
      'sites[0].org': 'org-x',
      'recall.trigger': 'lab-x',
    }
    expect(pathsOf(changed(wrong))).toEqual(expect.arrayContaining(Object.keys(wrong)))
  })

  test.each<[string, string, Record<string, unknown>]>([
    ['an id used twice', 'batches[2].id', { 'batches[2].id': 'bat-b1' }],
    ['a batch that no event gives', 'batches[9]', { 'events[41].outputs[0].ref': 'bat-c2' }],
    [
      'the name of a person without a consent',
      'persons[1].public_display',
      { 'persons[1].public_display': 'Triệu Thị Ví Dụ' },
    ],
    [
      'a quantity before that was another',
      'events[44].before.quantity',
      { 'events[44].before.quantity': 95 },
    ],
    [
      'a detail that the type does not have',
      'events[0].details.targetPest',
      { 'events[0].details': { targetPest: 'Nhện đỏ' } },
    ],
    ['a scan of a label of no range', 'scan_samples[0].label', { 'scan_samples[0].label': 'KM26-009999' }],
    [
      'a quantity that is not a decimal of six places',
      'events[0].outputs[0].quantity',
      { 'events[0].outputs[0].quantity': 0.1 + 0.2 },
    ],
    ['a batch born in an event of others', 'events[24].org', { 'events[24].org': 'org-c' }],
    ['a correction of nothing', 'events[44].corrects', { 'events[44].corrects': undefined }],
    ['a time without a zone', 'events[0].recorded_at', { 'events[0].recorded_at': '2026-02-20T19:30:00' }],
  ])('is refused for %s', (_case, path, values) => {
    expect(pathsOf(changed(values))).toContain(path)
  })
})

test('a crop of the list is harvested several times', () => {
  const grown = [17, 18, 19, 24].flatMap((index): [string, unknown][] => [
    [`events[${index}].for_batch`, undefined],
    [`events[${index}].for_crop`, 'crop-1'],
  ])
  const text = changed({
    ...Object.fromEntries(grown),
    crops: [
      {
        id: 'crop-1',
        org: 'org-b',
        plot: 'plot-b1',
        crop: 'Bí',
        product: 'prod-b1',
        started_on: '2026-02-10',
      },
    ],
    'batches[10]': { id: 'bat-b7', org: 'org-b', product: 'prod-b1', lot: 'BX260620A', kind: 'harvest' },
    'events[45]': {
      id: 'ev-046',
      type: 'harvest',
      org: 'org-b',
      occurred_at: '2026-06-20T06:00:00+07:00',
      recorded_at: '2026-06-20T19:00:00+07:00',
      for_crop: 'crop-1',
      outputs: [{ ref: 'bat-b7', quantity: 40, unit: 'kg' }],
    },
  })
  const events = read(text).events.map(({ request }) => request.event)
  const births = events.flatMap(({ batches }) => batches.filter(({ creates }) => creates?.lot === 'CROP-1'))
  expect(births).toHaveLength(1)
  const harvests = events.filter(
    ({ type, batches }) => type === 'harvest' && batches[0]?.batchId === births[0]?.batchId,
  )
  expect(harvests).toHaveLength(2)
})

test('a reference that two organizations use is named with the organization', () => {
  const store = { id: 'site-b1', org: 'org-d2', kind: 'store', name: 'Kho hai' }
  const twice = (ref: string) => changed({ 'sites[6]': store, 'events[12].to': ref })
  expect(mistakesOf(twice('site-b1'))).toEqual([
    ['events[12].to', 'site-b1 is ambiguous: say org-b/site-b1 or org-d2/site-b1'],
  ])
  expect(mistakesOf(twice('org-d2/site-b1'))).toEqual([])
})
