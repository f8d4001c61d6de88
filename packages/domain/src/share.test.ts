import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { EventType } from './event-details.ts'
import type { BatchItem, TraceEvent } from './events.ts'
import type { KnownBatch } from './measure.ts'
import { type Answer, type Share, shareOf } from './share.ts'
import { randomGoods } from './testing/random-goods.ts'
import { mixtureByHand, trillionthsOf } from './testing/share-oracle.ts'
import { event, given, kg, taken, touched } from './testing.ts'

const answerOf = ({ type, id }: TraceEvent): Answer =>
  type === 'opening_stock' ? 'unknown' : type === 'purchase' || /^e\d*3-/.test(id) ? 'no' : 'yes'

const trillionths = ({ yes, no, unknown }: Share): bigint[] =>
  [yes, no, unknown].map((text) => {
    expect(text).toMatch(/^(0|1|0\.\d{0,11}[1-9])$/)
    const [whole = '0', fraction = ''] = text.split('.')
    return BigInt(whole + fraction.padEnd(12, '0'))
  })

test('in any chain of goods the shares are those that exact fractions give, and add up to 1', () => {
  let mixed = 0
  fc.assert(
    fc.property(randomGoods, (chain) => {
      for (const [id, { kind }] of chain.batches) {
        if (kind === 'crop') continue
        const share = trillionths(shareOf(id, chain.events, chain.batches, answerOf))
        const exact = trillionthsOf(mixtureByHand(chain, id, answerOf))
        expect(share.reduce((sum, part) => sum + part, 0n)).toBe(10n ** 12n)
        for (const [index, part] of share.entries()) {
          const off = part - (exact[index] ?? 0n)
          expect([id, off >= -1n && off <= 1n]).toEqual([id, true])
        }
        if (share.filter((part) => part > 0n).length > 1) mixed++
      }
    }),
    { numRuns: 500, verbose: 1 },
  )
  expect(mixed).toBeGreaterThan(300)
}, 60_000)

const coop = 'coop'
const names = ['a', 'b', 'c', 'm', 'n']
const batches = new Map<string, KnownBatch>([
  ...names.map((id): [string, KnownBatch] => [id, { organizationId: coop, kind: 'harvest' }]),
  ['bag', { organizationId: coop, kind: 'input' }],
  ['crop', { organizationId: coop, kind: 'crop' }],
  ['box', { organizationId: coop, kind: 'finished', netContent: kg('500', 'g') }],
])

/** An event of the day, minute precision unless said. */
const on = (time: string, type: EventType, items: BatchItem[], more: object = {}): TraceEvent => {
  const occurredAt = `2026-01-${time.replace('T', 'T')}:00.000Z`
  return event(type, coop, items, { occurredAt, ...more } as never) as TraceEvent
}
const harvest = (time: string, id: string, much: string, more: object = {}) =>
  on(time, 'harvest', [taken('crop'), given(id, kg(much))], more)
const buy = (time: string, id: string, much: string, more: object = {}) =>
  on(time, 'purchase', [given(id, kg(much))], more)
const open = (time: string, id: string, much: string) => on(time, 'opening_stock', [given(id, kg(much))])
const merge = (time: string, from: [string, string][], to: string, much: string, more: object = {}) =>
  on(time, 'merge', [...from.map(([id, part]) => taken(id, kg(part))), given(to, kg(much))], more)
const share = (id: string, events: TraceEvent[]): [string, string, string] => {
  const { yes, no, unknown } = shareOf(id, events, batches, answerOf)
  return [yes, no, unknown]
}
const day = { precision: 'day' }

