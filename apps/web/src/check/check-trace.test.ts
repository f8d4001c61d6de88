/** @jest-environment node */
import { beforeAll, describe, expect, test } from '@jest/globals'
import type { LoggedTrace } from '@nguon/contract'
import { formatVerifierKey, generateKey } from '@nguon/transparency'
import type { PageSays } from './assert-told.ts'
import { checkTrace } from './check-trace.ts'
import { Mismatch, Unchecked } from './outcome.ts'
import {
  bytesOf,
  growthOf,
  makePhone,
  noteOf,
  now,
  type Phone,
  type SampleLog,
  sealAll,
  traceOf,
} from './testing/sample-log.ts'

const page: PageSays = { batchId: 'a', state: 'valid', own: 3, all: 4 }

let phone: Phone
let log: SampleLog
/** The log: the phone's key, three entries of batch `a`, one of `b` that went into it, and others' entries around them. */
let entries: Uint8Array[]
let trace: LoggedTrace
beforeAll(async () => {
  phone = await makePhone()
  const b1 = await phone.entryOf({ batchId: 'b', sequence: 1 })
  const a1 = await phone.entryOf({ batchId: 'a', sequence: 1 })
  const a2 = await phone.entryOf({ batchId: 'a', sequence: 2, prev: a1 })
  const a3 = await phone.entryOf({ batchId: 'a', sequence: 3, prev: a2 })
  const c1 = await phone.entryOf({ batchId: 'c', sequence: 1 })
  const c2 = await phone.entryOf({ batchId: 'c', sequence: 2, prev: c1 })
  entries = [phone.keyEntry, b1, a1, c1, a2, a3, c2]
  log = await sealAll(entries)
  trace = await traceOf(log, sample)
})

const sample = { batchIds: ['a', 'b'], entries: [1, 2, 4, 5], keys: [0] }

interface More {
  readonly note?: string
  readonly key?: string
  readonly page?: PageSays
  readonly grown?: SampleLog
}

const checkBytes = (answer: Uint8Array, { note, key, grown = log, ...more }: More = {}) =>
  checkTrace({
    ...{ answer, now, page, ...more },
    remembered: { key: key ?? log.verifierKey, ...(note === undefined ? {} : { note }) },
    proveConsistency: (from, to) => growthOf(grown, from, to),
  })
const check = (answer: LoggedTrace, more: More = {}) => checkBytes(bytesOf(answer), more)

describe('a history as it was sealed', () => {
  test('is found right, and its checkpoint is to be remembered', async () => {
    const counts = { records: 4, unsealed: 0, newer: 0, revoked: 0, known: 0 }
    expect(await check(trace)).toEqual({ ...counts, isWhole: true, note: trace.checkpoint })
  })

  test('is found unchanged since this phone saw a smaller log', async () => {
    expect(await check(trace, { note: await noteOf(log, 4) })).toMatchObject({ records: 4, known: 2 })
    expect(await check(trace, { note: trace.checkpoint })).toMatchObject({ known: 4 })
  })

  test('may have entries that were recorded a moment ago and wait to be sealed', async () => {
    const a4 = await phone.entryOf({ batchId: 'a', sequence: 4, prev: entries[5], at: now.toISOString() })
    const more = { ...log, entries: [...entries, a4] }
    const answer = await traceOf(more, { ...sample, entries: [1, 2, 4, 5, 7], size: 7 })
    expect(await check(answer, { page: { ...page, own: 4, all: 5 } })).toMatchObject({
      records: 5,
      unsealed: 1,
    })
  })

  test('is not called checked while entries wait that should have been sealed long ago', async () => {
    const answer = await traceOf(log, { ...sample, size: 5 })
    await expect(check(answer)).rejects.toMatchObject({ obstacle: 'unsealed' })
  })

  test('is not called checked when nothing of it is sealed, however new it is', async () => {
    const first = await phone.entryOf({ batchId: 'a', sequence: 1, at: now.toISOString() })
    const other = await sealAll([phone.keyEntry, first])
    const answer = await traceOf(other, { batchIds: ['a'], entries: [1], keys: [0], size: 1 })
    const told = check(answer, { key: other.verifierKey, page: { ...page, own: 1, all: 1 } })
    await expect(told).rejects.toMatchObject({ obstacle: 'unsealed' })
  })

  test('may hold entries of types that are newer than this program', async () => {
    const newer = await phone.entryOf({ batchId: 'a', sequence: 1, type: 'irradiation' })
    const other = await sealAll([phone.keyEntry, newer])
    const answer = await traceOf(other, { batchIds: ['a'], entries: [1], keys: [0] })
    const found = await check(answer, { key: other.verifierKey, page: { ...page, own: 1, all: 1 } })
    expect(found).toMatchObject({ records: 1, newer: 1 })
  })

  test('says what was sent after its phone was locked', async () => {
    const locked = await makePhone('lost', '2026-11-19T00:00:00.000Z')
    const first = await locked.entryOf({ batchId: 'a', sequence: 1 })
    const other = await sealAll([locked.keyEntry, first])
    const answer = await traceOf(other, { batchIds: ['a'], entries: [1], keys: [0] })
    const found = await check(answer, { key: other.verifierKey, page: { ...page, own: 1, all: 1 } })
    expect(found).toMatchObject({ revoked: 1 })
  })
})

