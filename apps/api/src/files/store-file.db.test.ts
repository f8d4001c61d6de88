import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { anonymous, type Caller } from '../accounts/caller.ts'
import { inspectFile } from './inspect-file.ts'
import { type FileApp, farm, mill, staffOf, startFileApp } from './testing/file-app.ts'
import { allPictures, pictureOf, plainPdf, withMetadata } from './testing/pictures.ts'

let files: FileApp
beforeAll(async () => {
  files = await startFileApp()
})
beforeEach(() => {
  files.asked.caller = staffOf(farm)
})
afterAll(() => files.stop())

/** What the vault itself calls its folders and files. */
const ownNames = /^(incoming|copies(\/[0-9a-f]{64}-\d+\.webp)?|[0-9a-f]{2}(\/[0-9a-f]{64})?)$/

/** Everything the vault holds. */
const kept = () => readdir(files.folder, { recursive: true })

describe('a file that is sent', () => {
  test.each(allPictures)('is kept byte for byte: %s (%s)', async (_name, mime, options) => {
    const bytes = await pictureOf(mime, options)
    const answer = await files.send(bytes, mime)
    expect([answer.status, answer.body]).toEqual([
      201,
      { sha256: expect.stringMatching(/^[0-9a-f]{64}$/), bytes: bytes.length, mime },
    ])
    const { sha256 } = answer.body
    expect(await readFile(join(files.folder, sha256.slice(0, 2), sha256))).toEqual(bytes)
  })

  test('again, also by another organization, changes nothing and answers the same', async () => {
    const bytes = await pictureOf('image/jpeg', {}, 31)
    const first = await files.send(bytes, 'image/jpeg')
    const again = await Promise.all([1, 2, 3].map(() => files.send(bytes, 'image/jpeg')))
    files.asked.caller = staffOf(mill)
    const other = await files.send(bytes, 'image/jpeg')
    for (const answer of [...again, other]) expect([answer.status, answer.body]).toEqual([201, first.body])
    const rows = await files.database.asOwner('SELECT FROM file WHERE sha256 = $1', [first.body.sha256])
    expect(rows).toHaveLength(2)
    expect(await readdir(join(files.folder, first.body.sha256.slice(0, 2)))).toEqual([first.body.sha256])
  })

  test.each(withMetadata)('is refused while it is %s (V14.2.8)', async (_name, mime, add) => {
    const before = await kept()
    const answer = await files.send(await add(await pictureOf(mime)), mime)
    expect([answer.status, answer.body.code]).toEqual([422, 'FILE_HAS_METADATA'])
    expect(await kept()).toEqual(before)
  })

  test.each([
    ['empty', Buffer.alloc(0), 'image/png', 415, 'FILE_NOT_SUPPORTED'],
    ['25 MB', Buffer.alloc(25 * 1024 * 1024), 'image/png', 413, 'FILE_TOO_LARGE'],
    ['svg', Buffer.from('<svg/>'), 'image/svg+xml', 415, 'FILE_NOT_SUPPORTED'],
    ['json', Buffer.from('{}'), 'application/json', 415, 'FILE_NOT_SUPPORTED'],
    ['of another type than it says', plainPdf, 'image/png', 415, 'FILE_NOT_SUPPORTED'],
  ])('is refused when it is %s (V5.2.1, V5.2.2)', async (_name, bytes, mime, status, code) => {
    const answer = await files.send(bytes, mime)
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })

  const archive = gzipSync(Buffer.alloc(10 * 1024 * 1024))
  const zip = Buffer.concat([Buffer.from('PK\x03\x04'), archive])
  test.each([
    ['a zip', zip, 'application/zip'],
    ['a spreadsheet', zip, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['a gzip', archive, 'application/gzip'],
    ['a zip that says it is a pdf', zip, 'application/pdf'],
    ['a gzip that says it is a picture', archive, 'image/png'],
  ])('is refused when it is %s: no archive is ever opened (V5.2.3)', async (_name, bytes, mime) => {
    const before = await kept()
    const answer = await files.send(bytes, mime)
    expect([answer.status, answer.body.code]).toEqual([415, 'FILE_NOT_SUPPORTED'])
    expect(await kept()).toEqual(before)
  })

  test.each(['../../evil.png', '..\\..\\evil.png', '/etc/passwd', 'CON', 'a\u202egnp.exe', 'x'.repeat(300)])(
    'is kept and given back under the hash of its bytes, whatever name (%s) it is sent with (V5.3.3, V5.4.1)',
    async (name) => {
      const bytes = await pictureOf('image/png', {}, 60)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const told = `attachment; filename*=UTF-8''${encodeURIComponent(name)}`
      const sent = await files
        .send(bytes, 'image/png')
        .set({ 'Content-Disposition': told, Slug: encodeURI(name) })
      expect(sent.body.sha256).toBe(sha256)
      expect(await kept()).toContain(join(sha256.slice(0, 2), sha256))
      for (const path of await kept()) expect(path).toMatch(ownNames)
      const given = await files.get(sha256)
      expect(given.headers['content-disposition']).toBe(`inline; filename="${sha256}.webp"`)
    },
  )

  test('is refused while it is still coming, once it is over 10 MB', async () => {
    const server = files.app.listen(0)
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const headers = { 'Content-Type': 'image/png' }
    const endless = httpRequest({ port, method: 'POST', path: '/api/v1/files', headers })
    const answered = once(endless, 'response')
    endless.write(await pictureOf('image/png'))
    for (let mb = 0; mb < 10; mb += 1) endless.write(Buffer.alloc(1024 * 1024))
    const [answer] = await answered // the request has not ended, and never will
    expect(answer.statusCode).toBe(413)
    endless.destroy()
    server.close()
  })

  test('is refused when it is a zipped body', async () => {
    const answer = await files.send(plainPdf, 'application/pdf').set('Content-Encoding', 'gzip')
    expect([answer.status, answer.body.code]).toEqual([415, 'FILE_NOT_SUPPORTED'])
  })

  test('is refused when its pixels cannot be decoded', async () => {
    const picture = await pictureOf('image/png')
    picture.fill(0, 70, 90) // inside the compressed rows
    expect(inspectFile(picture, 'image/png')).toBe('image/png')
    expect(await files.send(picture, 'image/png')).toMatchObject({
      status: 415,
      body: { code: 'FILE_NOT_SUPPORTED' },
    })
  })

  test.each<[string, Caller, number]>([
    ['anyone', anonymous, 401],
    ['an inspector of no organization', { kind: 'inspector', organizationId: undefined, area: [] }, 403],
    ['the operator', { kind: 'operator' }, 403],
  ])('is refused from %s', async (_who, who, status) => {
    const before = await kept()
    files.asked.caller = who
    expect((await files.send(plainPdf, 'application/pdf')).status).toBe(status)
    expect(await kept()).toEqual(before)
  })
})
