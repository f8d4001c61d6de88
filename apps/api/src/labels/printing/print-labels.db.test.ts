import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { newId } from '@nguon/domain'
import { event, touched } from '@nguon/domain/testing'
import { withTenant } from '../../db/with-tenant.ts'
import { recordEvent } from '../../events/record-event.ts'
import { openBrowser } from '../../testing/browser.ts'
import { givenOrganization, givenVersion, onTime } from '../../testing/given.ts'
import { givenPerson } from '../../testing/given-people.ts'
import { testApp } from '../../testing/serve-test.ts'
import { type LabelDesk, openLabelDesk, orderOf } from './testing/label-desk.ts'
import { readPdf, textOf } from './testing/read-back.ts'

let desk: LabelDesk
beforeAll(async () => {
  desk = await openLabelDesk()
})
afterAll(() => desk.database.drop())

describe('a print', () => {
  test('has exactly the codes that the database knows, and the words of its batch', async () => {
    const run = await desk.issue(40)
    const { id: batchId, lot } = await desk.givenPacked(20)
    const order = orderOf(run, 11, 16, { start: 22 })
    const made = await desk.print({ ...order, of: { ...order.of, batchId } })
    expect(made.body).toMatchObject({ state: 'ready', count: 6, done: 6, printedBy: desk.staff.name })
    const file = await desk.fileOf(made.body.id)
    expect(file.headers).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'private, no-store',
    })
    expect((await readPdf(file.body, 203)).sort()).toEqual((await desk.addressesOf(run, 11, 16)).sort())
    const words = await textOf(file.body)
    for (const word of ['Bí xanh thơm', `Lô ${lot}`, 'HSD 03/02/2027', 'truyxuat.example.vn'])
      expect(words).toContain(word)
    expect(words).not.toContain('MẪU')
  })

  test('asked for again with the same id is the same print; with another body it is refused', async () => {
    const run = await desk.issue(5)
    const id = newId()
    const first = await desk.print(orderOf(run, 1, 5), desk.person, id)
    expect((await desk.print(orderOf(run, 1, 5), desk.person, id)).body).toEqual(first.body)
    expect((await desk.print(orderOf(run, 1, 4), desk.person, id)).body.code).toBe('ID_REUSED')
    expect((await desk.stranger.get(`/api/v1/label-prints/${id}`)).status).toBe(404)
    expect((await desk.fileOf(id, desk.stranger)).status).toBe(404)
  })

  test('made again shows what was printed, whatever the product is called by now, and the audit says who and why', async () => {
    const run = await desk.issue(5)
    const made = await desk.print(orderOf(run, 1, 5))
    const data = {
      name: 'Tên khác hẳn',
      unit: 'kg' as const,
      labelLevel: 'batch' as const,
      gtin: '09520009000012',
    }
    await givenVersion(desk.db, 'product', desk.org.id, data, desk.org.product)
    const body = { newId: newId(), first: 2, last: 3, start: 1, reason: 'Máy in nhòe' }
    const again = await desk.person.post(`/api/v1/label-prints/${made.body.id}/reprint`, body)
    await givenVersion(desk.db, 'product', desk.org.id, { ...data, name: 'Bí xanh thơm' }, desk.org.product)
    expect(again.body).toMatchObject({
      reprintOf: made.body.id,
      reason: 'Máy in nhòe',
      count: 2,
      printedBy: desk.staff.name,
    })
    const { body: pdf } = await desk.fileOf(body.newId)
    expect((await readPdf(pdf, 203)).sort()).toEqual((await desk.addressesOf(run, 2, 3)).sort())
    expect(await textOf(pdf)).toContain('Bí xanh thơm')
    const noted = await withTenant(desk.db, { organizationId: desk.org.id }, (tx) =>
      tx.query(`SELECT about, account_id FROM audit WHERE action = 'labels_reprinted'`),
    )
    expect(noted).toEqual([{ about: '2–3: Máy in nhòe', account_id: desk.staff.accountId }])
    const beyond = await desk.person.post(`/api/v1/label-prints/${made.body.id}/reprint`, {
      ...body,
      newId: newId(),
      last: 6,
    })
    expect(beyond.body.code).toBe('LABEL_RANGE_TAKEN')
  })

  test('of a batch has its one code on every label', async () => {
    const { id: batchId, lot } = await desk.givenPacked(5)
    const made = await desk.print({
      of: { kind: 'batch', batchId, copies: 3 },
      medium: 'roll-50x30-203',
      fields: ['product'],
    })
    const { body: pdf } = await desk.fileOf(made.body.id)
    const address = `HTTPS://TRUYXUAT.EXAMPLE.VN/01/09520009000012/10/${lot}`
    expect(await readPdf(pdf, 203)).toEqual([address, address, address])
  })

  test('moved and made larger as the settings of its printer say is still read', async () => {
    const printer = { id: newId(), name: 'HP M404', xMm: 0.5, yMm: -1, scale: 1.005 }
    expect((await desk.person.post('/api/v1/printers', printer)).body).toEqual(printer)
    const { items } = (await desk.person.get('/api/v1/printers')).body
    expect(items).toEqual([printer])
    expect((await desk.stranger.get('/api/v1/printers')).body.items).toEqual([])
    expect((await desk.stranger.post('/api/v1/printers', printer)).status).toBe(404)
    const run = await desk.issue(24)
    const made = await desk.print(orderOf(run, 1, 24, { printerId: printer.id }))
    const { body: pdf } = await desk.fileOf(made.body.id)
    expect((await readPdf(pdf, 203)).sort()).toEqual((await desk.addressesOf(run, 1, 24)).sort())
    expect((await desk.stranger.post(`/api/v1/printers/${printer.id}/remove`)).status).toBe(404)
    expect((await desk.person.post(`/api/v1/printers/${printer.id}/remove`)).status).toBe(200)
  })

  test.each([
    ['labels outside the run', { of: { first: 3, last: 9 } }, 409, 'LABEL_RANGE_TAKEN'],
    ['a cell that the sheet does not have', { start: 25 }, 400, 'INVALID_REQUEST'],
    ['ZPL for a sheet', { format: 'zpl' }, 400, 'INVALID_REQUEST'],
    [
      'a label too small for its code',
      { medium: { kind: 'roll', widthMm: 20, heightMm: 10, dpi: 203 } },
      422,
      'LABEL_TOO_SMALL',
    ],
    ['a printer that nobody has', { printerId: newId() }, 404, 'NOT_FOUND'],
    ['a batch that nobody has', { of: { batchId: newId() } }, 404, 'NOT_FOUND'],
  ])('is refused for %s', async (_what, change, status, code) => {
    const run = await desk.issue(5)
    const order = orderOf(run, 1, 5)
    const { of = {}, ...rest } = change as { of?: object }
    for (const call of [
      () => desk.print({ ...order, ...rest, of: { ...order.of, ...of } }),
      () =>
        desk.person.post('/api/v1/label-prints/preview', { ...order, ...rest, of: { ...order.of, ...of } }),
    ]) {
      const answer = await call()
      expect([answer.status, answer.body.code]).toEqual([status, code])
    }
  })

  test('is refused for goods on hold, and for a run of another organization', async () => {
    const run = await desk.issue(5)
    const { id: batchId } = await desk.givenPacked(5)
    const admin = await givenPerson(desk.db, 'admin', desk.org.id)
    const hold = event('hold', desk.org.id, [touched(batchId)], {
      ...onTime(),
      details: { reason: 'nghi ngờ' },
    })
    await recordEvent(desk.db, admin.caller, { event: hold })
    const held = await desk.print({
      ...orderOf(run, 1, 5),
      of: { kind: 'run', runId: run.id, first: 1, last: 5, batchId },
    })
    expect(held.body.code).toBe('BATCH_ON_HOLD')
    expect((await desk.print(orderOf(run, 1, 5), desk.stranger)).status).toBe(404)
  })

  test('is refused while the address of the system does not last, and a demo prints samples that say so', async () => {
    const run = await desk.issue(2)
    for (const publicUrl of ['http://localhost:3000', 'https://10.0.0.7', 'http://truyxuat.example.vn']) {
      const strict = openBrowser(testApp(desk.db, { demo: false, publicUrl }), desk.staff.cookie)
      const headers = { Origin: publicUrl }
      const refused = await strict.post(
        '/api/v1/label-prints',
        { id: newId(), ...orderOf(run, 1, 2) },
        headers,
      )
      expect([refused.status, refused.body.code]).toEqual([409, 'ADDRESS_NOT_LASTING'])
      expect(refused.body.title.vi).toContain('PUBLIC_URL')
    }
    const demo = openBrowser(testApp(desk.db, { demo: true }), desk.staff.cookie)
    const made = await desk.print(orderOf(run, 1, 2), demo)
    expect(await textOf((await desk.fileOf(made.body.id)).body)).toContain('MẪU')
  })

  test('carries a PIN where the product has a scratch-off field, and the preview keeps it back', async () => {
    const { id } = await givenOrganization(desk.db)
    const data = { name: 'Trà', unit: 'hộp' as const, labelLevel: 'package' as const, scratchPin: true }
    const product = await givenVersion(desk.db, 'product', id, data)
    const admin = openBrowser(desk.app, (await givenPerson(desk.db, 'admin', id)).cookie)
    const run = await desk.issue(2, admin, product)
    const made = await desk.print(orderOf(run, 1, 2), admin)
    expect(await textOf((await desk.fileOf(made.body.id, admin)).body)).toMatch(/PIN \d{4} \d{4}/)
    const shown = await admin.post('/api/v1/label-prints/preview', orderOf(run, 1, 2))
    expect(shown.body).toMatchObject({ count: 2, sheets: 1, isSample: false })
  })
})
