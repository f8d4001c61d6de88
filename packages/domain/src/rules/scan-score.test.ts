import { describe, expect, test } from '@jest/globals'
import { type PackageLife, type SeenScan, scanPoints, scoreScans } from './scan-score.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const scans = (
  ...list: (readonly [day: number, device?: string | undefined, province?: string])[]
): SeenScan[] => list.map(([day, device, province]) => ({ at: day * dayMs, device, province }))
const on = (days: readonly number[]) => days.map((day, device) => [day, `device ${device}`] as const)

describe('the scans of a package', () => {
  test.each<[string, SeenScan[], PackageLife, readonly string[], number]>([
    ['nobody scanned', [], {}, [], 0],
    ['a family of four scanned', scans(...on([1, 1, 2, 3])), {}, [], 0],
    [
      'one device scanned ten times',
      scans(...on(Array(10).fill(1)).map(([day]) => [day, 'a'] as const)),
      {},
      [],
      0,
    ],
    ['five devices scanned within 30 days', scans(...on([1, 1, 2, 3, 30.9])), {}, ['many_devices'], 2],
    ['five devices scanned in 31 days', scans(...on([1, 1, 2, 3, 31])), {}, [], 0],
    ['twenty devices scanned', scans(...on(Array(20).fill(1))), {}, ['many_devices'], 3],
    ['fifty devices scanned', scans(...on(Array(50).fill(1))), {}, ['many_devices'], 4],
    ['was scanned in two provinces', scans([1, 'a', '19'], [1, 'a', '01']), {}, [], 0],
    [
      'was scanned in three provinces within 7 days',
      scans([1, undefined, '19'], [2, undefined, '01'], [7.9, undefined, '79']),
      {},
      ['many_provinces'],
      2,
    ],
    [
      'was scanned in three provinces in 8 days',
      scans([1, undefined, '19'], [2, undefined, '01'], [8, undefined, '79']),
      {},
      [],
      0,
    ],
    ['was scanned before it left', scans([1, 'a']), { dispatchedAt: 2 * dayMs }, ['before_dispatch'], 1],
    [
      'was scanned in the hour in which it left',
      scans([1, 'a']),
      { dispatchedAt: dayMs + hourMs - 1 },
      [],
      0,
    ],
    [
      'was opened by who had scanned it, and scanned again',
      scans([1, 'a'], [3, 'a']),
      { openedAt: 2 * dayMs },
      [],
      0,
    ],
    [
      'was scanned by another after it was opened',
      scans([1, 'a'], [3, 'b']),
      { openedAt: 2 * dayMs },
      ['after_opening'],
      1,
    ],
    ['was scanned before it was destroyed', scans([1, 'a']), { destroyedAt: 2 * dayMs }, [], 0],
    [
      'was scanned after it was destroyed',
      scans([3, 'a']),
      { destroyedAt: 2 * dayMs },
      ['after_destruction'],
      2,
    ],
  ])('that %s', (_what, seen, life, signals, points) => {
    expect(scoreScans([...seen].reverse(), life)).toMatchObject({ signals, points })
  })

  test('whose devices are not known any more count no device', () => {
    expect(scoreScans(scans(...Array(9).fill([1])), { openedAt: 0 })).toEqual({
      ...{ devices: 0, provinces: 0, signals: [], points: 0 },
    })
  })
})

/** A generator of Marsaglia (xorshift32): the same numbers from the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

/** Kinds of browsers and their shares, as told in Vietnam; Wi-Fi at home, or one of the prefixes that a carrier has in the region. */
const agents = [
  'zalo android',
  'zalo android',
  'chrome android',
  'chrome android',
  'safari ios',
  'zalo ios',
  'other',
]
const wifi = 0.6
const prefixes = 30
/** How often a phone seems to be in the city where its carrier lets the region out. */
const atExit = 0.4
const scanRate = 0.05

describe('among 10,000 packages of which a shop scans each three times and 5 in 100 of those who eat it', () => {
  const seed = Number(process.env.SEED ?? 20261123)
  const random = randomFrom(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T

  const scanOf = (day: number, home: string, province: string): SeenScan => {
    const network = random() < wifi ? home : `carrier ${Math.floor(random() * prefixes)}`
    const seemsIn = network === home || random() >= atExit ? province : 'exit'
    return { at: Math.floor(day * 24) * hourMs, device: `${network} ${pick(agents)}`, province: seemsIn }
  }
  const bought = (day: number, unit: string, province: string, rate: number): SeenScan[] =>
    Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
      scanOf(day + random() * 10, unit, province),
    ).filter(() => random() < rate)
  /** Three people of the shop, each with a phone of their own; most buyers live where the shop is. */
  const genuine = (): SeenScan[] => {
    const reseller = [0, 1, 2].map(() => scanOf(random() * 5, 'shop', 'P0'))
    const province = random() < 0.8 ? 'P0' : `P${Math.floor(random() * 34)}`
    return [...reseller, ...bought(5 + random() * 20, 'home', province, scanRate)].sort((a, b) => a.at - b.at)
  }
  /** Whether what a shopper sees after so many scans warns of copies. */
  const warns = (scans: readonly SeenScan[]) => scoreScans(scans, {}).points >= scanPoints.caution

  test(`at most 5 of 1,000 honest scans are warned of copies (seed ${seed})`, () => {
    let all = 0
    let warned = 0
    for (let unit = 0; unit < 10_000; unit++) {
      const scans = genuine()
      all += scans.length
      warned += scans.filter((_, index) => warns(scans.slice(0, index + 1))).length
    }
    console.info(
      `seed ${seed}: ${warned} of ${all} honest scans warned, ${((100 * warned) / all).toFixed(3)} %`,
    )
    expect(all).toBeGreaterThan(30_000)
    expect(warned / all).toBeLessThanOrEqual(0.005)
  })

  test(`at least 95 of 100 labels are found of which 100 copies are sold and 5 scanned (seed ${seed})`, () => {
    const trials = 10_000
    let found = 0
    for (let trial = 0; trial < trials; trial++) {
      const copies = Array.from({ length: 100 }, (_, copy) => copy).filter(() => random() < scanRate)
      const scans = copies.map((copy) =>
        scanOf(random() * 25, `buyer ${copy}`, `P${Math.floor(random() * 34)}`),
      )
      if (warns([...genuine(), ...scans])) found += 1
    }
    console.info(
      `seed ${seed}: ${found} of ${trials} copied labels found, ${((100 * found) / trials).toFixed(1)} %`,
    )
    expect(found / trials).toBeGreaterThanOrEqual(0.95)
  })
})
