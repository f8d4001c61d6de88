import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { newId } from '@nguon/domain'
import { event, touched } from '@nguon/domain/testing'
import type { Card } from '@nguon/web/public'
import type { Express } from 'express'
import sharp from 'sharp'
import request from 'supertest'
import { recordEvent } from '../events/record-event.ts'
import { operator } from '../testing/given.ts'
import { givenSample, idOf } from '../testing/sample.ts'
import { testApp } from '../testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { drawCard } from './draw-card.ts'

const noodles = '/01/09520003000025/10/MD260115A'
const tea = '/01/09520002000026/10/TB260620A'

let database: TestDatabase
let app: Express
beforeAll(async () => {
  database = await createTestDatabase()
  await givenSample(database.db)
  app = testApp(database.db, { now: () => new Date('2026-11-23T05:00:00.000Z') })
})
afterAll(() => database.drop())

/** The colour of the band: of a pixel in its corner. */
async function bandOf(picture: Buffer): Promise<string> {
  const pixel = await sharp(picture)
    .extract({ left: 4, top: 4, width: 1, height: 1 })
    .removeAlpha()
    .raw()
    .toBuffer()
  return pixel.toString('hex')
}

describe('the picture of a shared address', () => {
  test.each([
    ['valid', `${noodles}`, '14532d', 'public, max-age=60'],
    ['recalled', tea, '8f1313', 'no-store'],
    ['not activated', '/01/09520001000010/21/KM26-001800', '8a3b04', 'no-store'],
    ['voided', '/01/09520003000025/21/KS26-003105', '8f1313', 'no-store'],
  ])(
    'of a code that is %s is 1200 × 630, in the colour of its verdict, and light',
    async (_state, path, colour, keep) => {
      const { status, type, body, headers } = await request(app).get(`/og${path}.png?lang=vi`)
      expect([status, type, headers['cache-control']]).toEqual([200, 'image/png', keep])
      const { width, height, format } = await sharp(body as Buffer).metadata()
      expect([width, height, format]).toEqual([1200, 630, 'png'])
      expect((body as Buffer).length).toBeLessThan(300 * 1024)
      const band = await bandOf(body as Buffer)
      const distance = [0, 2, 4].map((at) =>
        Math.abs(parseInt(band.slice(at, at + 2), 16) - parseInt(colour.slice(at, at + 2), 16)),
      )
      expect(Math.max(...distance)).toBeLessThan(12)
    },
  )

  test('is the one that the page names, and says the recall as soon as there is one', async () => {
    const { text } = await request(app).get(noodles)
    const [, image = ''] = /property="og:image" content="https:\/\/[^/]+([^"]*)"/.exec(text) ?? []
    expect(image).toBe(`/og${noodles}.png?lang=vi`)
    const before = await request(app).get(image)
    const batchId = await idOf(database.db, 'bat-c3')
    const by = await idOf(database.db, 'org-i1')
    const at = new Date().toISOString()
    const details = { caseId: newId(), reason: 'dư lượng', kind: 'mandatory' as const }
    const recall = event('recall', by, [touched(batchId)], { occurredAt: at, capturedAt: at, details })
    await recordEvent(database.db, operator, { event: recall })
    const after = await request(app).get(image)
    expect(await bandOf(before.body as Buffer)).not.toBe(await bandOf(after.body as Buffer))
    expect(after.headers['cache-control']).toBe('no-store')
  })

  test.each(['/og/01/09520003000025/10/KHONGCO.png', '/og/01/09520003000026/10/A.png', '/og/x.png'])(
    '%s is not there',
    async (path) => expect((await request(app).get(path)).status).toBe(404),
  )

  test.each([
    '<script>alert(1)</script>',
    '"><image href="file:///etc/passwd"/>',
    'Ẩ'.repeat(2000),
    '',
    '😀\u202e',
  ])('draws hostile words as words: %#', async (words) => {
    const card: Card = {
      tone: 'stop',
      title: words,
      lines: [words, words, words],
      host: words,
      sample: words,
    }
    const { width, height } = await sharp(await drawCard(card)).metadata()
    expect([width, height]).toEqual([1200, 630])
  })
})
