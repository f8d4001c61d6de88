import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { LabelRunView } from '@nguon/contract'
import { type Id, labelFields, newId } from '@nguon/domain'
import { born, event, given, kg, touched } from '@nguon/domain/testing'
import type { Express } from 'express'
import request from 'supertest'
import type { DataSource } from 'typeorm'
import { withTenant } from '../../db/with-tenant.ts'
import { recordEvent } from '../../events/record-event.ts'
import { type Browser, openBrowser } from '../../testing/browser.ts'
import { type GivenOrganization, givenOrganization, givenVersion, onTime } from '../../testing/given.ts'
import { type GivenPerson, givenPerson } from '../../testing/given-people.ts'
import { testApp } from '../../testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { testLabelKeys, testLabels } from '../../testing/test-labels.ts'
import { openLabels } from '../open-labels.ts'
import { serialOf } from '../serial.ts'
import { readPdf, textOf } from './testing/read-back.ts'

let database: TestDatabase
let db: DataSource
let app: Express
let org: GivenOrganization
let other: GivenOrganization
let staff: GivenPerson
let person: Browser
let stranger: Browser
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  app = testApp(db, { demo: false })
  org = await givenOrganization(db, { gtin: '09520009000012' })
  other = await givenOrganization(db)
  staff = await givenPerson(db, 'staff', org.id)
  person = openBrowser(app, staff.cookie)
  stranger = openBrowser(app, (await givenPerson(db, 'admin', other.id)).cookie)
})
afterAll(() => database.drop())

async function issue(count: number, as = person, product = org.product): Promise<LabelRunView> {
  const answer = await as.post('/api/v1/label-runs/issue', { id: newId(), productId: product, count })
  expect(answer.status).toBe(201)
  return answer.body
}

async function givenPacked(units: number): Promise<{ id: Id; lot: string }> {
  const id = newId()
  const lot = `G${id.slice(-8).toUpperCase()}`
  const packed = [
    given(id, kg('10'), { units, ...born('finished', org.product, lot, { useBy: '2027-02-03' }) }),
  ]
  await recordEvent(db, org.staff, { event: event('packing', org.id, packed, onTime()) }).catch(() =>
    recordEvent(db, org.staff, { event: event('opening_stock', org.id, packed, onTime()) }),
  )
  return { id, lot }
}

const orderOf = (run: LabelRunView, first: number, last: number, more: object = {}) => ({
  of: { kind: 'run', runId: run.id, first, last },
  ...{ medium: 'a4-70x37', fields: labelFields, ...more },
})
const print = (order: object, as = person, id = newId()) => as.post('/api/v1/label-prints', { id, ...order })
const fileOf = (id: Id, as = person) =>
  request(app)
    .get(`/api/v1/label-prints/${id}/file`)
    .set('Cookie', as.cookie ?? '')
    .buffer(true)
    .parse((res, done) => {
      const chunks: Buffer[] = []
      res.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)))
    })
const serials = async (run: LabelRunView, first: number, last: number): Promise<string[]> => {
  const [row]: { number: number }[] = await db.query('SELECT number FROM label_run WHERE run_id = $1', [
    run.id,
  ])
  return Array.from({ length: last - first + 1 }, (_, index) =>
    serialOf(testLabelKeys.serial, { run: row?.number ?? 0, label: first + index }),
  )
}
const addressesOf = async (run: LabelRunView, first: number, last: number): Promise<string[]> =>
  (await serials(run, first, last)).map(
    (serial) => `HTTPS://TRUYXUAT.EXAMPLE.VN/01/09520009000012/21/${serial}`,
  )