describe('the share by mass', () => {
  test('follows the quantities, whatever was lost', () => {
    const events = [harvest('01T08:00', 'a', '60'), buy('01T09:00', 'b', '40')]
    const losing = merge(
      '02T08:00',
      [
        ['a', '60'],
        ['b', '20'],
      ],
      'm',
      '70',
    )
    expect(share('m', [...events, losing])).toEqual(['0.75', '0.25', '0'])
  })

  test('says what is unknown, and repeats no digit for ever', () => {
    const events = [harvest('01T08:00', 'a', '1'), buy('01T09:00', 'b', '1'), open('01T10:00', 'c', '1')]
    const all = merge(
      '02T08:00',
      [
        ['a', '1'],
        ['b', '1'],
        ['c', '1'],
      ],
      'm',
      '3',
    )
    expect(share('m', [...events, all])).toEqual(['0.333333333333', '0.333333333334', '0.333333333333'])
  })

  test('is that of the moment of the use: what comes later changes only what remains', () => {
    const events = [
      harvest('01T08:00', 'a', '10'),
      merge('02T08:00', [['a', '5']], 'm', '5'),
      buy('03T08:00', 'a', '5'),
      merge('04T08:00', [['a', '5']], 'n', '5'),
    ]
    expect(share('m', events)).toEqual(['1', '0', '0'])
    expect(share('n', events)).toEqual(['0.5', '0.5', '0'])
    expect(share('a', [...events].reverse())).toEqual(['0.5', '0.5', '0'])
  })

  test('of a batch that is used up is that of what was in it last', () => {
    const events = [buy('01T08:00', 'a', '9'), merge('02T08:00', [['a', '9']], 'm', '9')]
    expect(share('a', [...events, harvest('03T08:00', 'a', '3')])).toEqual(['1', '0', '0'])
    expect(share('a', events)).toEqual(['0', '1', '0'])
  })

  test('leaves inputs and things added without a lot aside', () => {
    const items = [taken('a', kg('8')), taken('bag', kg('80')), given('m', kg('10'))]
    const added = [{ name: 'đường', quantity: kg('2') }]
    const events = [
      harvest('01T08:00', 'a', '8'),
      on('02T08:00', 'processing', items, { details: { added } }),
    ]
    expect(share('m', events)).toEqual(['1', '0', '0'])
  })

  test('counts what can be weighed, where the rest cannot be', () => {
    const items = [taken('a', kg('8')), taken('b', kg('30', 'quả')), given('m', kg('10'))]
    const fruit = on('01T09:00', 'purchase', [given('b', kg('30', 'quả'))])
    expect(share('m', [harvest('01T08:00', 'a', '8'), fruit, on('02T08:00', 'processing', items)])).toEqual([
      ...['1', '0', '0'],
    ])
  })

  test('weighs packages by what they hold', () => {
    const packed = [taken('a', kg('10')), given('box', kg('20', 'hộp'))]
    const events = [
      harvest('01T08:00', 'a', '10'),
      buy('01T09:00', 'b', '15'),
      on('02T08:00', 'packing', packed),
      on('03T08:00', 'processing', [
        taken('box', kg('10', 'hộp')),
        taken('b', kg('15')),
        given('m', kg('20')),
      ]),
    ]
    expect(share('m', events)).toEqual(['0.25', '0.75', '0'])
  })

  test('of what was taken before it was recorded as there is unknown, and the debt is paid first', () => {
    const events = [
      harvest('01T08:00', 'a', '50'),
      merge('02T08:00', [['a', '80']], 'm', '80'),
      buy('03T08:00', 'a', '50'),
    ]
    expect(share('m', events)).toEqual(['0.625', '0', '0.375'])
    expect(share('a', events)).toEqual(['0', '1', '0'])
    expect(share('a', [...events, harvest('04T08:00', 'a', '20')])).toEqual(['0.5', '0.5', '0'])
  })

  test('of goods worked on within the day that they came in is known', () => {
    const events = [
      on('05T17:00', 'dispatch', [taken('m', kg('4'))], day),
      merge(
        '05T17:00',
        [
          ['a', '60'],
          ['b', '40'],
        ],
        'm',
        '90',
        day,
      ),
      on('05T17:00', 'grading', [taken('m', kg('90')), given('m', kg('80'))], day),
      harvest('05T17:00', 'a', '60', day),
      buy('05T17:00', 'b', '40', day),
    ]
    expect(share('m', events)).toEqual(['0.6', '0.4', '0'])
  })

  test('of goods that go in a circle, which the rules refuse, is given without an end to the work', () => {
    const events = [
      merge('05T17:00', [['a', '1']], 'b', '1', day),
      merge('05T17:00', [['b', '1']], 'a', '1', day),
    ]
    expect(share('a', events)).toEqual(['0', '0', '1'])
  })

  test('leaves out what was corrected, and nothing known is all unknown', () => {
    const wrong = buy('01T08:00', 'a', '10', { id: 'wrong' })
    const corrects = { eventId: 'wrong', reason: 'did_not_occur', text: 'nhầm' }
    const events = [wrong, on('02T08:00', 'correction', [touched('a')], { corrects })]
    expect(share('a', events)).toEqual(['0', '0', '1'])
    expect(share('a', [...events, harvest('01T09:00', 'a', '10')])).toEqual(['1', '0', '0'])
  })

  test('of a chain 20,000 batches deep is given', () => {
    const deep = new Map(batches)
    const events = [harvest('01T00:00', 'a', '10')]
    for (let index = 0; index < 20_000; index++) {
      deep.set(`d${index}`, { organizationId: coop, kind: 'harvest' })
      const from = index === 0 ? 'a' : `d${index - 1}`
      const occurredAt = new Date(Date.UTC(2026, 1, 1) + index * 60_000).toISOString()
      events.push(event('merge', coop, [taken(from, kg('10')), given(`d${index}`, kg('10'))], { occurredAt }))
    }
    expect(shareOf('d19999', events.reverse(), deep, answerOf).yes).toBe('1')
  })
})
