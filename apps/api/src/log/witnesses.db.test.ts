import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { generateKey, openByPolicy, openCheckpoint, parsePolicy, parseTlogProof } from '@nguon/transparency'
import { pino } from 'pino'
import request from 'supertest'
import { testApp } from '../testing/serve-test.ts'
import { createPublished } from './published.ts'
import { createTestLog, givenEntries, type TestLog } from './testing/test-log.ts'
import { startTestWitness, type TestWitness } from './testing/test-witness.ts'
import type { Witness } from './witness-list.ts'
import { startWitnesses } from './witnesses.ts'

let log: TestLog
let ends: (() => Promise<unknown>)[]
beforeEach(async () => {
  log = await createTestLog()
  ends = []
  await log.seal()
})
afterEach(async () => {
  for (const end of ends.reverse()) await end()
  await log.drop()
})

async function givenWitnesses(...names: string[]): Promise<TestWitness[]> {
  const witnesses = await Promise.all(names.map((name) => startTestWitness(log.key, name)))
  ends.push(...witnesses.map((witness) => witness.close))
  return witnesses
}

function start(list: readonly Witness[]) {
  const lines: string[] = []
  const logger = pino({ level: 'error' }, { write: (line) => lines.push(line) })
  const readPublished = createPublished(log.db, log)
  const witnesses = startWitnesses({ db: log.db, list, readPublished, logger, everyMs: 5 })
  ends.push(witnesses.stop)
  return { witnesses, lines }
}

const seal = async (more: number) => {
  const ids = await givenEntries(log.db, more)
  await log.seal()
  return ids
}

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await pause(5)
}

test('witnesses see every checkpoint, each told from the one it saw last', async () => {
  const list = await givenWitnesses('a.example', 'b.example')
  const { witnesses, lines } = start(list)
  for (const size of [2, 300, 301]) {
    await seal(size - ((await createPublished(log.db, log)()).size ?? 0))
    await until(() => witnesses.lastSeen()?.size === size && list.every(({ seen }) => seen?.size === size))
    const { note = '' } = witnesses.lastSeen() ?? {}
    const { cosignatures } = await openCheckpoint(
      note,
      [log.key],
      list.map(({ key }) => key),
    )
    expect(cosignatures.map(({ key }) => key.name).sort()).toEqual(['a.example', 'b.example'])
  }
  expect(list[0]?.asked.at(-1)).toEqual({ old: 'old 300', status: 200 })
  expect(lines).toEqual([])
})

test('a witness that knows the log already, from this server or another, is told from there', async () => {
  const list = await givenWitnesses('a.example')
  await seal(5)
  const first = start(list)
  await until(() => first.witnesses.lastSeen()?.size === 5)
  await seal(4)
  await until(() => first.witnesses.lastSeen()?.size === 9)
  const again = start(list)
  await until(() => again.witnesses.lastSeen()?.size === 9)
  expect(list[0]?.asked.slice(-2)).toEqual([
    { old: 'old 0', status: 409 },
    { old: 'old 9', status: 200 },
  ])
  expect([...first.lines, ...again.lines]).toEqual([])
})

test('whoever is silent holds up neither sealing nor the others, and is asked again', async () => {
  const [a, b, c] = (await givenWitnesses('a.example', 'b.example', 'c.example')) as [
    TestWitness,
    TestWitness,
    TestWitness,
  ]
  a.answers = { status: 503 }
  c.answers = 'silent'
  const { witnesses, lines } = start([a, b, c])
  await seal(3)
  const published = await createPublished(log.db, log)()
  expect(published.size).toBe(3)
  await until(() => b.seen?.size === 3 && c.asked.length > 0)
  expect(witnesses.lastSeen()).toBeUndefined() // one of three is not enough
  await witnesses.stop() // also while somebody is silent

  delete a.answers
  const next = start([a, b, c])
  await until(() => next.witnesses.lastSeen()?.size === 3)
  for (const name of ['a.example', 'b.example']) expect(next.witnesses.lastSeen()?.note).toContain(name)
  expect(lines.some((line) => line.includes('a.example does not cosign'))).toBe(true)
})

test('what a witness answers is believed only when it is its signature over this checkpoint', async () => {
  const [honest] = (await givenWitnesses('a.example')) as [TestWitness]
  const other = await generateKey('a.example', 4)
  await seal(3)
  const { witnesses, lines } = start([{ url: honest.url, key: other }])
  await until(() => lines.length > 0)
  expect(lines[0]).toContain('a.example does not cosign')
  const published = await createPublished(log.db, log)()
  expect(witnesses.cosigned(published)).toEqual(published)
  await witnesses.stop()

  const wrong = [
    { status: 200, body: 'nonsense' },
    { status: 200, body: '—'.repeat(20_000) },
    { status: 409, body: 'x\n' },
    { status: 409, body: '4\n' },
    { status: 409, body: '3\n' },
    { status: 307, location: 'http://127.0.0.1:1/' },
  ]
  for (const answers of wrong) {
    honest.answers = answers
    const each = start([honest])
    const before = honest.asked.length
    await until(() => honest.asked.length > before + 4) // asked again, and no more believed
    expect(each.lines).toHaveLength(1) // and said once
    expect(each.witnesses.lastSeen()).toBeUndefined()
    await each.witnesses.stop()
  }
})

test('everybody sees who the witnesses are and what they saw', async () => {
  const list = await givenWitnesses('a.example', 'b.example', 'c.example')
  const { witnesses } = start(list)
  const [id] = await seal(3)
  await until(() => witnesses.lastSeen()?.size === 3)
  const app = testApp(log.db, { shownLog: { key: log.key, lastPath: log.lastPath, witnesses } })
  const policy = parsePolicy((await request(app).get('/log/policy')).text)
  expect(policy.witnesses.map(({ url }) => url)).toEqual(list.map(({ url }) => url))
  const cosigners = list.map(({ key }) => key)
  expect([1, 2].map((count) => policy.isQuorum(cosigners.slice(0, count)))).toEqual([false, true])
  expect((await openByPolicy((await request(app).get('/log/checkpoint')).text, policy)).size).toBe(3)

  await witnesses.stop()
  await seal(1)
  const unseen = (await request(app).get('/log/checkpoint')).text
  await expect(openByPolicy(unseen, policy)).rejects.toMatchObject({ code: 'TOO_FEW_WITNESSES' })
  const receipt = parseTlogProof((await request(app).get(`/api/v1/events/${id}/receipt`)).text)
  expect((await openByPolicy(receipt.checkpoint, policy)).size).toBe(3) // of the checkpoint that was seen
})