describe('a history is refused', () => {
  const without = (...lost: number[]) => ({
    ...trace,
    entries: trace.entries.filter((_e, at) => !lost.includes(at)),
  })

  test.each([
    ['its last entry is left out', () => without(3), 'page'],
    ['an entry in the middle is left out', () => without(2), 'changed'],
    ['its first entry is left out', () => without(1), 'changed'],
    ['what went into it is left out', () => without(0), 'changed'],
    ['it is in another order', () => ({ ...trace, entries: trace.entries.toReversed() }), 'changed'],
    [
      'an entry is there twice',
      () => ({ ...trace, entries: [...trace.entries, ...trace.entries.slice(3)] }),
      'changed',
    ],
    ['the key of its phone is left out', () => ({ ...trace, keys: [] }), 'changed'],
  ])('when %s', async (_what, change, contradiction) => {
    await expect(check(change())).rejects.toMatchObject({ contradiction })
  })

  test("when it is another batch's", async () => {
    const other = await traceOf(log, { batchIds: ['c'], entries: [3, 6], keys: [0] })
    await expect(check(other)).rejects.toMatchObject({ contradiction: 'page' })
    await expect(check({ ...other, batchId: 'a', batchIds: ['a'] })).rejects.toMatchObject({
      contradiction: 'changed',
    })
  })

  test('when another key signed the log, even under the same name', async () => {
    const another = formatVerifierKey(await generateKey(log.key.name))
    await expect(check(trace, { key: another })).rejects.toMatchObject({ contradiction: 'key' })
  })

  test('when the log is smaller than this phone saw it', async () => {
    const older = await traceOf(log, { ...sample, size: 6 })
    await expect(check(older, { note: trace.checkpoint })).rejects.toMatchObject({ contradiction: 'forked' })
  })

  test.each([6, 7])('when the log of %i entries was written anew under the same key', async (size) => {
    const a3 = await phone.entryOf({ batchId: 'a', sequence: 3, prev: entries[4], type: 'drying' })
    const fork = { ...log, entries: entries.with(5, a3) }
    const forked = await traceOf(fork, sample)
    expect(await check(forked)).toMatchObject({ records: 4 }) // by itself nobody can tell
    const note = await noteOf(log, size)
    await expect(check(forked, { note, grown: fork })).rejects.toMatchObject({ contradiction: 'forked' })
  })
})

