import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { batchesOf, randomChain } from './testing/random-chain.ts'
import { type ChainEvent, lineageBack, lineageForward } from './testing/trace-oracle.ts'
import { type Direction, type Link, type LinkWindow, linkTimes, type ReadLinks, walk } from './trace.ts'

describe('any chain', () => {
  test('is walked as brute force walks it, both ways, from every batch', async () => {
    const bruteForce = { back: lineageBack, forward: lineageForward }
    let reopened = 0
    const property = fc.asyncProperty(randomChain, async (chain) => {
      for (const batchId of batchesOf(chain))
        for (const direction of ['back', 'forward'] as const) {
          const store = reader(chain)
          const { reached, events, toPlaces } = await walk(batchId, direction, store.read)
          expect({ reached, events, toPlaces }).toEqual(bruteForce[direction](batchId, chain))
          reopened += store.reopened()
        }
    })
    await fc.assert(property, { numRuns: 1000 })
    expect(reopened).toBeGreaterThan(1000)
  }, 60_000)
})

describe('what is in a batch', () => {
  test('leaves out what its crop was given after the harvest', async () => {
    const chain = [
      happened('plant', '01T08:00', 'seed', 'crop'),
      happened('spray', '05T08:00', 'pesticide', 'crop'),
      happened('harvest', '04T08:00', 'crop', 'melons'),
    ]
    expect(await whatIsIn('melons', chain)).toEqual(['crop', 'seed'])
    expect(await whereWent('pesticide', chain)).toEqual(['crop'])
  })

  test('differs from harvest to harvest of one crop', async () => {
    const chain = [
      happened('sow', '01T08:00', 'seed', 'crop'),
      happened('first-spray', '02T08:00', 'a', 'crop'),
      happened('first-harvest', '03T08:00', 'crop', 'early'),
      happened('second-spray', '04T08:00', 'b', 'crop'),
      happened('second-harvest', '05T08:00', 'crop', 'late'),
      happened('last-spray', '06T08:00', 'c', 'crop'),
    ]
    expect(await whatIsIn('early', chain)).toEqual(['a', 'crop', 'seed'])
    expect(await whatIsIn('late', chain)).toEqual(['a', 'b', 'crop', 'seed'])
    expect(await whereWent('a', chain)).toEqual(['crop', 'early', 'late'])
    expect(await whereWent('b', chain)).toEqual(['crop', 'late'])
    expect(await whereWent('c', chain)).toEqual(['crop'])
  })

  test('counts what went in at the very moment the other came out', async () => {
    const chain = [
      happened('spray', '05T08:00', 'pesticide', 'crop'),
      happened('cut', '05T08:00', 'crop', 'lot'),
    ]
    expect(await whatIsIn('lot', chain)).toEqual(['crop', 'pesticide'])
    expect(await whereWent('pesticide', chain)).toEqual(['crop', 'lot'])
  })

  test('counts a batch once that went in by two ways', async () => {
    const chain = [
      happened('split', '01T08:00', 'lot', 'left right'),
      happened('merge', '02T08:00', 'left right', 'tea'),
    ]
    const { reached, events, levels } = await walk('tea', 'back', reader(chain).read)
    expect([...reached.keys()].sort()).toEqual(['left', 'lot', 'right'])
    expect(events).toEqual(new Set(['merge', 'split']))
    expect(levels).toBe(3)
  })

  test('reads of a batch reached again, and later, only what had not been read', async () => {
    const chain = [
      happened('first-spray', '01T08:00', 'a', 'crop'),
      happened('first-harvest', '02T08:00', 'crop', 'early'),
      happened('second-spray', '03T08:00', 'b', 'crop'),
      happened('second-harvest', '04T08:00', 'crop', 'late'),
      happened('dry', '05T08:00', 'late', 'dried'),
      happened('mix', '06T08:00', 'early dried', 'tea'),
    ]
    const { read, asked } = reader(chain)
    const { reached, events } = await walk('tea', 'back', read)
    expect(events.size).toBe(6)
    expect(reached.get('crop')).toBe(at('04T08:00'))
    expect(asked.filter((window) => window.batchId === 'crop')).toEqual([
      { batchId: 'crop', from: -Infinity, to: at('02T08:00') },
      { batchId: 'crop', from: at('02T08:00') + 1, to: at('04T08:00') },
    ])
  })

  test('names the purchase that brought a lot, though nothing went into it', async () => {
    const chain = [happened('purchase', '01T08:00', '', 'lot'), happened('pack', '02T08:00', 'lot', 'box')]
    expect((await walk('box', 'back', reader(chain).read)).events).toEqual(new Set(['purchase', 'pack']))
  })
})

