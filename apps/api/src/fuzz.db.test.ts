import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Json } from './testing/break-body.ts'
import { assertConsistent } from './testing/fuzz/assert-consistent.ts'
import { assertReadable } from './testing/fuzz/assert-readable.ts'
import { assertSound, type Slowest } from './testing/fuzz/assert-sound.ts'
import { countTexts, damage, damaged, putText, signedWire, wireOf } from './testing/fuzz/break-call.ts'
import { fingerprintOf } from './testing/fuzz/bystander.ts'
import { type Answer, type Call, type Maker, post, type Wire } from './testing/fuzz/call.ts'
import { routes, writeRoutes } from './testing/fuzz/routes.ts'
import { hasVectors, naughtyStrings, parsingFiles } from './testing/fuzz/vectors.ts'
import { startWorld, type World } from './testing/fuzz/world.ts'

/** How many bodies are made up: `NGUON_FUZZ=200000 npm test -w @nguon/api -- fuzz` */
const bodies = Number(process.env.NGUON_FUZZ ?? 5000)
/** Where many are asked for, each naughty string goes into every field; else into one field of each call. */
const isLong = bodies > 5000

/** So many calls are under way at once. */
const width = 6

let world: World
let before: Record<string, string>
const delay = monitorEventLoopDelay({ resolution: 10 })
const slowest: Slowest = { ms: 0, path: '' }
let sentCount = 0
beforeAll(async () => {
  world = await startWorld()
  before = await fingerprintOf(world.db, world.bystander.id)
  delay.enable()
}, 60_000)
afterAll(async () => {
  await world?.stop()
  const lag = [delay.percentile(99), delay.max].map((ns) => `${Math.round(ns / 1e6)} ms`)
  console.log(
    `${sentCount} bodies; slowest ${Math.round(slowest.ms)} ms at ${slowest.path}; event loop late by ${lag[0]} (99 %), ${lag[1]} (most), with what makes the bodies`,
  )
})

/** Sends it and checks the answer. */
async function send(wire: Wire): Promise<Answer> {
  const answer = await post(world, wire)
  sentCount += 1
  assertSound(wire, answer, slowest)
  return answer
}

/** Does something for each item, so many at a time. */
async function forEachAtOnce<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const [queue, failures] = [[...items], [] as unknown[]]
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined && failures.length === 0; item = queue.shift())
      await act(item).catch((failure) => failures.push(failure))
  }
  await Promise.all(Array.from({ length: width }, lane))
  if (failures.length > 0) throw failures[0]
}

/** Every way to make a call, one by one. */
const ways = routes.flatMap(({ makers, ...route }) => makers.map((make) => ({ ...route, make })))

const partsOf = ({ params = {}, body }: Call) => structuredClone({ params, body: body as Json })
const bytesOf = ({ params = {}, body }: Call, bytes: Buffer | undefined) => ({
  params,
  body: bytes ?? (body as Buffer),
})
const whole = async (path: string, call: Call): Promise<Wire> =>
  Buffer.isBuffer(call.body)
    ? wireOf(path, call, bytesOf(call, undefined))
    : signedWire(path, call, partsOf(call))

test('every call that writes has a body to be broken', () => {
  expect(routes.map(({ name }) => name).sort()).toEqual([...writeRoutes.keys()].sort())
})

test('every body is accepted while it is whole', async () => {
  const refusals: unknown[] = []
  for (const { name, path, make } of ways) {
    const call = await make(world)
    const { status, text } = await send(await whole(path, call))
    if (status >= 300) refusals.push([name, call.body, text])
  }
  expect(refusals).toEqual([])
}, 60_000)

test(
  'a body broken in any way is accepted or refused soon, and the server never fails (V2.2.1, V16.5.1)',
  async () => {
    const answered = new Map([...writeRoutes.keys()].map((name) => [name, { accepted: 0, refused: 0 }]))
    const one = fc.record({ of: fc.nat(ways.length - 1), what: damage })
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: width, maxLength: width }), async (calls) => {
        const sending = calls.map(async ({ of, what }) => {
          const { name, path, make } = ways[of] as (typeof ways)[number]
          const { status } = await send(await damaged(world, path, await make(world), what))
          const count = answered.get(name)
          if (count) count[status < 300 ? 'accepted' : 'refused'] += 1
        })
        await Promise.all(sending)
      }),
      { numRuns: Math.ceil(bodies / width), endOnFailure: true },
    )
    // the bodies are broken in places, not everywhere
    const oneSided = [...answered].filter(([, { accepted, refused }]) => accepted === 0 || refused === 0)
    expect(oneSided).toEqual([])
  },
  60_000 + bodies * 30,
)

const withVectors = hasVectors ? describe : describe.skip
withVectors('what others thought of', () => {
  test('as JSON, well-formed or not, never makes the server fail, whichever call it is sent to', async () => {
    await forEachAtOnce(routes, async ({ path, makers }) => {
      const next = inTurn(makers)
      let call = await next()
      for (const [index, bytes] of parsingFiles.entries()) {
        if (index % renewEvery === 0) call = await next()
        await send(wireOf(path, call, bytesOf(call, bytes)))
      }
    })
  }, 300_000)

  test(
    'as text never makes the server fail, in whichever field it stands',
    async () => {
      await forEachAtOnce(routes, async ({ path, makers }) => {
        if (!isLong) return sendStrings(path, inTurn(makers))
        for (const make of makers) await sendStrings(path, () => make(world))
      })
    },
    isLong ? 7_200_000 : 300_000,
  )
})

/** The makers, one after the other, round and round. */
function inTurn(makers: readonly Maker[]): () => Promise<Call> {
  let turn = 0
  return () => (makers[turn++ % makers.length] as Maker)(world)
}

/** So many bodies are sent as one call, where none of them uses it up. */
const renewEvery = 40

/** Each naughty string in one field of the call after the other, or in all of them. */
async function sendStrings(path: string, make: () => Promise<Call>): Promise<void> {
  let call = await make()
  for (const [index, text] of naughtyStrings.entries()) {
    if (index % renewEvery === 0) call = await make()
    const texts = countTexts(Buffer.isBuffer(call.body) ? {} : partsOf(call))
    for (let field = 0; field < (isLong ? Math.max(1, texts) : 1); field += 1) {
      const at = isLong ? field : index
      const { status } = await send(await withText(path, call, at, text))
      if (status === 429) call = await make() // who was refused too often is not listened to
      if (status === 429) await send(await withText(path, call, at, text))
      if (status < 300) call = await make() // what was accepted is used up
    }
  }
}

async function withText(path: string, call: Call, at: number, text: string): Promise<Wire> {
  if (Buffer.isBuffer(call.body)) return wireOf(path, call, bytesOf(call, Buffer.from(text)))
  const parts = partsOf(call)
  if (!putText(parts, at, text)) parts.body = { ...(parts.body as object), [text]: text }
  return signedWire(path, call, parts)
}

describe('afterwards', () => {
  test('the history is whole: hashes, numbers, links, and what each batch adds up to', async () => {
    await assertConsistent(world.db)
  }, 600_000)

  test('everything that was recorded can be read', async () => {
    await assertReadable(world)
  }, 600_000)

  test('nothing has changed of an organization whose people sent nothing, though its ids were tried', async () => {
    expect(await fingerprintOf(world.db, world.bystander.id)).toEqual(before)
  })
})
