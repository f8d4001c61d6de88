import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { newId, type Version } from '@nguon/domain'
import express, { type Express } from 'express'
import sharp from 'sharp'
import request from 'supertest'
import { anonymous, type Caller } from '../accounts/caller.ts'
import { answerProblem } from '../http.ts'
import { recordVersion } from '../subjects/record-version.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { fileRoutes } from './file-routes.ts'
import { createFileVault } from './file-vault.ts'
import { allPictures, pictureOf, plainPdf, withMetadata } from './testing/pictures.ts'

let database: TestDatabase
let folder: string
let app: Express
let caller: Caller
const [farm, mill] = [newId(), newId()]
const staffOf = (organizationId: string): Caller => ({ kind: 'staff', organizationId })

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nguon-files-'))
  const routes = fileRoutes({ db: database.db, vault: createFileVault(folder), callerOf: () => caller })
  app = express().set('etag', false).use(routes).use(answerProblem)
  caller = staffOf(farm)
})
afterEach(() => rm(folder, { recursive: true }))

const send = (bytes: Buffer, mime: string) =>
  request(app).post('/api/v1/files').set('Content-Type', mime).send(bytes)
const get = (sha256: string, query = '') => request(app).get(`/api/v1/files/${sha256}${query}`)
const sent = async (bytes: Buffer, mime: string): Promise<string> => (await send(bytes, mime)).body.sha256

async function record(
  kind: 'organization' | 'product' | 'certificate',
  organizationId: string,
  data: unknown,
) {
  const id = kind === 'organization' ? organizationId : newId()
  const version = {
    v: 1,
    id: newId(),
    organizationId,
    subject: { kind, id },
    capturedAt: new Date().toISOString(),
    data,
  } as Version
  await recordVersion(database.db, { kind: 'operator' }, { version })
}
beforeAll(async () => {
  for (const id of [farm, mill])
    await record('organization', id, { kind: 'cooperative', name: id, addresses: [], status: 'active' })
})
const product = (images: string[]) => ({ name: 'Trà bí', unit: 'KGM', labelLevel: 'none', images })
const certificate = (document: string) => ({ type: 'VietGAP', number: '1', issuedOn: '2026-01-01', document })

describe('a file that is sent', () => {
  test.each(allPictures)('is kept byte for byte: %s (%s)', async (_name, mime, options) => {
    const bytes = await pictureOf(mime, options)
    const answer = await send(bytes, mime)
    expect([answer.status, answer.body]).toEqual([
      201,
      { sha256: expect.stringMatching(/^[0-9a-f]{64}$/), bytes: bytes.length, mime },
    ])
    const { sha256 } = answer.body
    expect(await readFile(join(folder, sha256.slice(0, 2), sha256))).toEqual(bytes)
  })

  test('again, also by another organization, changes nothing and answers the same', async () => {
    const bytes = await pictureOf('image/jpeg', {}, 31)
    const first = await send(bytes, 'image/jpeg')
    const again = await Promise.all([1, 2, 3].map(() => send(bytes, 'image/jpeg')))
    caller = staffOf(mill)
    const other = await send(bytes, 'image/jpeg')
    for (const answer of [...again, other]) expect([answer.status, answer.body]).toEqual([201, first.body])
    const rows = await database.asOwner('SELECT FROM file WHERE sha256 = $1', [first.body.sha256])
    expect(rows).toHaveLength(2)
    expect(await readdir(join(folder, first.body.sha256.slice(0, 2)))).toEqual([first.body.sha256])
  })

  test.each(withMetadata)('is refused while it is %s', async (_name, mime, add) => {
    const answer = await send(await add(await pictureOf(mime)), mime)
    expect([answer.status, answer.body.code]).toEqual([422, 'FILE_HAS_METADATA'])
    expect(await readdir(folder)).toEqual([])
  })

  test.each([
    ['empty', Buffer.alloc(0), 'image/png', 415, 'FILE_NOT_SUPPORTED'],
    ['25 MB', Buffer.alloc(25 * 1024 * 1024), 'image/png', 413, 'FILE_TOO_LARGE'],
    ['svg', Buffer.from('<svg/>'), 'image/svg+xml', 415, 'FILE_NOT_SUPPORTED'],
    ['json', Buffer.from('{}'), 'application/json', 415, 'FILE_NOT_SUPPORTED'],
    ['of another type than it says', plainPdf, 'image/png', 415, 'FILE_NOT_SUPPORTED'],
  ])('is refused when it is %s (V5.2.1, V5.2.2)', async (_name, bytes, mime, status, code) => {
    const answer = await send(bytes, mime)
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })

  test('is refused when it does not say how long it is and goes on beyond 10 MB', async () => {
    const upload = request(app).post('/api/v1/files').set('Content-Type', 'image/png')
    for (let mb = 0; mb < 12; mb += 1) upload.write(Buffer.alloc(1024 * 1024))
    expect(await upload).toMatchObject({ status: 413, body: { code: 'FILE_TOO_LARGE' } })
  })

  test('is refused when it is a zipped body', async () => {
    const answer = await send(plainPdf, 'application/pdf').set('Content-Encoding', 'gzip')
    expect([answer.status, answer.body.code]).toEqual([415, 'FILE_NOT_SUPPORTED'])
  })

  test('is refused when its pixels cannot be decoded', async () => {
    const picture = await pictureOf('image/png')
    picture.fill(0, 50, picture.length - 20)
    expect(await send(picture, 'image/png')).toMatchObject({
      status: 415,
      body: { code: 'FILE_NOT_SUPPORTED' },
    })
  })

  test.each<[string, Caller, number]>([
    ['anyone', anonymous, 401],
    ['an inspector of no organization', { kind: 'inspector', organizationId: undefined }, 403],
    ['the operator', { kind: 'operator' }, 403],
  ])('is refused from %s', async (_who, who, status) => {
    caller = who
    expect((await send(plainPdf, 'application/pdf')).status).toBe(status)
    expect(await readdir(folder)).toEqual([])
  })
})

