import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Id } from '@nguon/domain'
import { event, touched } from '@nguon/domain/testing'
import fc from 'fast-check'
import { recordEvent } from '../events/record-event.ts'
import { type LabelDesk, openLabelDesk } from '../labels/printing/testing/label-desk.ts'
import { keepScans } from '../scans/keep-scans.ts'
import { givenVersion, onTime, operator } from '../testing/given.ts'
import { testLabelKeys } from '../testing/test-labels.ts'
import { readPage } from './read-page.ts'
import { shareStamps } from './stamp.ts'
import { createStories } from './stories.ts'

const gtin = '09520009000012'
const today = '2026-11-23'
const key = testLabelKeys.serial
const site = { host: 'nguon.example', demo: false, key }

let desk: LabelDesk
beforeAll(async () => {
  desk = await openLabelDesk()
})
afterAll(() => desk.database.drop())

let rolls = 0

/** Two packed batches with labels of a numbered roll, of an own roll and of a run with made serials; some voided, some not activated. */
async function givenPackages() {
  const [one, two] = [await desk.givenPacked(60), await desk.givenPacked(60)]
  const prefix = `Q${String.fromCharCode(65 + rolls++)}`
  const roll = { productId: desk.org.product, prefix, first: 1, last: 90, digits: 3 }
  const numbered = (await givenVersion(desk.db, 'label_run', desk.org.id, roll)) as Id
  const made = await desk.issue(40)
  await desk.activate(one.id, numbered, { activated: [[1, 20]] })
  await desk.activate(one.id, numbered, { activated: [[31, 40]], voided: [[5, 7]] })
  await desk.activate(two.id, numbered, { activated: [[21, 30]] })
  await desk.activate(one.id, made.id, { activated: [[1, 9]], voided: [[3, 3]] })
  await desk.activate(two.id, made.id, { activated: [[10, 19]] })
  const serials = [
    ...[1, 4, 5, 7, 8, 20, 21, 30, 31, 40, 41, 90, 91].map(
      (number) => `${prefix}-${String(number).padStart(3, '0')}`,
    ),
    ...[`${prefix}001`, `${prefix}-1`, `${prefix}-0001`, `Y${prefix}-001`],
    ...(await desk.serials(made, 1, 21)),
  ]
  const lots = ['', `/10/${one.lot}`, `/10/${two.lot}`]
  const paths = serials.flatMap((serial) => [
    ...lots.map((lot) => `/01/${gtin}${lot}/21/${serial}`),
    `/T/${serial.replace('-', '')}`,
  ])
  return { batches: [one.id, two.id], numbered, paths }
}

const scanCodeOf = (path: string): string => path.slice(1).replace(/\/10\/[^/]+/, '')

test('a story that is kept tells of every package what the database would tell, whatever happens meanwhile', async () => {
  const counted = { found: 0, asked: 0 }
  const seed = Date.now() & 0x7fffffff
  console.info(`stories, seed ${seed}`)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 12 })), { minLength: 60, maxLength: 90 }),
      async (draws) => {
        const { batches, numbered, paths } = await givenPackages()
        const stories = createStories(shareStamps(desk.db), key)
        const [one = ''] = batches
        const acts: Record<number, (path: string) => Promise<unknown>> = {
          0: (path) => scan(scanCodeOf(path), 1),
          1: (path) => scan(scanCodeOf(path), 7),
          2: () =>
            givenVersion(desk.db, 'place', desk.org.id, { kind: 'plot', name: 'Ruộng', addresses: [] }),
          3: () => decide('hold', one),
          4: () => decide('release', one),
          5: () => desk.activate(one, numbered, { voided: [[8, 8]] }).catch(() => undefined),
        }
        for (const [which, what] of draws) {
          const path = paths[which % paths.length] ?? ''
          await acts[what]?.(path)
          const told = await stories.find(path, today)
          const { kept, ...read } = await readPage(desk.db, site, { kind: 'code', path }, today)
          const { circulation: _circulation, ...stamped } = kept ?? {}
          counted.asked += 1
          if (told) {
            counted.found += 1
            expect(told).toEqual({ ...read, kept: stamped })
          }
          stories.keep(path, today, { ...read, ...(kept && { kept }) })
        }
      },
    ),
    { numRuns: 6, seed, endOnFailure: true },
  )
  expect(counted.found).toBeGreaterThan(counted.asked / 20)
}, 120_000)

let device = 0
function scan(code: string, times: number): Promise<void> {
  const at = new Date('2026-11-20T08:00:00.000Z')
  const scans = Array.from({ length: times }, () => {
    device += 1
    return { code, at, agent: 'zalo android', device: Buffer.from(String(device).padStart(16, '0')) }
  })
  return keepScans(desk.db, scans, at)
}

const decide = (type: 'hold' | 'release', id: Id): Promise<unknown> =>
  recordEvent(desk.db, operator, {
    event: event(type, desk.org.id, [touched(id)], { ...onTime(), details: { reason: 'chờ kiểm tra' } }),
  }).catch(() => undefined)

test('stories never take up more than they may, and the oldest goes first', async () => {
  const lots = [await desk.givenPacked(5), await desk.givenPacked(5), await desk.givenPacked(5)]
  const run = await desk.issue(15)
  const serials = await desk.serials(run, 1, 15)
  for (const [index, { id }] of lots.entries())
    await desk.activate(id, run.id, { activated: [[index * 5 + 1, index * 5 + 5]] })
  const pathOf = (index: number) => `/01/${gtin}/21/${serials[index]}`
  const stories = createStories(shareStamps(desk.db), key, { stories: 2, steps: 1000 })
  for (const index of [0, 5, 10]) {
    const path = pathOf(index)
    stories.keep(path, today, await readPage(desk.db, site, { kind: 'code', path }, today))
  }
  const found = await Promise.all([1, 6, 11].map((index) => stories.find(pathOf(index), today)))
  expect(found.map((page) => page?.page.batch?.lot)).toEqual([undefined, lots[1]?.lot, lots[2]?.lot])
  expect(await stories.find(pathOf(11), '2026-11-24')).toBeUndefined() // on another day other days are left
})
