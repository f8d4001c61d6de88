import type pg from 'pg'
import { compareTraces } from './compare-traces.ts'
import { oracleOf } from './oracle.ts'
import { median, report } from './report.ts'
import type { ServerProcess } from './server.ts'
import { findOwner, storeStory } from './store-story.ts'
import { randomFrom, type Story, type StoryBatch, type StoryEvent, some } from './story.ts'
import { withClient } from './with-client.ts'

/** A story with the batch at its end. */
interface Graph extends Story {
  readonly last: string
}

const start = Date.parse('2020-01-01T00:00:00Z')
const hourMs = 3_600_000

/** Batches made by one event each, row after row. */
function graphOf(seed: number) {
  const random = randomFrom(seed)
  const batches: StoryBatch[] = []
  const events: StoryEvent[] = []
  const make = (at: number, ins: readonly string[]): string => {
    const id = random.id(at)
    batches.push({ id, kind: 'harvest', plots: [] })
    events.push({ id: random.id(at), type: 'merge', takesAt: at, givesAt: at, ins, outs: [id] })
    return id
  }
  return { batches, events, make }
}

/** 10,000 batches in 20 levels, each made from three of the level before, and one at the end made from fifty. */
function wide(levels: number, width: number): Graph {
  const { make, ...story } = graphOf(20)
  let before: string[] = []
  for (let level = 0; level < levels; level++) {
    const from = (place: number) => [0, 1, 7].flatMap((step) => before[(place + step) % width] ?? [])
    before = Array.from({ length: width }, (_, place) => make(start + level * hourMs, from(place)))
  }
  return { ...story, last: make(start + levels * hourMs, some(before, 0, 50)) }
}

/** A single line of batches, each made from the one before. */
function line(depth: number): Graph {
  const { make, ...story } = graphOf(1)
  let last = make(start, [])
  for (let place = 1; place < depth; place++) last = make(start + place * 1000, [last])
  return { ...story, last }
}

async function compare(demo: ServerProcess, client: pg.Client, graph: Graph, runs: number) {
  const question = {
    start: graph.last,
    direction: 'back',
    expected: oracleOf(graph)(graph.last, 'back'),
  } as const
  await compareTraces(demo.port, client, [question]) // warm-up
  const { ours, theirs } = await compareTraces(demo.port, client, Array(runs).fill(question))
  return {
    value: median(ours),
    baseline: { name: 'one recursive SQL query, same bounds and answer', value: median(theirs) },
  }
}

/** Lineage over HTTP against one recursive query; every answer is held against an oracle. */
export const benchLineage = (demo: ServerProcess, owner: pg.ClientConfig): Promise<void> =>
  withClient(owner, async (client) => {
    const organization = await findOwner(client)
    const broad = wide(20, 500)
    const deep = line(10_000)
    await storeStory(client, organization, broad)
    await storeStory(client, organization, deep)
    await client.query('ANALYZE event_batch; ANALYZE batch')
    const inLevels = await compare(demo, client, broad, 7)
    report({ name: 'trace of 10,000 batches in 20 levels', unit: 's', ...inLevels, target: '≤ 2' })
    const inLine = await compare(demo, client, deep, 3)
    report({ name: 'trace of a line 10,000 deep', unit: 's', ...inLine, target: '≤ 15 s' })
  })