test.each(['index', 'proof'] as const)(
  'an entry without its %s does not pass for one that waits',
  async (lost) => {
    const { [lost]: _lost, ...rest } = trace.entries[3] ?? { id: '', entry: '' }
    const answer = { ...trace, entries: trace.entries.with(3, rest) }
    await expect(check(answer)).rejects.toMatchObject({ obstacle: 'unreadable' })
  },
)

describe('a page is refused', () => {
  const stoppedBy = async (batchId: string, type: string) => {
    const prev = batchId === 'a' ? entries[5] : entries[1]
    const sequence = batchId === 'a' ? 4 : 2
    const stop = await phone.entryOf({ batchId, sequence, prev, type })
    const grown = { ...log, entries: [...entries, stop] }
    return traceOf(grown, { ...sample, entries: [1, 2, 4, 5, 7] })
  }

  test.each([
    ['valid', 'recall'],
    ['held', 'recall'],
    ['expired', 'hold'],
    ['ancestor_held', 'hold'],
  ])('that says %s after a %s of its batch', async (state, type) => {
    const answer = await stoppedBy('a', type)
    const told = check(answer, { page: { ...page, state, own: 4, all: 5 } })
    await expect(told).rejects.toMatchObject({ contradiction: 'page' })
  })

  test.each([
    ['recalled', 'recall'],
    ['held', 'hold'],
    ['counterfeited', 'hold'],
  ])('but not when it says %s after a %s of its batch', async (state, type) => {
    const answer = await stoppedBy('a', type)
    expect(await check(answer, { page: { ...page, state, own: 4, all: 5 } })).toMatchObject({ records: 5 })
  })

  test('that sells what a recalled batch went into', async () => {
    const answer = await stoppedBy('b', 'recall')
    await expect(check(answer, { page: { ...page, all: 5 } })).rejects.toMatchObject({
      contradiction: 'page',
    })
    expect(await check(answer, { page: { ...page, all: 5, state: 'ancestor_held' } })).toBeTruthy()
  })

  test('that tells more of its batch than there is, or less', async () => {
    for (const own of [2, 4])
      await expect(check(trace, { page: { ...page, own } })).rejects.toMatchObject({ contradiction: 'page' })
    await expect(check(trace, { page: { ...page, all: 5 } })).rejects.toMatchObject({ contradiction: 'page' })
  })
})

describe('an answer with one byte changed', () => {
  /** The places at which an answer is accepted with a bit of the byte turned. */
  async function acceptedOf(answer: Uint8Array, accept: (forged: Uint8Array) => Promise<unknown>) {
    const accepted: string[] = []
    const other: unknown[] = []
    for (let at = 0; at < answer.length; at++) {
      for (const mask of [1, 0x20]) {
        const forged = answer.with(at, (answer[at] ?? 0) ^ mask)
        const error = await accept(forged).then(
          () => undefined,
          (thrown: unknown) => thrown,
        )
        if (error === undefined) accepted.push(`${at}: ${Buffer.from(answer.subarray(at - 20, at + 20))}`)
        else if (!(error instanceof Mismatch || error instanceof Unchecked)) other.push(error)
      }
    }
    return { accepted, other }
  }

  test('is never accepted, whichever byte of the history it is', async () => {
    const answer = bytesOf(trace)
    console.log(`${answer.length} bytes, two bits of each`)
    expect(await acceptedOf(answer, checkBytes)).toEqual({ accepted: [], other: [] })
  }, 120_000)

  test('is never accepted, whichever byte of the proof that the log grew it is', async () => {
    const note = await noteOf(log, 5)
    const growth = await growthOf(log, 5, 7)
    const accept = (forged: Uint8Array) =>
      checkTrace({
        ...{ answer: bytesOf(trace), now, page, remembered: { key: log.verifierKey, note } },
        proveConsistency: async () => forged,
      })
    expect(await accept(growth)).toBeTruthy()
    expect(await acceptedOf(growth, accept)).toEqual({ accepted: [], other: [] })
  })
})
