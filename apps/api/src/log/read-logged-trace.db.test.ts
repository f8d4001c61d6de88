import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { LoggedEntry, LoggedTrace } from '@nguon/contract'
import { newId } from '@nguon/domain'
import { born, event, given, kg, taken, touched } from '@nguon/domain/testing'
import {
  deviceKeysOf,
  leafHash,
  openCheckpoint,
  openEntry,
  verifyChain,
  verifyInclusion,
} from '@nguon/transparency'
import type { Express } from 'express'
import request from 'supertest'
import { recordEvent } from '../events/record-event.ts'
import { givenLot, givenOrganization, onTime } from '../testing/given.ts'
import { givenPerson } from '../testing/given-people.ts'
import { givenPhone } from '../testing/given-phone.ts'
import { givenSample, idOf } from '../testing/sample.ts'
import { testApp } from '../testing/serve-test.ts'
import { testLabelKeys } from '../testing/test-labels.ts'
import { atOneMoment } from '../traces/read-trace.ts'
import { createPublished } from './published.ts'
import { readLoggedTrace } from './read-logged-trace.ts'
import { createTestLog, type TestLog } from './testing/test-log.ts'

let log: TestLog
let app: Express
beforeAll(async () => {
  log = await createTestLog()
  await log.seal()
  await givenSample(log.db)
  await log.seal()
  app = testApp(log.db, { shownLog: log })
})
afterAll(() => log.drop())

const ask = (code: string) => request(app).get(`/api/v1/trace/${encodeURIComponent(code)}`)
const trace = async (code: string): Promise<LoggedTrace> => {
  const { status, body } = await ask(code)
  if (status !== 200) expect([status, body]).toEqual(200)
  return body
}
const bytesOf = ({ entry }: LoggedEntry) => new Uint8Array(Buffer.from(entry, 'base64'))
const ofBatch = (entries: readonly LoggedEntry[], batchId: string) =>
  entries.map(bytesOf).filter((bytes) => {
    const { batches } = openEntry(bytes).body as { batches?: { batchId: string }[] }
    return batches?.some((item) => item.batchId === batchId)
  })

/** Checks all of it as somebody would who trusts nothing but the log's key. @returns how many entries are proven */
async function check({ checkpoint, entries, keys, batchIds }: LoggedTrace): Promise<number> {
  const { size, root } = await openCheckpoint(checkpoint, [log.key])
  const sealed = [...entries, ...keys].filter(({ index }) => index !== undefined)
  for (const each of sealed) {
    const proof = (each.proof ?? []).map((hash) => Buffer.from(hash, 'base64'))
    const claim = { leafHash: leafHash(bytesOf(each)), index: each.index ?? -1, size, proof, root }
    expect(verifyInclusion(claim)).toBe(true)
  }
  const signers = deviceKeysOf(keys.map((key) => openEntry(bytesOf(key))))
  for (const { keyId } of signers) {
    const own = keys
      .map(bytesOf)
      .filter((bytes) => (openEntry(bytes).body.subject as { id: string }).id === keyId)
    await verifyChain({ subjectId: keyId }, own)
  }
  for (const batchId of batchIds) {
    const chain = await verifyChain({ batchId }, ofBatch(entries, batchId), { keys: signers })
    expect(chain.length).toBeGreaterThan(0)
    expect(chain.map(({ signature }) => signature)).not.toContain('unknown_key')
  }
  return sealed.length
}

const eventsOf = async (ids: readonly string[]) => {
  const rows = await log.database.asOwner(
    'SELECT DISTINCT event_id AS id FROM event_batch WHERE batch_id = ANY($1)',
    [ids],
  )
  return (rows as { id: string }[]).map(({ id }) => id).sort()
}