describe('a file that nothing shows', () => {
  test('is there for its own organization and for nobody else (V8.4.1)', async () => {
    const sha256 = await sent(await pictureOf('image/png', {}, 40), 'image/png')
    const own = await get(sha256)
    expect([own.status, own.headers['cache-control']]).toEqual([200, 'private, no-store'])
    for (const other of [anonymous, staffOf(mill), { kind: 'operator' } as const]) {
      caller = other
      expect((await get(sha256)).status).toBe(404)
    }
  })

  test("stays hidden when another organization's entry names its hash", async () => {
    const sha256 = await sent(await pictureOf('image/png', {}, 41), 'image/png')
    await record('product', mill, product([sha256])).catch(() => undefined)
    caller = anonymous
    expect((await get(sha256)).status).toBe(404)
  })
})

describe('a file that an entry shows', () => {
  test('is a copy made anew, at most as wide as asked, that browsers may keep (V5.3.1, V14.3.2)', async () => {
    const sha256 = await sent(await pictureOf('image/jpeg', {}, 700), 'image/jpeg')
    await record('product', farm, product([sha256]))
    caller = anonymous
    for (const width of [300, 300, 900, 1600]) {
      const answer = await get(sha256, `?width=${width}`)
      expect(answer.status).toBe(200)
      expect(answer.headers).toMatchObject({
        'content-type': 'image/webp',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'public, max-age=31536000, immutable',
      })
      const shown = await sharp(answer.body).metadata()
      expect(shown).toMatchObject({ format: 'webp', width: width === 300 ? 160 : width === 900 ? 640 : 700 })
    }
  })

  test('is an attachment, byte for byte, when it is a pdf (V3.2.1)', async () => {
    const sha256 = await sent(plainPdf, 'application/pdf')
    await record('certificate', farm, certificate(sha256))
    caller = anonymous
    const answer = await get(sha256)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${sha256}.pdf"`,
      'content-security-policy': "default-src 'none'; sandbox",
    })
    expect(answer.body).toEqual(plainPdf)
  })
})

test.each([
  '..%2f..%2fetc%2fpasswd',
  '%00',
  'CON',
  'a'.repeat(300),
  'ａ'.repeat(64),
  `${'a'.repeat(63)}%2f`,
  'A'.repeat(64),
])('no file is reached by the name %s (V5.3.2)', async (name) => {
  expect((await get(encodeURI(decodeURI(name)))).status).toBe(400)
  expect((await get('0'.repeat(64))).status).toBe(404)
})