describe('where a batch went', () => {
  test('names the places it was dispatched to, and those of what was made of it', async () => {
    const chain = [
      { ...happened('to-shop', '01T08:00', 'lot', ''), toPlaceId: 'shop' },
      happened('pack', '02T08:00', 'lot', 'box'),
      { ...happened('to-market', '03T08:00', 'box', ''), toPlaceId: 'market' },
      { ...happened('before-the-box', '01T07:00', 'box', ''), toPlaceId: 'elsewhere' },
    ]
    const { toPlaces, events } = await walk('lot', 'forward', reader(chain).read)
    expect(toPlaces).toEqual(new Set(['shop', 'market']))
    expect(events).toEqual(new Set(['to-shop', 'pack', 'to-market']))
  })

  test('is nowhere if it was only tested', async () => {
    const tested = {
      ...happened('test', '01T08:00', '', ''),
      batches: [{ batchId: 'lot', role: 'about' as const }],
    }
    const { reached, events, levels } = await walk('lot', 'forward', reader([tested]).read)
    expect([reached.size, events.size, levels]).toEqual([0, 0, 1])
  })
})

describe('time', () => {
  test('of drying: it takes when it starts and gives when it ends', async () => {
    const drying = { ...happened('dry', '02T08:00', 'wet', 'dry'), endedAt: '2025-07-04T08:00:00.000Z' }
    const chain = [
      happened('before', '01T08:00', 'x', 'wet'),
      drying,
      happened('meanwhile', '03T08:00', 'y', 'wet'),
      happened('too-early', '03T08:00', 'dry', 'powder'),
      happened('after', '04T08:00', 'dry', 'tea'),
    ]
    expect(await whatIsIn('dry', chain)).toEqual(['wet', 'x'])
    expect(await whereWent('wet', chain)).toEqual(['dry', 'tea'])
  })

  test('known to the day links a harvest and a packing of that day, whichever is written as earlier', async () => {
    const chain = [byDay('harvest', '02T09:00', 'crop', 'lot'), byDay('pack', '02T02:00', 'lot', 'box')]
    expect(await whatIsIn('box', chain)).toEqual(['crop', 'lot'])
    expect(await whereWent('crop', chain)).toEqual(['box', 'lot'])
  })

  test('known to the day means the day at the place, not in Greenwich', async () => {
    const nextDay = [byDay('harvest', '02T18:00', 'crop', 'lot'), byDay('pack', '02T16:00', 'lot', 'box')]
    expect(await whatIsIn('box', nextDay)).toEqual(['lot'])
    expect(linkTimes(byDay('x', '02T16:59', '', ''))).toEqual({
      outAt: at('01T17:00'),
      inAt: at('02T17:00') - 1,
    })
    expect(linkTimes(byDay('x', '02T17:00', '', ''))).toEqual({
      outAt: at('02T17:00'),
      inAt: at('03T17:00') - 1,
    })
  })

  test('of an event lasting days takes until the end of its first and gives from the start of its last', () => {
    const lasting = { ...byDay('dry', '02T08:00', '', ''), endedAt: '2025-07-05T08:00:00.000Z' }
    expect(linkTimes(lasting)).toEqual({ inAt: at('02T17:00') - 1, outAt: at('04T17:00') })
  })

  test.each([{ occurredAt: 'soon' }, { endedAt: 'later' }, { utcOffset: '7' }])(
    'unreadable as %j is refused',
    (bad) => {
      expect(() => linkTimes({ ...happened('x', '01T08:00', '', ''), ...bad })).toThrow(RangeError)
    },
  )
})

describe('a batch that comes back to itself', () => {
  test('by grading in place is no cycle and no ingredient of its own', async () => {
    const chain = [
      byDay('harvest', '01T08:00', 'crop', 'lot'),
      byDay('grade', '01T09:00', 'lot', 'lot waste'),
      byDay('pack', '01T10:00', 'lot', 'box'),
    ]
    expect(await whatIsIn('lot', chain)).toEqual(['crop'])
    expect(await whereWent('lot', chain)).toEqual(['box', 'waste'])
    expect(await whatIsIn('box', chain)).toEqual(['crop', 'lot'])
  })

  test('by two lots poured into each other on one day still gives an answer', async () => {
    const chain = [byDay('there', '01T08:00', 'a', 'b'), byDay('and-back', '01T08:00', 'b', 'a')]
    expect(await whatIsIn('a', chain)).toEqual(['b'])
    expect(await whereWent('a', chain)).toEqual(['b'])
  })
})

describe('a corrected event', () => {
  const spray = happened('spray', '01T08:00', 'wrong', 'crop')
  const harvest = happened('harvest', '02T08:00', 'crop', 'lot')
  const about = [{ batchId: 'crop', role: 'about' as const }]

  test('that did not occur is left out', async () => {
    const corrects = { eventId: 'spray', reason: 'did_not_occur' as const }
    const fix = { ...happened('fix', '09T08:00', '', ''), batches: about, corrects }
    expect(await whatIsIn('lot', [spray, harvest, fix])).toEqual(['crop'])
    expect(await whereWent('wrong', [spray, harvest, fix])).toEqual([])
  })

  test('gives way to the one that corrects it', async () => {
    const corrects = { eventId: 'spray', reason: 'incorrect_data' as const, replacedBy: 'right-spray' }
    const fix = { ...happened('fix', '09T08:00', '', ''), batches: about, corrects }
    const chain = [spray, harvest, happened('right-spray', '01T08:00', 'right', 'crop'), fix]
    expect(await whatIsIn('lot', chain)).toEqual(['crop', 'right'])
  })
})

