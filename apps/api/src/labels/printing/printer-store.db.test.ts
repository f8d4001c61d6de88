import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { newId } from '@nguon/domain'
import sharp from 'sharp'
import { zplToBase64MultipleAsync } from 'zpl-renderer-js'
import { type LabelDesk, openLabelDesk, orderOf } from './testing/label-desk.ts'
import { readCodes, readPdf, renderPages } from './testing/read-back.ts'

let desk: LabelDesk
beforeAll(async () => {
  desk = await openLabelDesk()
})
afterAll(() => desk.database.drop())

const straight = { xMm: 0, yMm: 0, scale: 1 }
const sheet = {
  ...{ kind: 'sheet', widthMm: 63.5, heightMm: 46.6, columns: 3, rows: 6 },
  ...{ leftMm: 7.21, topMm: 8.7, stepXMm: 66.04, stepYMm: 46.6 },
}

describe('a printer whose labels have a size of their own', () => {
  test('keeps it, prints on it and forgets it', async () => {
    const printer = { id: newId(), name: 'HP M404', ...straight, medium: sheet }
    expect((await desk.person.post('/api/v1/printers', printer)).body).toEqual(printer)
    expect((await desk.person.get('/api/v1/printers')).body.items).toEqual([printer])
    const run = await desk.issue(20)
    const made = await desk.print(orderOf(run, 1, 20, { printerId: printer.id, medium: sheet }))
    const { body: pdf } = await desk.fileOf(made.body.id)
    expect(await renderPages(pdf, 36)).toHaveLength(2) // 18 on a sheet
    expect((await readPdf(pdf, 203)).sort()).toEqual((await desk.addressesOf(run, 1, 20)).sort())
    const { medium: _medium, ...usual } = printer
    expect((await desk.person.post('/api/v1/printers', usual)).body).toEqual(usual)
  })

  test.each([
    ['wider than the paper', { columns: 4 }],
    ['higher than the paper', { rows: 7 }],
    ['of labels that lie on one another', { stepXMm: 60 }],
    ['without labels', { rows: 0 }],
  ])('is refused one %s', async (_what, change) => {
    const printer = { id: newId(), name: 'HP M404', ...straight, medium: { ...sheet, ...change } }
    const answer = await desk.person.post('/api/v1/printers', printer)
    expect([answer.status, answer.body.code]).toEqual([400, 'INVALID_REQUEST'])
  })
})

test.each([
  ['too small', 1.02, 408],
  ['too large', 0.98, 392],
])(
  'ZPL for a label printer that prints %s has dots for the whole label, and its codes are read',
  async (_how, scale, dots) => {
    const printer = { id: newId(), name: 'Xprinter', xMm: 0, yMm: 0, scale }
    await desk.person.post('/api/v1/printers', printer)
    const run = await desk.issue(2)
    const order = { medium: 'roll-50x30-203', format: 'zpl', printerId: printer.id }
    const made = await desk.print(orderOf(run, 1, 2, order))
    const zpl = (await desk.fileOf(made.body.id)).body.toString()
    expect(zpl).toContain(`^PW${dots}^`)
    const read = []
    for (const picture of await zplToBase64MultipleAsync(zpl, 50 * scale, 30 * scale, 8)) {
      const { data, info } = await sharp(Buffer.from(picture, 'base64'))
        .ensureAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true })
      read.push(...(await readCodes(new Uint8ClampedArray(data), info.width, info.height)))
    }
    expect(read.sort()).toEqual((await desk.addressesOf(run, 1, 2)).sort())
  },
)
