import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import sharp from 'sharp'
import { anonymous } from '../accounts/caller.ts'
import { certificate, type FileApp, farm, mill, product, staffOf, startFileApp } from './testing/file-app.ts'
import { pictureOf, plainPdf } from './testing/pictures.ts'

const filePolicy = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"

let files: FileApp
beforeAll(async () => {
  files = await startFileApp()
})
beforeEach(() => {
  files.asked.caller = staffOf(farm)
})
afterAll(() => files.stop())

describe('a file that nothing shows', () => {
  test('is there for its own organization and for nobody else (V8.4.1)', async () => {
    const sha256 = await files.sent(await pictureOf('image/png', {}, 40), 'image/png')
    const own = await files.get(sha256)
    expect([own.status, own.headers['cache-control']]).toEqual([200, 'private, no-store'])
    for (const other of [anonymous, staffOf(mill), { kind: 'operator' } as const]) {
      files.asked.caller = other
      expect((await files.get(sha256)).status).toBe(404)
    }
  })

  test('is not shown by another organization, which did not bring it', async () => {
    const sha256 = await files.sent(await pictureOf('image/png', {}, 41), 'image/png')
    await expect(files.record('product', mill, product([sha256]))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    files.asked.caller = anonymous
    expect((await files.get(sha256)).status).toBe(404)
  })
})

describe('a file that an entry shows', () => {
  test('is a copy made anew, at most as wide as asked, that browsers may keep (V5.3.1, V14.3.2)', async () => {
    const sha256 = await files.sent(await pictureOf('image/jpeg', {}, 700), 'image/jpeg')
    await files.record('product', farm, product([sha256]))
    files.asked.caller = anonymous
    for (const width of [300, 300, 900, 1600]) {
      const answer = await files.get(sha256, `?width=${width}`)
      expect(answer.status).toBe(200)
      expect(answer.headers).toMatchObject({
        'content-type': 'image/webp',
        'x-content-type-options': 'nosniff',
        'content-security-policy': filePolicy,
        'cache-control': 'public, max-age=31536000, immutable',
      })
      const shown = await sharp(answer.body).metadata()
      expect(shown).toMatchObject({ format: 'webp', width: width === 300 ? 160 : width === 900 ? 640 : 700 })
    }
  })

  test('is public once an event names it as evidence or as the photo of a label', async () => {
    const evidence = await pictureOf('image/png', {}, 50)
    const sha256 = await files.sent(evidence, 'image/png')
    const labelPhoto = await files.sent(await pictureOf('image/jpeg', {}, 51), 'image/jpeg')
    await files.receiveInput({ labelPhoto }, [{ sha256, bytes: evidence.length, mime: 'image/png' }])
    files.asked.caller = anonymous
    expect([(await files.get(sha256)).status, (await files.get(labelPhoto)).status]).toEqual([200, 200])
  })

  test('may be named by the second organization that brought it', async () => {
    const evidence = await pictureOf('image/png', {}, 52)
    files.asked.caller = staffOf(mill)
    await files.sent(evidence, 'image/png')
    files.asked.caller = staffOf(farm)
    const sha256 = await files.sent(evidence, 'image/png')
    await files.receiveInput({}, [{ sha256, bytes: evidence.length, mime: 'image/png' }])
    files.asked.caller = anonymous
    expect((await files.get(sha256)).status).toBe(200)
  })

  test('is an attachment, byte for byte, when it is a pdf (V3.2.1, V5.4.2)', async () => {
    const sha256 = await files.sent(plainPdf, 'application/pdf')
    await files.record('certificate', farm, certificate(sha256))
    files.asked.caller = anonymous
    const answer = await files.get(sha256)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${sha256}.pdf"`,
      'content-security-policy': filePolicy,
    })
    expect(answer.body).toEqual(plainPdf)
  })
})

test.each(['image/png', 'application/pdf'])(
  'a file (%s) that an import noted, but whose bytes were never sent, is not found',
  async (mime) => {
    const sha256 = mime === 'image/png' ? 'e'.repeat(64) : 'f'.repeat(64)
    const row = [sha256, 9, mime, farm]
    await files.database.asOwner('INSERT INTO file VALUES ($1, $2, $3, $4, now())', row)
    expect((await files.get(sha256)).status).toBe(404)
  },
)

test.each([
  '..%2f..%2fetc%2fpasswd',
  '%00',
  'CON',
  'a'.repeat(300),
  'ａ'.repeat(64),
  `${'a'.repeat(63)}%2f`,
  'A'.repeat(64),
])('no file is reached by the name %s (V5.3.2)', async (name) => {
  expect((await files.get(encodeURI(decodeURI(name)))).status).toBe(400)
  expect((await files.get('0'.repeat(64))).status).toBe(404)
})
