import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Balance, balanceOf, chainBalance, type Flow, flowTotals, isInflow } from './balance.ts'
import { replay } from './batch.ts'
import type { BatchKind, TraceEvent } from './events.ts'
import { type KnownBatch, quantityIn } from './measure.ts'
import { farm, randomGoods } from './testing/random-goods.ts'
import { born, event, given, kg, taken, touched } from './testing.ts'

/** What came in less what went out less what remains, in each dimension. */
function leftOver({ flows, stock }: Balance): Record<string, bigint> {
  const sums: Record<string, bigint> = {}
  const add = (dimension: string, amount: bigint) => {
    sums[dimension] = (sums[dimension] ?? 0n) + amount
  }
  for (const { kind, dimension, amount } of flows) add(dimension, isInflow(kind) ? amount : -amount)
  for (const { dimension, amount } of stock) add(dimension, -amount)
  return sums
}

/** The balances of the owners, by the sums that the rules keep. */
const replayed = (events: readonly TraceEvent[], id: string): bigint => {
  const birth = born('harvest', 'p', 'L').creates
  const own = events
    .filter(({ batches }) => batches.some(({ batchId }) => batchId === id))
    .map((each) => ({
      ...each,
      batches: each.batches.map((item) => (item.role === 'out' ? { ...item, creates: birth } : item)),
    }))
  return replay(id, own as TraceEvent[]).balance
}

describe('any chain of goods', () => {
  test('is balanced: what came in went out or remains, and what remains is what each history adds up to', () => {
    const kinds = new Set<string>()
    fc.assert(
      fc.property(randomGoods, fc.infiniteStream(fc.boolean()), ({ events, batches }, chosen) => {
        for (const [id, { kind, organizationId }] of batches) {
          if (kind === 'crop' || organizationId !== farm) continue
          const balance = balanceOf(id, events, batches)
          expect(Object.values(leftOver(balance)).every((rest) => rest === 0n)).toBe(true)
          expect(balance.stock.reduce((sum, { amount }) => sum + amount, 0n)).toBe(replayed(events, id))
        }
        for (const members of [[...batches.keys()], [...batches.keys()].filter(() => chosen.next().value)]) {
          const balance = chainBalance(members, events, batches)
          expect(Object.values(leftOver(balance)).every((rest) => rest === 0n)).toBe(true)
          for (const { kind, amount } of balance.flows) {
            expect(amount).toBeGreaterThan(0n)
            kinds.add(kind)
          }
          expect(balance.stock.every(({ amount }) => amount > 0n)).toBe(true)
        }
      }),
      { numRuns: 500, verbose: 1 },
    )
    expect([...kinds].sort()).toEqual(
      [
        ...['added', 'by_product', 'destroyed', 'dispatched', 'found', 'from_batches', 'harvested'],
        ...['into_batches', 'lost', 'missing', 'opening_stock', 'purchased'],
      ].sort(),
    )
  }, 60_000)
})

const batches = new Map<string, KnownBatch>(
  (
    [
      ['crop', 'crop'],
      ['bag', 'input'],
      ['a', 'harvest'],
      ['b', 'harvest'],
      ['m', 'harvest'],
      ['tea', 'finished'],
    ] as [string, BatchKind][]
  ).map(([id, kind]) => [id, { organizationId: farm, kind }]),
)
const story = (): TraceEvent[] => [
  event('harvest', farm, [taken('crop'), given('a', kg('60'))], { id: 'ha' }),
  event('purchase', farm, [given('b', kg('40'))], { id: 'pb' }),
  event('merge', farm, [taken('a', kg('60')), taken('b', kg('40')), given('m', kg('95'))], {
    id: 'merge',
    details: { loss: { reason: 'dập nát' } },
  }),
  event(
    'packing',
    farm,
    [taken('m', kg('90')), taken('bag', kg('450', 'túi')), given('tea', kg('440', 'gói'), { units: 440 })],
    {
      id: 'pack',
      details: { netContent: kg('200', 'g') },
    },
  ),
  event('dispatch', farm, [taken('tea', kg('100', 'gói'))], { id: 'd', details: { toPlaceId: 'store' } }),
  event('receipt', 'shop', [{ ...touched('tea'), quantity: kg('98', 'gói') }], {
    details: { dispatchId: 'd', accepted: true, reason: 'rách 2 gói' },
  }),
]
const told = (flows: readonly Flow[]) =>
  flowTotals(flows).map(({ kind, ...measure }) => `${kind} ${Object.values(quantityIn(measure)).join(' ')}`)

describe('the balance', () => {
  test('of one batch says what it went into, and bears its part of what was lost with others', () => {
    const { flows, stock } = balanceOf('a', story(), batches)
    expect(told(flows)).toEqual(['harvested 60 kg', 'into_batches 57 kg', 'lost 3 kg'])
    expect(flows.find(({ kind }) => kind === 'lost')).toMatchObject({ eventId: 'merge', reason: 'dập nát' })
    expect(stock).toEqual([])
  })

  test('of one batch is in its own unit, and its dispatch counts as its owner wrote it', () => {
    const { flows, stock } = balanceOf('tea', story(), batches)
    expect(told(flows)).toEqual(['from_batches 440 gói', 'dispatched 100 gói'])
    expect(stock.map(quantityIn)).toEqual([{ value: '340', unit: 'gói' }])
  })

  test('of an input says what was used of it', () => {
    const events = [event('input_received', farm, [given('bag', kg('500', 'túi'))]), ...story()]
    expect(told(balanceOf('bag', events, batches).flows)).toEqual([
      'received 500 túi',
      'into_batches 450 túi',
    ])
  })

  test('of a chain weighs packages by what they hold, and says where the goods are', () => {
    const { flows, stock } = chainBalance(batches.keys(), story(), batches)
    expect(told(flows)).toEqual(['purchased 40 kg', 'harvested 60 kg', 'lost 7 kg', 'missing 0.4 kg'])
    expect(flows.find(({ kind }) => kind === 'missing')?.reason).toBe('rách 2 gói')
    expect(stock.map((each) => [each.batchId, each.organizationId, quantityIn(each).value])).toEqual([
      ['m', farm, '5'],
      ['tea', farm, '68'],
      ['tea', 'shop', '19.6'],
    ])
  })

  test('of part of a chain says what came from other batches', () => {
    const { flows } = chainBalance(['m', 'tea', 'a'], story().slice(0, 3), batches)
    expect(told(flows)).toEqual(['harvested 60 kg', 'from_batches 40 kg', 'lost 5 kg'])
  })

  test('leaves out what was corrected', () => {
    const corrects = { eventId: 'pb', reason: 'did_not_occur' as const, text: 'nhầm' }
    const events = [...story().slice(0, 2), event('correction', farm, [touched('b')], { corrects })]
    expect(balanceOf('b', events, batches)).toEqual({ flows: [], stock: [] })
  })
})