describe('an answer has no limit', () => {
  test.each<Direction>(['back', 'forward'])(
    'walking %s a line of 120,000 events',
    async (direction) => {
      const line = Array.from({ length: 120_000 }, (_, i) =>
        happened(`e${i}`, '01T08:00', `b${i}`, `b${i + 1}`),
      )
      const end = direction === 'back' ? 'b120000' : 'b0'
      const { reached, events, levels } = await walk(end, direction, reader(line).read)
      expect([reached.size, events.size, levels]).toEqual([120_000, 120_000, 120_001])
    },
    60_000,
  )

  test('on a lot that went into 120,000 others, and one made of as many', async () => {
    const fan = Array.from({ length: 120_000 }, (_, i) => happened(`e${i}`, '01T08:00', 'lot', `b${i}`))
    const { reached, levels } = await walk('lot', 'forward', reader(fan).read)
    expect([reached.size, levels]).toEqual([120_000, 2])
    const funnel = Array.from({ length: 120_000 }, (_, i) => happened(`e${i}`, '01T08:00', `b${i}`, 'lot'))
    expect((await walk('lot', 'back', reader(funnel).read)).reached.size).toBe(120_000)
  }, 60_000)
})

/** An event of July 2025, UTC, that takes and gives the batches named with spaces between them. */
function happened(id: string, when: string, takes: string, gives: string): ChainEvent {
  const items = (names: string, role: 'in' | 'out') =>
    names.split(' ').flatMap((batchId) => (batchId ? { batchId, role } : []))
  const batches = [...items(takes, 'in'), ...items(gives, 'out')]
  return { id, batches, occurredAt: `2025-07-${when}:00.000Z`, precision: 'minute', utcOffset: '+07:00' }
}

function byDay(...event: Parameters<typeof happened>): ChainEvent {
  return { ...happened(...event), precision: 'day' }
}

function at(when: string): number {
  return Date.parse(`2025-07-${when}:00.000Z`)
}

const whatIsIn = (batchId: string, chain: ChainEvent[]) => namesReached(batchId, 'back', chain)
const whereWent = (batchId: string, chain: ChainEvent[]) => namesReached(batchId, 'forward', chain)

async function namesReached(batchId: string, direction: Direction, chain: ChainEvent[]): Promise<string[]> {
  const { reached } = await walk(batchId, direction, reader(chain).read)
  return [...reached.keys()].sort()
}

/** Reads the links of a chain as a store does, and fails if one is read twice. */
function reader(chain: readonly ChainEvent[]) {
  const links: { [D in Direction]?: Map<string, Link[]> } = {}
  const asked: LinkWindow[] = []
  const seen = new Set<Link>()
  const read: ReadLinks = async (direction, windows) => {
    links[direction] ??= linksOf(chain, direction)
    const found: Link[] = []
    for (const window of windows) {
      const { batchId, from, to } = window
      if (from > to) throw new Error(`nothing to read: ${batchId}`)
      asked.push(window)
      for (const link of links[direction].get(batchId) ?? []) {
        if (link.at < from || link.at > to) continue
        if (seen.has(link)) throw new Error(`read twice: ${link.eventId} of ${batchId}`)
        seen.add(link)
        found.push(link)
      }
    }
    return found
  }
  const reopened = () => asked.length - new Set(asked.map((window) => window.batchId)).size
  return { read, asked, reopened }
}

function linksOf(chain: readonly ChainEvent[], direction: Direction): Map<string, Link[]> {
  const corrected = new Set(chain.map((event) => event.corrects?.eventId))
  const [here, there] = direction === 'back' ? (['out', 'in'] as const) : (['in', 'out'] as const)
  const links = new Map<string, Link[]>()
  for (const { id, batches, toPlaceId, ...time } of chain) {
    if (corrected.has(id)) continue
    const { inAt, outAt } = linkTimes(time)
    const times = { in: inAt, out: outAt }
    const side = batches.filter((item) => item.role === there)
    const peers = side.map(({ batchId }) => ({ batchId, at: times[there] }))
    for (const { batchId, role } of batches) {
      if (role !== here) continue
      const link: Link = { batchId, eventId: id, at: times[here], peers }
      if (direction === 'forward') link.toPlaceId = toPlaceId
      const known = links.get(batchId)
      if (known) known.push(link)
      else links.set(batchId, [link])
    }
  }
  return links
}