describe('a run of labels', () => {
  test('of a million is one row, and asked for again it is the same', async () => {
    const before = await counts()
    const body = { id: newId(), productId: org.product, count: 1_000_000 }
    const made = await person.post('/api/v1/label-runs/issue', body)
    expect(made.body).toMatchObject({ first: 1, last: 1_000_000, digits: 7, isUnguessable: true, printed: 0 })
    const after = await counts()
    expect(after).toEqual({ label_run: before.label_run + 1, label_range: before.label_range })
    expect((await person.post('/api/v1/label-runs/issue', body)).body).toEqual(made.body)
    expect(await counts()).toEqual(after)
    const changed = await person.post('/api/v1/label-runs/issue', { ...body, count: 5 })
    expect([changed.status, changed.body.code]).toEqual([409, 'ID_REUSED'])
  })

  test('is not made of another organization’s product', async () => {
    const answer = await stranger.post('/api/v1/label-runs/issue', {
      id: newId(),
      productId: org.product,
      count: 5,
    })
    expect(answer.status).toBe(404)
  })

  test('goes from created to printed, activated and voided, and a scan says so; what the key did not make is unknown', async () => {
    const run = await issue(30)
    const { id: batchId } = await givenPacked(20)
    const [serial = ''] = await serials(run, 7, 7)
    const label = async () => (await person.get(`/api/v1/labels/${serial}`)).body
    const scan = async (code: string) => {
      const { status, text } = await request(app).get(`/01/09520009000012/21/${code}`)
      return [status, /<title>(.)/.exec(text)?.[1]]
    }
    expect(await label()).toMatchObject({ runId: run.id, number: 7, state: 'created' })
    await print(orderOf(run, 1, 30))
    expect(await label()).toMatchObject({ state: 'printed' })
    expect(await scan(serial)).toEqual([200, '!'])
    await activate(batchId, run.id, { activated: [[1, 20]] })
    expect(await label()).toMatchObject({ state: 'activated', batchId })
    expect(await scan(serial)).toEqual([200, '✓'])
    expect(await scan(serial.toLowerCase())).toEqual([200, '✓'])
    await activate(batchId, run.id, { voided: [[7, 7]] })
    expect(await label()).toMatchObject({ state: 'voided' })
    expect(await scan(serial)).toEqual([200, '✕'])
    const changed = `${serial.slice(0, -1)}${serial.endsWith('0') ? '1' : '0'}`
    expect(await scan(changed)).toEqual([404, '✕'])
    expect(await scan(`${run.name}-000008`)).toEqual([404, '✕']) // what people call it is no serial
    expect(await scan((await serials(run, 31, 31))[0] ?? '')).toEqual([404, '✕']) // right, but nobody made it
    const runs = (await person.get('/api/v1/label-runs/standing')).body.items as LabelRunView[]
    expect(runs.find(({ id }) => id === run.id)).toMatchObject({ printed: 30, activated: 19, voided: 1 })
  })

  test('of a product without a GTIN is found by an address of our own and by hand', async () => {
    const run = await issue(3, stranger, other.product)
    const [serial = ''] = await serials(run, 2, 2)
    const answer = await request(app).get(`/T/${serial}`)
    expect([answer.status, /<title>(.)/.exec(answer.text)?.[1]]).toEqual([200, '!'])
    const typed = await request(app).get(`/tra-cuu?code=${serial.match(/.{1,4}/g)?.join('-')}`)
    expect(typed.headers.location).toBe(`/T/${serial}`)
    expect((await person.get(`/api/v1/labels/${serial}`)).status).toBe(404) // another's
  })

  test('activated by two people at once for the same labels is activated once', async () => {
    const run = await issue(10)
    const [a, b] = [await givenPacked(10), await givenPacked(10)]
    const results = await Promise.allSettled([
      activate(a.id, run.id, { activated: [[1, 6]] }),
      activate(b.id, run.id, { activated: [[6, 10]] }),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const [failed] = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    expect(failed).toMatchObject({ code: 'LABEL_RANGE_TAKEN' })
  })
})

const counts = async () => {
  const [row] = await db.query(
    'SELECT (SELECT count(*)::int FROM label_run) AS label_run, (SELECT count(*)::int FROM label_range) AS label_range',
  )
  return row
}

function activate(
  batchId: Id,
  runId: Id,
  { activated = [], voided = [] }: { activated?: number[][]; voided?: number[][] },
) {
  const ranges = (list: number[][]) => list.map(([first = 0, last = 0]) => ({ runId, first, last }))
  const details = { activated: ranges(activated), voided: ranges(voided) }
  return recordEvent(db, staff.caller, {
    event: event('label_activation', org.id, [touched(batchId)], { ...onTime(), details }),
  })
}

describe('a print', () => {
  test('has exactly the codes that the database knows, and the words of its batch', async () => {
    const run = await issue(40)
    const { id: batchId, lot } = await givenPacked(20)
    const order = orderOf(run, 11, 16, { start: 22 })
    const made = await print({ ...order, of: { ...order.of, batchId } })
    expect(made.body).toMatchObject({ state: 'ready', count: 6, done: 6, printedBy: staff.name })
    const file = await fileOf(made.body.id)
    expect(file.headers).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'private, no-store',
    })
    expect((await readPdf(file.body, 203)).sort()).toEqual((await addressesOf(run, 11, 16)).sort())
    const words = await textOf(file.body)
    for (const word of ['Bí xanh thơm', `Lô ${lot}`, 'HSD 03/02/2027', 'truyxuat.example.vn'])
      expect(words).toContain(word)
    expect(words).not.toContain('MẪU')
  })

  test('asked for again with the same id is the same print; with another body it is refused', async () => {
    const run = await issue(5)
    const id = newId()
    const first = await print(orderOf(run, 1, 5), person, id)
    expect((await print(orderOf(run, 1, 5), person, id)).body).toEqual(first.body)
    expect((await print(orderOf(run, 1, 4), person, id)).body.code).toBe('ID_REUSED')
    expect((await stranger.get(`/api/v1/label-prints/${id}`)).status).toBe(404)
    expect((await fileOf(id, stranger)).status).toBe(404)
  })

  test('made again shows what was printed, whatever the product is called by now, and the audit says who and why', async () => {
    const run = await issue(5)
    const made = await print(orderOf(run, 1, 5))
    const data = {
      name: 'Tên khác hẳn',
      unit: 'kg' as const,
      labelLevel: 'batch' as const,
      gtin: '09520009000012',
    }
    await givenVersion(db, 'product', org.id, data, org.product)
    const body = { newId: newId(), first: 2, last: 3, start: 1, reason: 'Máy in nhòe' }
    const again = await person.post(`/api/v1/label-prints/${made.body.id}/reprint`, body)
    await givenVersion(db, 'product', org.id, { ...data, name: 'Bí xanh thơm' }, org.product)
    expect(again.body).toMatchObject({
      reprintOf: made.body.id,
      reason: 'Máy in nhòe',
      count: 2,
      printedBy: staff.name,
    })
    const { body: pdf } = await fileOf(body.newId)
    expect((await readPdf(pdf, 203)).sort()).toEqual((await addressesOf(run, 2, 3)).sort())
    expect(await textOf(pdf)).toContain('Bí xanh thơm')
    const noted = await withTenant(db, { organizationId: org.id }, (tx) =>
      tx.query(`SELECT about, account_id FROM audit WHERE action = 'labels_reprinted'`),
    )
    expect(noted).toEqual([{ about: '2–3: Máy in nhòe', account_id: staff.accountId }])
    const beyond = await person.post(`/api/v1/label-prints/${made.body.id}/reprint`, {
      ...body,
      newId: newId(),
      last: 6,
    })
    expect(beyond.body.code).toBe('LABEL_RANGE_TAKEN')
  })

  test('of a batch has its one code on every label', async () => {
    const { id: batchId, lot } = await givenPacked(5)
    const made = await print({
      of: { kind: 'batch', batchId, copies: 3 },
      medium: 'roll-50x30-203',
      fields: ['product'],
    })
    const { body: pdf } = await fileOf(made.body.id)
    const address = `HTTPS://TRUYXUAT.EXAMPLE.VN/01/09520009000012/10/${lot}`
    expect(await readPdf(pdf, 203)).toEqual([address, address, address])
  })

  test('moved and made larger as the settings of its printer say is still read', async () => {
    const printer = { id: newId(), name: 'HP M404', xMm: 0.5, yMm: -1, scale: 1.005 }
    expect((await person.post('/api/v1/printers', printer)).body).toEqual(printer)
    const { items } = (await person.get('/api/v1/printers')).body
    expect(items).toEqual([printer])
    expect((await stranger.get('/api/v1/printers')).body.items).toEqual([])
    expect((await stranger.post('/api/v1/printers', printer)).status).toBe(404)
    const run = await issue(24)
    const made = await print(orderOf(run, 1, 24, { printerId: printer.id }))
    const { body: pdf } = await fileOf(made.body.id)
    expect((await readPdf(pdf, 203)).sort()).toEqual((await addressesOf(run, 1, 24)).sort())
    expect((await stranger.post(`/api/v1/printers/${printer.id}/remove`)).status).toBe(404)
    expect((await person.post(`/api/v1/printers/${printer.id}/remove`)).status).toBe(200)
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
    const run = await issue(5)
    const order = orderOf(run, 1, 5)
    const { of = {}, ...rest } = change as { of?: object }
    for (const call of [
      () => print({ ...order, ...rest, of: { ...order.of, ...of } }),
      () => person.post('/api/v1/label-prints/preview', { ...order, ...rest, of: { ...order.of, ...of } }),
    ]) {
      const answer = await call()
      expect([answer.status, answer.body.code]).toEqual([status, code])
    }
  })

  test('is refused for goods on hold, and for a run of another organization', async () => {
    const run = await issue(5)
    const { id: batchId } = await givenPacked(5)
    const admin = await givenPerson(db, 'admin', org.id)
    const hold = event('hold', org.id, [touched(batchId)], { ...onTime(), details: { reason: 'nghi ngờ' } })
    await recordEvent(db, admin.caller, { event: hold })
    const held = await print({
      ...orderOf(run, 1, 5),
      of: { kind: 'run', runId: run.id, first: 1, last: 5, batchId },
    })
    expect(held.body.code).toBe('BATCH_ON_HOLD')
    expect((await print(orderOf(run, 1, 5), stranger)).status).toBe(404)
  })

  test('is refused while the address of the system does not last, and a demo prints samples that say so', async () => {
    const run = await issue(2)
    for (const publicUrl of ['http://localhost:3000', 'https://10.0.0.7', 'http://truyxuat.example.vn']) {
      const strict = openBrowser(testApp(db, { demo: false, publicUrl }), staff.cookie)
      const headers = { Origin: publicUrl }
      const refused = await strict.post(
        '/api/v1/label-prints',
        { id: newId(), ...orderOf(run, 1, 2) },
        headers,
      )
      expect([refused.status, refused.body.code]).toEqual([409, 'ADDRESS_NOT_LASTING'])
      expect(refused.body.title.vi).toContain('PUBLIC_URL')
    }
    const demo = openBrowser(testApp(db, { demo: true }), staff.cookie)
    const made = await print(orderOf(run, 1, 2), demo)
    expect(await textOf((await fileOf(made.body.id)).body)).toContain('MẪU')
  })

  test('carries a PIN where the product has a scratch-off field, and the preview keeps it back', async () => {
    const { id } = await givenOrganization(db)
    const data = { name: 'Trà', unit: 'hộp' as const, labelLevel: 'package' as const, scratchPin: true }
    const product = await givenVersion(db, 'product', id, data)
    const admin = openBrowser(app, (await givenPerson(db, 'admin', id)).cookie)
    const run = await issue(2, admin, product)
    const made = await print(orderOf(run, 1, 2), admin)
    expect(await textOf((await fileOf(made.body.id, admin)).body)).toMatch(/PIN \d{4} \d{4}/)
    const shown = await admin.post('/api/v1/label-prints/preview', orderOf(run, 1, 2))
    expect(shown.body).toMatchObject({ count: 2, sheets: 1, isSample: false })
  })
})

