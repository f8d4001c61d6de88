import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { api } from '@nguon/contract'
import { type BatchItem, type Id, newId, type SubjectKind } from '@nguon/domain'
import { born, event, given, kg, taken, touched } from '@nguon/domain/testing'
import { digestsOf, disclose } from '@nguon/transparency'
import fc from 'fast-check'
import { breakAt, breaking, type Json } from './testing/break-body.ts'
import { givenLot, givenOrganization, givenVersion, onTime } from './testing/given.ts'
import { testApp } from './testing/serve-test.ts'
import { createTestDatabase } from './testing/test-database.ts'

type Request = { path: string; body: Json }

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server?.stop())

/** The app as it listens, as staff of a cooperative that has two lots, a crop and a roll of labels. */
async function startServer() {
  const database = await createTestDatabase()
  const { db } = database
  const org = await givenOrganization(db, { gtin: '08935085000015' })
  const lots = [await givenLot(db, org, kg('1000000')), await givenLot(db, org, kg('1000000'))] as const
  const run = await givenVersion(db, 'label_run', org.id, labelRun(org.product, 'AB'))
  const member = await givenVersion(db, 'member', org.id, {
    role: 'farmer',
    publicName: 'M',
  })
  const http = testApp(db).listen(0)
  const root = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const headers = { 'Content-Type': 'application/json', 'X-Nguon-Demo': `organization:${org.id}` }
  return {
    ...{ org, lots, run, member },
    post: (path: string, body: string) => fetch(root + path, { method: 'POST', headers, body }),
    get: (path: string) => fetch(root + path, { headers }),
    async stop() {
      http.closeAllConnections()
      http.close()
      await database.drop()
    },
  }
}

const labelRun = (productId: Id, prefix: string) => ({ productId, prefix, first: 1, last: 9999, digits: 6 })
const words = (text: string): Json => ({ parameters: [{ name: 'Thời tiết', value: text }] })
let serial = 0

/** Valid bodies, each new every time: what is left whole is recorded. */
const valid: (() => Request)[] = [
  () => version('member', 'members', { role: 'farmer', publicName: 'Hộ 1' }),
  () => version('consent', 'consents', { memberId: server.member, purpose: 'public_name', granted: true }),
  () =>
    version('place', 'places', {
      ...{ kind: 'plot', name: 'Ruộng', areaM2: 500, gln: '8935085000008', addresses: [address] },
    }),
  () =>
    version('product', 'products', {
      ...{ name: 'Bí xanh', unit: 'kg', labelLevel: 'batch', shelfLifeDays: 30, images: [] },
      ...{ netContent: { value: '0.5', unit: 'kg' }, ingredients: 'bí', storage: 'nơi mát' },
    }),
  () =>
    version('certificate', 'certificates', {
      ...{ type: 'VietGAP', number: '1', issuedOn: '2026-01-01', expiresOn: '2028-01-01' },
      ...{ issuerName: 'Sở', placeIds: [server.org.plot], productIds: [server.org.product] },
    }),
  () => version('label_run', 'label-runs', labelRun(server.org.product, `P${++serial}`)),
  () => happened('purchase', [birth({ useBy: '2027-01-01' })]),
  () => happened('purchase', [given(server.lots[0], kg('5', 'tạ'))], words('mưa')),
  () =>
    happened('sowing', [{ ...birth({ kind: 'crop', plots: [server.org.plot] }, false), units: 1 }], {
      areaM2: 9,
    }),
  () => happened('dispatch', [taken(server.lots[0], kg('1'))], { toPlaceId: server.org.plot }),
  () => happened('grading', [taken(server.lots[1], kg('10')), { ...birth(), units: 20 }], transformation),
  () =>
    happened('merge', [...server.lots.map((lot) => taken(lot, kg('1'))), birth({}, true, '2')], words('x')),
  () =>
    happened('lab_test', [touched(server.lots[0])], {
      ...{ laboratoryName: 'Viện', sampledOn: '2026-11-01', result: 'pass', remark: 'đạt' },
      items: [{ name: 'Chì', value: '0,1', limit: '0,3', result: 'pass' }],
    }),
  () =>
    happened('stock_count', [touched(server.lots[0])], {
      counted: { value: '9', unit: 'kg' },
      reason: 'kiểm kê',
    }),
  () =>
    happened('label_activation', [touched(server.lots[1])], {
      ...{ activated: [{ runId: server.run, first: ++serial, last: serial }], voided: [] },
    }),
  () => correction(),
]

