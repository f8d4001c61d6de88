import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { newId } from '@nguon/domain'
import {
  formatPolicy,
  leafHash,
  parsePolicy,
  parseTlogProof,
  verifyConsistency,
  verifyInclusion,
  verifyTlogProof,
} from '@nguon/transparency'
import type { Express } from 'express'
import request from 'supertest'
import { testApp } from '../testing/serve-test.ts'
import { naivePath, naiveProof } from './testing/naive-proofs.ts'
import { createTestLog, givenEntries, naiveRoot, type TestLog } from './testing/test-log.ts'

const sizes = [0, 1, 2, 3, 7, 64, 255, 256, 257, 300]
const last = 300
const forEver = 'public, max-age=31536000, immutable'

let log: TestLog
let app: Express
let leaves: Buffer[]
let ids: string[]
let waiting: string[]
beforeAll(async () => {
  log = await createTestLog()
  for (const [at, size] of sizes.entries()) {
    await givenEntries(log.db, size - (sizes[at - 1] ?? 0))
    await log.seal()
  }
  waiting = await givenEntries(log.db, 2)
  const rows = (await log.database.asOwner(
    'SELECT event_id AS id, leaf_hash AS hash FROM log_leaf ORDER BY idx',
  )) as { id: string; hash: Buffer }[]
  leaves = rows.map(({ hash }) => hash)
  ids = rows.map(({ id }) => id)
  app = testApp(log.db, { shownLog: log })
})
afterAll(() => log.drop())

const get = (path: string) => request(app).get(`/api/v1/${path}`)
const decoded = (proof: readonly string[]) => proof.map((hash) => Buffer.from(hash, 'base64'))
const hexOf = (index: number) => leaves[index]?.toString('hex')
const rootAt = (size: number) => naiveRoot(leaves.slice(0, size))

describe('the proof of an entry', () => {
  test('is that of the definition, at every size that was signed, and is kept for ever', async () => {
    for (const size of sizes.slice(1))
      for (const index of new Set([0, Math.floor(size / 3), size - 1])) {
        const { status, body, headers } = await get(`log/inclusion?leaf=${hexOf(index)}&size=${size}`)
        const proof = decoded(body.proof)
        expect([status, body.index, body.size, proof]).toEqual([
          ...[200, index, size],
          naivePath(index, leaves.slice(0, size)),
        ])
        const claim = { leafHash: leaves[index] as Buffer, index, size, proof, root: rootAt(size) }
        expect(verifyInclusion(claim)).toBe(true)
        expect(headers).toMatchObject({
          ...{ 'cache-control': forEver, etag: `"${index}-${size}"`, 'access-control-allow-origin': '*' },
        })
      }
  })

  test('is sent once', async () => {
    const path = `log/inclusion?leaf=${hexOf(5)}&size=64`
    const again = await get(path).set('If-None-Match', '"5-64"')
    expect([again.status, again.text]).toEqual([304, ''])
    const head = await request(app).head(`/api/v1/${path}`)
    expect([head.status, head.headers.etag, head.text]).toEqual([200, '"5-64"', undefined])
  })

  test.each([
    ['at a size that was never signed', () => `leaf=${hexOf(0)}&size=4`, 404],
    ['at a size that is not reached', () => `leaf=${hexOf(0)}&size=${last + 1}`, 404],
    ['at the largest number there is', () => `leaf=${hexOf(0)}&size=${Number.MAX_SAFE_INTEGER}`, 404],
    ['in the empty log', () => `leaf=${hexOf(0)}&size=0`, 404],
    ['that came later', () => `leaf=${hexOf(64)}&size=64`, 404],
    ['that nobody recorded', () => `leaf=${'0'.repeat(64)}&size=64`, 404],
    ['beyond all numbers', () => `leaf=${hexOf(0)}&size=9007199254740993`, 400],
    ['at a size in another spelling', () => `leaf=${hexOf(0)}&size=064`, 400],
    ['at less than nothing', () => `leaf=${hexOf(0)}&size=-1`, 400],
    ['at no size', () => `leaf=${hexOf(0)}`, 400],
    ['that has no name', () => 'size=64', 400],
    ['whose hash is in capitals', () => `leaf=${hexOf(0)?.toUpperCase().replace(/\d/g, 'A')}&size=64`, 400],
  ])('%s is refused, and the refusal is not kept', async (_which, query, status) => {
    const answer = await get(`log/inclusion?${query()}`)
    expect([answer.status, answer.headers['cache-control']]).toEqual([status, 'no-store'])
  })
})