describe('a print of more than 500 labels', () => {
  const dir = join(tmpdir(), `nguon-labels-${process.pid}`)
  const drawer = (now = () => new Date()) =>
    openLabels({
      ...{ db, keys: testLabelKeys, dir, now },
      onError: (error) => {
        throw error
      },
    })

  test('is drawn in the background, is fetched when done, and its file goes after a day', async () => {
    const run = await issue(600)
    const waiting = await withoutDrawing(() => print(orderOf(run, 1, 600, { medium: 'a4-38x21' })))
    expect(waiting.body).toMatchObject({ state: 'waiting', count: 600, done: 0 })
    expect((await fileOf(waiting.body.id)).status).toBe(409)
    const labels = drawer()
    await labels.jobs.work()
    const done = await person.get(`/api/v1/label-prints/${waiting.body.id}`)
    expect(done.body).toMatchObject({ state: 'done', done: 600 })
    const { body: pdf } = await fileOf(waiting.body.id)
    expect((await readPdf(pdf, 203)).sort()).toEqual((await addressesOf(run, 1, 600)).sort())
    await labels.jobs.stop()
    const tomorrow = drawer(() => new Date(Date.now() + 25 * 3_600_000))
    await tomorrow.jobs.work()
    await tomorrow.jobs.stop()
    expect((await fileOf(waiting.body.id)).body.toString()).toContain('LABELS_NOT_READY')
    expect(await readdir(dir)).toEqual([])
  })

  test('is drawn once, however many look for work; one that was left is taken over, a cancelled one is not drawn', async () => {
    const run = await issue(2000)
    const [a, b, c] = await withoutDrawing(() =>
      Promise.all([1, 601, 1201].map((first) => print(orderOf(run, first, first + 599)))),
    ).then((made) => made.map(({ body }) => body.id as Id))
    await withTenant(db, { organizationId: org.id }, (tx) =>
      tx.query(
        `UPDATE label_print SET state = 'drawing', done = 96, claimed_until = now() - interval '1 second' WHERE id = $1`,
        [a],
      ),
    )
    expect((await person.post(`/api/v1/label-prints/${c}/cancel`)).body.state).toBe('cancelled')
    const several = [drawer(), drawer()]
    await Promise.all(several.map(({ jobs }) => jobs.work()))
    await Promise.all(several.map(({ jobs }) => jobs.stop()))
    const states = await Promise.all(
      [a, b, c].map(async (id) => (await person.get(`/api/v1/label-prints/${id}`)).body.state),
    )
    expect(states).toEqual(['done', 'done', 'cancelled'])
    expect((await readPdf((await fileOf(a ?? '')).body, 203)).length).toBe(600)
    expect((await fileOf(c ?? '')).status).toBe(409)
  })
})

/** Prints as an app does that draws nothing itself. */
async function withoutDrawing<T>(act: () => Promise<T>): Promise<T> {
  const labels = testLabels(db)
  await labels.jobs.stop()
  const before = person
  person = openBrowser(testApp(db, { demo: false, labels }), staff.cookie)
  try {
    return await act()
  } finally {
    person = before
  }
}