const address = {
  ...{ wardCode: '01234', ward: 'Nà Phặc', provinceCode: '19', province: 'Thái Nguyên' },
  ...{ validFrom: '2025-07-01', validTo: '2030-01-01' },
}
const transformation: Json = {
  ...{ process: 'tea_drying', added: [{ name: 'Muối', quantity: { value: '1', unit: 'kg' } }] },
  loss: { quantity: { value: '0.5', unit: 'kg' }, reason: 'cuống' },
}

function version(kind: SubjectKind, noun: string, data: object): Request {
  const { subject, body } = {
    subject: { kind, id: newId() },
    body: { v: 1, id: newId(), validFrom: '2026-01-01' },
  }
  const capturedAt = '2026-11-20T12:00:00.000Z'
  return {
    path: `/api/v1/${noun}`,
    body: withPrivate('version', {
      ...body,
      organizationId: server.org.id,
      subject,
      capturedAt,
      data,
    } as Json),
  }
}

function birth(creates: object = {}, isWeighed = true, kilograms = '10'): BatchItem {
  const lot = `F${newId().slice(-12).toUpperCase()}`
  return given(
    newId(),
    isWeighed ? kg(kilograms) : undefined,
    born('harvest', server.org.product, lot, creates),
  )
}

function happened(type: Parameters<typeof event>[0], batches: BatchItem[], details: Json = {}): Request {
  const about = {
    ...onTime(),
    placeId: server.org.plot,
    actorId: server.member,
    reasons: { LATE_ENTRY: 'mất sóng' },
  }
  const body = { ...event(type, server.org.id, batches, about), details } as unknown as Json
  return { path: api.recordEvent.path, body: withPrivate('event', body) }
}

/** Of an event that need not be there: what is asked of a correction is asked before that, or is a refusal as well. */
function correction(): Request {
  const replacement = happened('dispatch', [taken(server.lots[0], kg('2'))]).body as { event: { id: string } }
  const corrects = {
    eventId: newId(),
    reason: 'incorrect_data' as const,
    text: 'nhầm',
    replacedBy: replacement.event.id,
  }
  const body = event('correction', server.org.id, [touched(server.lots[0])], { ...onTime(), corrects })
  return { path: api.recordEvent.path, body: { event: body, replacement } as unknown as Json }
}

function withPrivate(name: string, record: Json): Json {
  const disclosures = [disclose('phone', '0912 345 678')]
  return { [name]: { ...(record as object), _sd: digestsOf(disclosures) }, disclosures } as Json
}

const hasStack = /\n\s+at |node_modules|\.ts:\d+/

test('a body broken in any way is recorded or refused, and the server never fails (V2.2.1, V16.5.1)', async () => {
  const answered = new Map<number, number>()
  const bodies = fc.record({
    of: fc.nat(valid.length - 1),
    breaks: fc.array(breaking, { minLength: 0, maxLength: 3 }),
  })
  await fc.assert(
    fc.asyncProperty(bodies, async ({ of, breaks }) => {
      const { path, body } = valid[of]?.() ?? { path: '', body: null }
      for (const each of breaks) breakAt(body, each)
      const sent = JSON.stringify(body)
      const answer = await server.post(path, sent)
      const text = await answer.text()
      answered.set(answer.status, (answered.get(answer.status) ?? 0) + 1)
      expect([answer.status < 500, text]).toEqual([true, expect.not.stringMatching(hasStack)])
    }),
    { numRuns: 1600 },
  )
  // the bodies are broken in places, not everywhere: some are recorded, some reach the rules
  for (const status of [201, 400, 404, 409, 413])
    expect([status, answered.get(status) ?? 0]).not.toEqual([status, 0])
  await assertReadable()
}, 60_000)

/** What was recorded can be read, whatever it holds. */
async function assertReadable(): Promise<void> {
  const read = async (path: string) => {
    const answer = await server.get(path)
    const body = await answer.json()
    expect([path, answer.status, body]).toEqual([path, 200, expect.anything()])
    return body as { items: { id: Id }[]; batch?: { organizationId: Id } }
  }
  for (const noun of ['members', 'places', 'products', 'certificates', 'label-runs', 'events?limit=60'])
    await read(`/api/v1/${noun}`)
  const { items } = await read('/api/v1/batches?limit=60')
  for (const { id } of items) await read(`/api/v1/batches/${id}`)
}