describe('the proof between two sizes', () => {
  test('is that of the definition for all that were signed', async () => {
    for (const from of sizes.slice(1))
      for (const to of sizes.filter((size) => size >= from)) {
        const { status, body, headers } = await get(`log/consistency?from=${from}&to=${to}`)
        const proof = decoded(body.proof)
        expect([status, body.from, body.to, proof]).toEqual([
          200,
          from,
          to,
          naiveProof(from, leaves.slice(0, to)),
        ])
        const claim = { from, to, proof, fromRoot: rootAt(from), toRoot: rootAt(to) }
        expect(verifyConsistency(claim)).toBe(true)
        expect(headers).toMatchObject({ 'cache-control': forEver, etag: `"${from}-${to}"` })
      }
  })

  test.each([
    ['from=4&to=64', 404],
    ['from=3&to=65', 404],
    [`from=3&to=${last + 1}`, 404],
    [`from=3&to=${Number.MAX_SAFE_INTEGER}`, 404],
    ['from=0&to=64', 400],
    ['from=64&to=3', 400],
    ['from=3', 400],
  ])('is not to be had for %s', async (query, status) => {
    const answer = await get(`log/consistency?${query}`)
    expect([answer.status, answer.headers['cache-control']]).toEqual([status, 'no-store'])
  })
})

describe('a receipt', () => {
  const policy = () => parsePolicy(formatPolicy({ logs: [{ key: log.key }], witnesses: [], threshold: 0 }))

  test('of every entry proves it without a network', async () => {
    for (const index of [0, 1, 63, 255, 256, last - 1]) {
      const { status, text, headers } = await get(`events/${ids[index]}/receipt`)
      const proof = parseTlogProof(text)
      const { size } = await verifyTlogProof(proof, leafHash(proof.extra as Uint8Array), policy())
      expect([status, proof.index, size]).toEqual([200, index, last])
      expect(JSON.parse(Buffer.from(proof.extra as Uint8Array).toString()).id).toBe(ids[index])
      expect(headers).toMatchObject({
        'content-type': 'text/plain; charset=utf-8',
        'content-disposition': `attachment; filename="${ids[index]}.tlog-proof"`,
        'cache-control': 'public, max-age=86400',
        'access-control-allow-origin': '*',
      })
    }
  })

  test('of an entry that waits to be sealed is there a second later', async () => {
    const { status, body, headers } = await get(`events/${waiting[0]}/receipt`)
    expect([status, body.code, headers['retry-after']]).toEqual([404, 'NOT_FOUND', '1'])
    expect(body.detail).toMatch('not sealed yet')
    expect(headers['cache-control']).toBe('no-store')
  })

  test('of an entry that nobody recorded is not to be had, and waiting does not help', async () => {
    const { status, headers } = await get(`events/${newId()}/receipt`)
    expect([status, headers['retry-after']]).toEqual([404, undefined])
  })
})

test('a server that shows no log says so', async () => {
  const without = testApp(log.db)
  const paths = [
    `log/inclusion?leaf=${hexOf(0)}&size=1`,
    'log/consistency?from=1&to=2',
    'trace/T%2F7K3M9QXA0110',
  ]
  for (const path of [...paths, `events/${ids[0]}/receipt`]) {
    const { status, body } = await request(without).get(`/api/v1/${path}`)
    expect([path, status, body.code]).toEqual([path, 503, 'UNAVAILABLE'])
  }
})
