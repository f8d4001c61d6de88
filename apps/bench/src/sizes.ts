import { join } from 'node:path'
import type pg from 'pg'
import { compareTraces, type Question, type Times } from './compare-traces.ts'
import { oracleOf } from './oracle.ts'
import { recallAtSize } from './recall-at-size.ts'
import { median, percentile, report, seconds } from './report.ts'
import { batchesInRegion, chainsInRegion, regionOf } from './seasons.ts'
import { ownerOf, startDemo } from './server.ts'
import { spreadOf } from './spread.ts'
import { findOwner, type Owner, storeStory } from './store-story.ts'
import { withClient } from './with-client.ts'

/** Packages traced at each size. */
const asked = 400

/** Sizes in batches; with `--full` up to 10^7 events, of which a batch has about 1.6. */
const sizes = process.argv.includes('--full') ? [1e4, 1e5, 1e6, 6.3e6] : [1e4, 1e5, 1e6]

/** A demo with its database. */
interface Place {
  readonly port: number
  readonly client: pg.Client
  readonly owner: Owner
}

/**
 * Traces of packages in a database that grows to a million batches, beside one that stays at ten thousand; there too the trace of
 * an input lot that reached ten thousand batches, and their recall.
 */
export const benchSizes = (folder: string): Promise<void> =>
  withDemo(join(folder, 'small'), (small) =>
    withDemo(join(folder, 'large'), async (large) => {
      const few = await storeRegion(small, 0, chainsInRegion)
      await analyze(small)
      const many = await traceWhileGrowing(large)
      await compareSizes(small, few, large, many)
      await traceForward(large)
      await recallAtSize(large.port, large.client)
    }),
  )

async function withDemo(dataDir: string, work: (place: Place) => Promise<void>): Promise<void> {
  const demo = await startDemo(dataDir)
  try {
    await withClient(await ownerOf(dataDir), async (client) =>
      work({ port: demo.port, client, owner: await findOwner(client) }),
    )
  } finally {
    await demo.stop()
  }
}

const analyze = ({ client }: Place) => client.query('ANALYZE event_batch; ANALYZE batch')

/** Stores region after region, and at each size traces packages from all over the database. Answers those of the last. */
async function traceWhileGrowing(place: Place): Promise<Question[]> {
  const stored: Question[][] = []
  let questions: Question[] = []
  for (const size of sizes) {
    const regions = size / batchesInRegion
    const perRegion = Math.min(chainsInRegion, Math.ceil(asked / regions))
    const took = await seconds(async () => {
      while (stored.length < regions) stored.push(await storeRegion(place, stored.length, perRegion))
      await analyze(place)
    })
    console.error(`${size.toLocaleString('en')} batches: ${Math.round(took)} s to make the last of them`)
    questions = stored.flatMap((ofRegion) => ofRegion.slice(0, perRegion))
    await compareTraces(place.port, place.client, questions.slice(0, 50)) // warm-up
    reportSize(size, await compareTraces(place.port, place.client, questions))
  }
  return questions
}

/** Stores a region. Answers packages of it with what went in. */
async function storeRegion({ client, owner }: Place, index: number, count: number): Promise<Question[]> {
  const region = regionOf(index)
  await storeStory(client, owner, region)
  const lineageOf = oracleOf(region)
  const step = Math.floor(chainsInRegion / count)
  return Array.from({ length: count }, (_, place) => {
    const start = region.packages[place * step] ?? ''
    return { start, direction: 'back', expected: lineageOf(start, 'back') }
  })
}

const ms = (seconds: number): number => seconds * 1000
const queryName = 'one recursive SQL query, same bounds and answer'

function reportSize(size: number, { ours, theirs }: Times): void {
  const name = `backward trace of a package, ${size.toLocaleString('en')} batches in the database`
  const limit = { name: 'target', value: 10 }
  const p95 = ms(percentile(ours, 0.95))
  report({ name: `${name}, p95`, value: p95, unit: 'ms', baseline: limit, target: '≤ 1' })
  const query = { name: queryName, value: ms(median(theirs)) }
  report({ name: `${name}, median`, value: ms(median(ours)), unit: 'ms', baseline: query, target: '≤ 3' })
}

/** The same question of both databases, in turns. */
async function compareSizes(
  small: Place,
  few: readonly Question[],
  large: Place,
  many: readonly Question[],
): Promise<void> {
  const [inFew, inMany]: [number[], number[]] = [[], []]
  await compareTraces(small.port, small.client, few.slice(0, 50)) // warm-up
  for (const [place, question] of many.entries()) {
    const other = few[place % few.length] as Question
    inFew.push(...(await compareTraces(small.port, small.client, [other])).ours)
    inMany.push(...(await compareTraces(large.port, large.client, [question])).ours)
  }
  const size = (sizes.at(-1) ?? 0).toLocaleString('en')
  const baseline = { name: 'the same in 10,000 batches, asked in turns', value: ms(median(inFew)) }
  const name = `cost of a backward trace in ${size} batches, median`
  report({ name, value: ms(median(inMany)), unit: 'ms', baseline, target: '≤ 1.5' })
}

const forwardRuns = 9

/** Where an input lot went that reached ten thousand batches. */
async function traceForward(place: Place): Promise<void> {
  const spread = spreadOf(7, [crypto.randomUUID(), crypto.randomUUID()])
  await storeStory(place.client, place.owner, spread)
  await analyze(place)
  const expected = oracleOf(spread)(spread.source, 'forward')
  const question: Question = { start: spread.source, direction: 'forward', expected }
  const ask = (runs: number) => compareTraces(place.port, place.client, Array(runs).fill(question))
  await ask(2) // warm-up
  const { ours, theirs } = await ask(forwardRuns)
  const reached = (expected.batches.size + expected.crops.size).toLocaleString('en')
  const name = `forward trace of an input lot that reached ${reached} batches`
  const value = ms(median(ours))
  report({ name, value, unit: 'ms', baseline: { name: 'target', value: 400 }, target: '≤ 1' })
  const query = { name: queryName, value: ms(median(theirs)) }
  report({ name, value, unit: 'ms', baseline: query, target: 'printed' })
}
