import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  consistencyProof,
  decodeBundle,
  decodeTile,
  inclusionProof,
  openByPolicy,
  parsePolicy,
  readNodesOfTiles,
  type Tile,
  tilePath,
  tilesOf,
  verifyConsistency,
  verifyInclusion,
} from '@nguon/transparency'
import type { Express } from 'express'
import request, { type Response } from 'supertest'
import { testApp } from '../testing/serve-test.ts'
import { createTestLog, givenEntries, naiveRoot, type TestLog } from './testing/test-log.ts'

const sizes = [0, 1, 3, 255, 256, 257, 600]
const last = 600

let log: TestLog
let app: Express
let leaves: { entry: Buffer; hash: Buffer }[]
beforeAll(async () => {
  log = await createTestLog()
  await log.seal()
  for (const [at, size] of sizes.entries())
    if (at > 0) {
      await givenEntries(log.db, size - (sizes[at - 1] ?? 0))
      await log.seal()
    }
  await givenEntries(log.db, 40) // which wait
  leaves = (await log.database.asOwner(
    'SELECT entry, log_leaf.leaf_hash AS hash FROM log_leaf JOIN event ON id = event_id ORDER BY idx',
  )) as typeof leaves
  app = testApp(log.db, { shownLog: log })
})
afterAll(() => log.drop())

const get = (path: string): Promise<Response> => request(app).get(`/log/${path}`).buffer(true).parse(bytes)
const bytes = (res: Response, done: (error: null, body: Buffer) => void): void => {
  const chunks: Buffer[] = []
  const stream = res as unknown as NodeJS.ReadableStream
  stream.on('data', (chunk) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)))
}
const hashesOf = (of: readonly { hash: Buffer }[]) => of.map(({ hash }) => hash)

test('whoever fetches checkpoint, policy and tiles proves every entry and every older size by them alone', async () => {
  const policy = parsePolicy((await get('policy')).body.toString())
  const { size, root } = await openByPolicy((await get('checkpoint')).body, policy)
  expect([size, Buffer.from(root)]).toEqual([last, naiveRoot(hashesOf(leaves))])
  const tiles = new Map<string, Uint8Array[]>()
  for (const tile of tilesOf(size)) {
    const answer = await get(tilePath(tile))
    expect([tilePath(tile), answer.status]).toEqual([tilePath(tile), 200])
    tiles.set(tilePath(tile), decodeTile(answer.body, tile.width))
  }
  const read = readNodesOfTiles(size, async (tile) => tiles.get(tilePath(tile)) ?? [])
  for (const [index, { hash: leafHash }] of leaves.entries()) {
    const proof = await inclusionProof(index, size, read)
    expect(verifyInclusion({ leafHash, index, size, proof, root })).toBe(true)
  }
  for (const from of sizes.slice(1)) {
    const fromRoot = naiveRoot(hashesOf(leaves.slice(0, from)))
    const proof = await consistencyProof(from, size, read)
    expect(verifyConsistency({ from, to: size, fromRoot, toRoot: root, proof })).toBe(true)
  }
})

/** What is in a tile, by the definition. */
function contentOf({ level, index, width }: Tile): Buffer[] {
  if (level === 'entries') return leaves.slice(index * 256, index * 256 + width).map(({ entry }) => entry)
  const span = 256 ** level
  return Array.from({ length: width }, (_hash, offset) => {
    const start = (index * 256 + offset) * span
    return naiveRoot(hashesOf(leaves.slice(start, start + span)))
  })
}

test.each<Tile>([
  { level: 0, index: 0, width: 256 },
  { level: 0, index: 0, width: 1 },
  { level: 0, index: 0, width: 255 },
  { level: 0, index: 2, width: 88 },
  { level: 0, index: 2, width: 17 },
  { level: 1, index: 0, width: 2 },
  { level: 1, index: 0, width: 1 },
  { level: 'entries', index: 0, width: 256 },
  { level: 'entries', index: 1, width: 3 },
  { level: 'entries', index: 2, width: 88 },
])('the tile $level/$index of width $width holds what the definition says', async (tile) => {
  const { body } = await get(tilePath(tile))
  const decoded = tile.level === 'entries' ? decodeBundle(body, tile.width) : decodeTile(body, tile.width)
  expect(decoded.map((part) => Buffer.from(part))).toEqual(contentOf(tile))
})