describe('the history of a printed code', () => {
  test.each([
    ['a batch', '01/09520003000025/10/MD260115A'],
    ['a package', '01/09520003000025/10/MD260115A/21/KS26-000912'],
    ['a package in small letters', '01/09520003000025/21/ks26-000912'],
    ['a recalled batch', '01/09520002000026/10/TB260620A'],
  ])(
    'of %s is whole: every entry of the batch and of what went into it, linked, hashed and proven',
    async (_of, code) => {
      const answer = await trace(code)
      expect(answer.isWhole).toBe(true)
      expect(answer.batchIds[0]).toBe(answer.batchId)
      expect(answer.entries.map(({ id }) => id).sort()).toEqual(await eventsOf(answer.batchIds))
      expect(await check(answer)).toBe(answer.entries.length)
      const indexes = answer.entries.map(({ index }) => index ?? -1)
      expect(indexes).toEqual([...indexes].sort((a, b) => a - b))
    },
  )

  test('holds what the authors of the sample say went into it', async () => {
    const [{ batchIds }, names] = [
      await trace('01/09520002000026/10/TB260620A'),
      ['bat-b6', 'bat-b2', 'il-b-bio'],
    ]
    for (const name of names) expect(batchIds).toContain(await idOf(log.db, name))
  })

  test('is kept two seconds, and anybody may read it', async () => {
    const { headers } = await ask('01/09520003000025/10/MD260115A')
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=2',
      'access-control-allow-origin': '*',
    })
  })

  test.each([
    ['that no printer made', '01/09520003000025/10/KHONGCO', 404, 'CODE_UNKNOWN'],
    ['of a wrong check digit', '01/09520003000026/10/MD260115A', 400, 'CODE_MALFORMED'],
    ['with a step up', '../01/09520003000025', 400, 'CODE_MALFORMED'],
    ['with half a character', 'T/\u0000', 400, 'CODE_MALFORMED'],
    ['of a label that is on no package yet', '01/09520001000010/21/KM26-001800', 404, 'NOT_FOUND'],
    ['that is too long', `01/${'9'.repeat(300)}`, 400, 'INVALID_REQUEST'],
  ])('is not to be had for a code %s', async (_which, code, status, problem) => {
    const answer = await ask(code)
    expect([answer.status, answer.body.code]).toEqual([status, problem])
    expect(answer.headers['cache-control']).toBe('no-store')
  })
})

test('who asks for code after code that nobody printed is stopped, as who scans them is', async () => {
  const fresh = testApp(log.db, { shownLog: log, proxies: 1 })
  const from = (path: string) => request(fresh).get(path).set('X-Forwarded-For', '203.0.113.7')
  const wrong = (at: number) => `/api/v1/trace/${encodeURIComponent(`01/09520003000025/10/SAI${at}`)}`
  const statuses: number[] = []
  for (let at = 0; at < 11; at += 1) statuses.push((await from(wrong(at))).status)
  expect(statuses).toEqual([...Array(10).fill(404), 429])
  expect((await from('/01/09520003000025/10/MD260115A')).status).toBe(429)
})

describe('a lot that a phone recorded', () => {
  const setUp = async () => {
    const org = await givenOrganization(log.db)
    const phone = await givenPhone(log.db, await givenPerson(log.db, 'staff', org.id))
    const [made, from] = [newId(), await givenLot(log.db, org, kg('5'))]
    const lot = `L${made.slice(-12).toUpperCase()}`
    const items = [taken(from, kg('2')), given(made, kg('2'), born('semi_finished', org.product, lot))]
    await recordEvent(
      log.db,
      phone.caller,
      await phone.sign(1, event('processing', org.id, items as never, onTime())),
    )
    const rows = (await log.database.asOwner('SELECT code FROM code WHERE batch_id = $1', [made])) as {
      code: string
    }[]
    return { org, phone, made, from, code: rows[0]?.code ?? '' }
  }

  test('comes with the history of the phone’s key, and what is not sealed yet stands behind, without a proof', async () => {
    const { org, phone, made, from, code } = await setUp()
    await log.seal()
    const sealed = await trace(code)
    expect([sealed.batchId, sealed.keys.length, await check(sealed)]).toEqual([made, 1, 3])
    expect(deviceKeysOf(sealed.keys.map((key) => openEntry(bytesOf(key))))[0]?.keyId).toBe(phone.deviceId)

    const hold = event('hold', org.id, [touched(made)], onTime())
    await recordEvent(log.db, org.staff, { event: hold })
    const behind = await trace(code)
    expect(behind.entries.at(-1)).toEqual({ id: hold.id, entry: expect.any(String) })
    expect(await check(behind)).toBe(3)
    expect(behind.batchIds.sort()).toEqual([made, from].sort())
  })

  test('with too much behind it tells its own history, and says that there is more', async () => {
    const { made, code } = await setUp()
    await log.seal()
    const published = await createPublished(log.db, log)()
    const read = (most: number) => {
      const asked = { rawPath: `/${code}`, key: testLabelKeys.serial, most }
      return atOneMoment(log.db, (tx) => readLoggedTrace(tx, asked, published))
    }
    expect(await read(2)).toMatchObject({ isWhole: true, entries: { length: 2 } })
    const short = await read(1)
    expect(short).toMatchObject({ isWhole: false, batchId: made, batchIds: [made], entries: { length: 1 } })
    expect(await check(short)).toBe(2)
  })

  test('that was sealed after the checkpoint at hand has no proof to it', async () => {
    const { code } = await setUp()
    const published = await createPublished(log.db, log)()
    await log.seal()
    const asked = { rawPath: `/${code}`, key: testLabelKeys.serial }
    const { entries, keys } = await atOneMoment(log.db, (tx) => readLoggedTrace(tx, asked, published))
    expect([...entries, ...keys].map((each) => Object.keys(each).sort())).toEqual(
      Array(3).fill(['entry', 'id']),
    )
  })
})
