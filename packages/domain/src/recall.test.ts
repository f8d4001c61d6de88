import { describe, expect, test } from '@jest/globals'
import {
  type Aftermath,
  amountOf,
  type RecalledGoods,
  recallLines,
  type SentGoods,
  totalsOf,
} from './index.ts'
import { kg } from './testing.ts'

const now = Date.parse('2026-11-20T00:00:00.000Z')
const hours = (count: number) => now - count * 3_600_000
const amount = (value: string) => amountOf(kg(value))

const goods = (more: Partial<RecalledGoods> = {}): RecalledGoods => ({
  ...{ id: 'lot', kind: 'finished', unit: 'kg', balance: amount('10'), ...more },
})
const sent = (more: Partial<SentGoods> = {}): SentGoods => ({
  ...{
    dispatchId: 'd1',
    amount: amount('50'),
    unit: 'kg',
    at: hours(100),
    toPlaceId: 'shop',
    toOrganizationId: 'retailer',
  },
  ...more,
})
const linesOf = (more: Partial<Aftermath>, of = goods({ balance: 0n })) =>
  recallLines(of, { sent: [sent()], answers: [], opened: [], returned: [], ...more }, now).map(
    ({ list, standing, quantity }) => [list, standing, quantity?.value],
  )
const accepted = (value?: string) => ({
  ...{ dispatchId: 'd1', accepted: true },
  ...(value ? { amount: amount(value) } : {}),
})

describe('in a recall', () => {
  test('what remains is in stock, an input lot and a standing crop are to be stopped', () => {
    const none = { sent: [] }
    expect(linesOf(none, goods())).toEqual([['inStock', undefined, '10']])
    expect(linesOf(none, goods({ balance: 0n }))).toEqual([])
    expect(linesOf(none, goods({ kind: 'input' }))).toEqual([['stop', undefined, '10']])
    expect(linesOf(none, goods({ kind: 'input', balance: 0n }))).toEqual([['stop', undefined, '0']])
    expect(linesOf(none, goods({ kind: 'crop' }))).toEqual([['stop', undefined, undefined]])
  })

  test.each<[string, Partial<Aftermath>, unknown[]]>([
    [
      'an outside buyer has is gone',
      { sent: [sent({ toPlaceId: undefined })] },
      [['dispatched', 'gone', '50']],
    ],
    ['nobody answered for 72 hours is gone', {}, [['dispatched', 'gone', '50']]],
    [
      'nobody answered yet is on the way',
      { sent: [sent({ at: hours(71) })] },
      [['stoppable', 'on_the_way', '50']],
    ],
    [
      'was refused is on the way back',
      { answers: [{ dispatchId: 'd1', accepted: false }] },
      [['stoppable', 'refused', '50']],
    ],
    ['was accepted is unopened', { answers: [accepted()] }, [['stoppable', 'unopened', '50']]],
    [
      'was accepted after it had been refused is unopened: the last answer counts',
      { answers: [{ dispatchId: 'd1', accepted: false }, accepted()] },
      [['stoppable', 'unopened', '50']],
    ],
    [
      'was not counted by its receiver is missing',
      { answers: [accepted('48')] },
      [
        ['stoppable', 'unopened', '48'],
        ['dispatched', 'missing', '2'],
      ],
    ],
    [
      'the receiver went on with is in batches of its own',
      { answers: [accepted()], opened: [{ organizationId: 'retailer', amount: amount('20') }] },
      [['stoppable', 'unopened', '30']],
    ],
    [
      'came back is not told twice',
      { returned: [{ dispatchId: 'd1', amount: amount('15') }] },
      [['dispatched', 'gone', '35']],
    ],
    ['came back whole is nowhere else', { returned: [{ amount: amount('60') }] }, []],
  ])('what %s', (_what, more, expected) => {
    expect(linesOf(more)).toEqual(expected)
  })

  test('a return that names no dispatch is of the latest, and the oldest goods are opened first', () => {
    const two = [sent(), sent({ dispatchId: 'd2', at: hours(90) })]
    const answers = [accepted(), { ...accepted(), dispatchId: 'd2' }]
    const opened = [{ organizationId: 'retailer', amount: amount('60') }]
    const lines = recallLines(
      goods({ balance: 0n }),
      { sent: two, answers, opened, returned: [{ amount: amount('5') }] },
      now,
    )
    expect(lines).toMatchObject([{ dispatchId: 'd2', standing: 'unopened', quantity: { value: '35' } }])
  })

  test('totals are sums of what can be added, masses in kg', () => {
    const parts = [kg('1.5', 'tạ'), kg('250', 'g'), kg('3', 'hộp'), kg('2', 'hộp')]
    expect(totalsOf(parts.map((each) => ({ amount: amountOf(each), unit: each.unit })))).toEqual([
      { value: '150.25', unit: 'kg' },
      { value: '5', unit: 'hộp' },
    ])
  })
})