test('there is no tile of what is not published, and one path for each', async () => {
  const absent = [
    ...['tile/0/002', 'tile/0/002.p/89', 'tile/0/003', 'tile/0/003.p/1', 'tile/1/000', 'tile/1/000.p/3'],
    ...['tile/2/000.p/1', 'tile/63/000.p/1', 'tile/64/000.p/1', 'tile/entries/002', 'tile/entries/002.p/89'],
    ...[
      'tile/0/x999/x999/x999/x999/x999/999',
      'tile/0/x009/x007/x199/x254/x740/991.p/1',
      'tile/0/x035/x184/x372/x088/831.p/255',
    ],
    ...['tile/0/0', 'tile/0/0000', 'tile/0/x000/000', 'tile/00/000', 'tile/0/000.p/256', 'tile/0/000.p/0'],
    ...[
      'tile/0/000.p/01',
      'tile/0/000/',
      'tile/0/000.p/',
      'tile//000',
      'tile/-1/000',
      'tile/0/-01',
      'tile/0/1e2',
    ],
    ...[
      'tile/0/%30%30%30',
      'tile/0/000%00',
      'tile/0/..%2f000',
      'tile/Entries/000',
      'tile/',
      'tile',
      'tiles/0/000',
    ],
    ...['checkpoint/', 'Checkpoint', 'policy/', 'nothing', ''],
  ]
  for (const path of absent) {
    const answer = await get(path)
    const { 'content-type': type, 'cache-control': cache } = answer.headers
    expect([path, answer.status, type, cache]).toEqual([
      path,
      404,
      'application/problem+json; charset=utf-8',
      'no-store',
    ])
  }
})

describe('what is sent', () => {
  test.each([
    ['checkpoint', 'text/plain; charset=utf-8', 'public, max-age=2'],
    ['policy', 'text/plain; charset=utf-8', 'public, max-age=3600'],
    ['tile/0/000', 'application/octet-stream', 'public, max-age=31536000, immutable'],
    ['tile/1/000.p/2', 'application/octet-stream', 'public, max-age=31536000, immutable'],
    ['tile/entries/002.p/88', 'application/octet-stream', 'public, max-age=31536000, immutable'],
  ])(
    'as %s says how long it may be kept, is sent only once, and anybody may read it',
    async (path, type, cache) => {
      const whole = await get(path)
      const { etag = '', ...headers } = whole.headers
      expect(headers).toMatchObject({
        ...{ 'content-type': type, 'cache-control': cache, 'access-control-allow-origin': '*' },
        'content-length': String(whole.body.length),
      })
      const tag = createHash('sha256').update(whole.body).digest('base64url').slice(0, 27)
      expect(etag).toBe(`"${tag}"`)
      const again = await request(app).get(`/log/${path}`).set('If-None-Match', etag)
      expect([again.status, again.text, again.headers['cache-control']]).toEqual([304, '', cache])
      const other = await request(app).get(`/log/${path}`).set('If-None-Match', '"other"')
      expect(other.status).toBe(200)
      const head = await request(app).head(`/log/${path}`)
      expect([head.status, head.headers.etag, head.text]).toEqual([200, etag, undefined])
      expect(head.headers['content-length']).toBe(String(whole.body.length))
    },
  )
})

test('a server that shows no log says so', async () => {
  const without = testApp(log.db)
  for (const path of ['checkpoint', 'policy', 'tile/0/000']) {
    const { status, body } = await request(without).get(`/log/${path}`)
    expect([path, status, body.code]).toEqual([path, 503, 'UNAVAILABLE'])
  }
})
