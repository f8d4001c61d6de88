import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Direction, type LinkWindow, linkTimes, newId, readWays, violationsOf, walk } from '../index.ts'
import { contextOf, stateOf } from '../testing/rule-context.ts'
import {
  batchesOf,
  type ChainEvent,
  event,
  given,
  isOwnAncestor,
  kg,
  randomChain,
  taken,
  testNow,
} from '../testing.ts'
import { cycle } from './cycle.ts'

/** Answers the links of a chain as a store would. */
const linksOf =
  (chain: readonly ChainEvent[]) => async (direction: Direction, windows: readonly LinkWindow[]) => {
    const corrected = new Set(chain.map(({ corrects }) => corrects?.eventId))
    const [own, other] = direction === 'back' ? (['out', 'in'] as const) : (['in', 'out'] as const)
    return chain
      .filter(({ id }) => !corrected.has(id))
      .flatMap((each) => {
        const { inAt, outAt } = linkTimes(each)
        const at = { in: inAt, out: outAt }
        const ids = (role: string) => each.batches.filter((item) => item.role === role)
        const peers = ids(other).map(({ batchId }) => ({ batchId, at: at[other] }))
        return ids(own)
          .filter(({ batchId }) =>
            windows.some(
              (window) => window.batchId === batchId && window.from <= at[own] && at[own] <= window.to,
            ),
          )
          .map(({ batchId }) => ({ batchId, eventId: each.id, at: at[own], peers }))
      })
  }

async function makesCycle(added: ChainEvent, chain: readonly ChainEvent[]): Promise<boolean> {
  const known = new Set(batchesOf(chain))
  const ways = await readWays(
    added,
    (id) => known.has(id),
    async (starts, direction, at) => (await walk(starts, direction, linksOf(chain), at)).reached.keys(),
  )
  return cycle({ ...contextOf(event('merge', newId(), []), testNow, []), ways }).length > 0
}

test('an event is refused just where by brute force some batch would become its own ancestor', async () => {
  let refused = 0
  let late = 0
  await fc.assert(
    fc.asyncProperty(randomChain, async (events) => {
      let chain: ChainEvent[] = []
      for (const added of events) {
        const grown = [...chain, added]
        const expected = batchesOf(grown).some((id) => isOwnAncestor(id, grown))
        const isLate = chain.some(({ occurredAt }) => occurredAt > added.occurredAt)
        expect([added.id, await makesCycle(added, chain)]).toEqual([added.id, expected])
        if (expected) refused += 1
        if (expected && isLate) late += 1
        if (!expected) chain = grown
      }
    }),
    { numRuns: 400, verbose: 1 },
  )
  expect(Math.min(refused, late)).toBeGreaterThan(20) // else the chains would say nothing
}, 120_000)

const at = (hour: number) => ({
  occurredAt: `2026-11-20T${String(hour).padStart(2, '0')}:00:00.000Z`,
  precision: 'minute' as const,
  utcOffset: '+07:00',
})
const moved = (id: string, from: string, to: string, hour: number): ChainEvent => ({
  id,
  batches: [
    { batchId: from, role: 'in' },
    { batchId: to, role: 'out' },
  ],
  ...at(hour),
})

describe('goods', () => {
  test('that went from one lot into another do not come back', async () => {
    const chain = [moved('1', 'a', 'b', 1), moved('2', 'b', 'c', 2)]
    expect(await makesCycle(moved('3', 'c', 'a', 3), chain)).toBe(true)
    expect(await makesCycle(moved('3', 'b', 'a', 3), chain)).toBe(true)
  })

  test('may go round among lots as long as nothing of them does: what counts is when', async () => {
    const chain = [moved('1', 'b', 'c', 3), moved('2', 'a', 'b', 5)]
    expect(await makesCycle(moved('3', 'c', 'a', 6), chain)).toBe(false)
    expect(await makesCycle(moved('3', 'c', 'a', 4), chain)).toBe(true) // of b into c, a and b again
  })

  test('are graded in place', async () => {
    const graded: ChainEvent = { ...moved('2', 'b', 'b', 3), precision: 'day' }
    expect(await makesCycle(graded, [moved('1', 'a', 'b', 1)])).toBe(false)
  })

  test('graded in place on a day of which no hour is known may close a ring of that day', async () => {
    const graded: ChainEvent = { ...moved('3', 'b', 'b', 3), precision: 'day' }
    const lasting = { ...moved('2', 'b', 'a', 4), endedAt: at(13).occurredAt }
    const chain = [moved('1', 'a', 'b', 5), lasting]
    expect(chain.some(({ id }) => isOwnAncestor(id, chain))).toBe(false)
    expect(isOwnAncestor('a', [...chain, graded])).toBe(true)
    expect(await makesCycle(graded, chain)).toBe(true)
  })
})

test('the answer names the batch', () => {
  const [org, a, b] = [newId(), newId(), newId()]
  const back = event('merge', org, [taken(a, kg('1')), given(b, kg('1'))])
  const states = [stateOf(a, org, kg('5')), stateOf(b, org, kg('5'))]
  const way = { batchId: b, before: new Set([a, b]), after: new Set([b]) }
  expect(violationsOf(contextOf(back, testNow, states, { ways: [way] }))).toMatchObject([
    { code: 'CYCLE', batchId: b },
  ])
})
