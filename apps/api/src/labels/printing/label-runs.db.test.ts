import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { LabelRunView } from '@nguon/contract'
import { newId } from '@nguon/domain'
import request from 'supertest'
import { type LabelDesk, openLabelDesk, orderOf } from './testing/label-desk.ts'

let desk: LabelDesk
beforeAll(async () => {
  desk = await openLabelDesk()
})
afterAll(() => desk.database.drop())

describe('a run of labels', () => {
  test('of a million is one row, and asked for again it is the same', async () => {
    const before = await counts()
    const body = { id: newId(), productId: desk.org.product, count: 1_000_000 }
    const made = await desk.person.post('/api/v1/label-runs/issue', body)
    expect(made.body).toMatchObject({ first: 1, last: 1_000_000, digits: 7, isUnguessable: true, printed: 0 })
    const after = await counts()
    expect(after).toEqual({ label_run: before.label_run + 1, label_range: before.label_range })
    expect((await desk.person.post('/api/v1/label-runs/issue', body)).body).toEqual(made.body)
    expect(await counts()).toEqual(after)
    const changed = await desk.person.post('/api/v1/label-runs/issue', { ...body, count: 5 })
    expect([changed.status, changed.body.code]).toEqual([409, 'ID_REUSED'])
  })

  test('is not made of another organization’s product', async () => {
    const answer = await desk.stranger.post('/api/v1/label-runs/issue', {
      id: newId(),
      productId: desk.org.product,
      count: 5,
    })
    expect(answer.status).toBe(404)
  })

  test('goes from created to printed, activated and voided, and a scan says so; what the key did not make is unknown', async () => {
    const run = await desk.issue(30)
    const { id: batchId } = await desk.givenPacked(20)
    const [serial = ''] = await desk.serials(run, 7, 7)
    const label = async () => (await desk.person.get(`/api/v1/labels/${serial}`)).body
    const scan = async (code: string) => {
      const { status, text } = await request(desk.app).get(`/01/09520009000012/21/${code}`)
      return [status, /<title>(.)/.exec(text)?.[1]]
    }
    expect(await label()).toMatchObject({ runId: run.id, number: 7, state: 'created' })
    await desk.print(orderOf(run, 1, 30))
    expect(await label()).toMatchObject({ state: 'printed' })
    expect(await scan(serial)).toEqual([200, '!'])
    await desk.activate(batchId, run.id, { activated: [[1, 20]] })
    expect(await label()).toMatchObject({ state: 'activated', batchId })
    expect(await scan(serial)).toEqual([200, '✓'])
    expect(await scan(serial.toLowerCase())).toEqual([200, '✓'])
    await desk.activate(batchId, run.id, { voided: [[7, 7]] })
    expect(await label()).toMatchObject({ state: 'voided' })
    expect(await scan(serial)).toEqual([200, '✕'])
    const changed = `${serial.slice(0, -1)}${serial.endsWith('0') ? '1' : '0'}`
    expect(await scan(changed)).toEqual([404, '✕'])
    expect(await scan(`${run.name}-000008`)).toEqual([404, '✕']) // what people call it is no serial
    expect(await scan((await desk.serials(run, 31, 31))[0] ?? '')).toEqual([404, '✕']) // right, but nobody made it
    const runs = (await desk.person.get('/api/v1/label-runs/standing')).body.items as LabelRunView[]
    expect(runs.find(({ id }) => id === run.id)).toMatchObject({ printed: 30, activated: 19, voided: 1 })
  })

  test('of a product without a GTIN is found by an address of our own and by hand', async () => {
    const run = await desk.issue(3, desk.stranger, desk.other.product)
    const [serial = ''] = await desk.serials(run, 2, 2)
    const answer = await request(desk.app).get(`/T/${serial}`)
    expect([answer.status, /<title>(.)/.exec(answer.text)?.[1]]).toEqual([200, '!'])
    const typed = await request(desk.app).get(`/tra-cuu?code=${serial.match(/.{1,4}/g)?.join('-')}`)
    expect(typed.headers.location).toBe(`/T/${serial}`)
    expect((await desk.person.get(`/api/v1/labels/${serial}`)).status).toBe(404) // another's
  })

  test('activated by two people at once for the same labels is activated once', async () => {
    const run = await desk.issue(10)
    const [a, b] = [await desk.givenPacked(10), await desk.givenPacked(10)]
    const results = await Promise.allSettled([
      desk.activate(a.id, run.id, { activated: [[1, 6]] }),
      desk.activate(b.id, run.id, { activated: [[6, 10]] }),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const [failed] = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    expect(failed).toMatchObject({ code: 'LABEL_RANGE_TAKEN' })
  })
})

const counts = async () => {
  const [row] = await desk.db.query(
    'SELECT (SELECT count(*)::int FROM label_run) AS label_run, (SELECT count(*)::int FROM label_range) AS label_range',
  )
  return row
}
