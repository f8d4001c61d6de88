import { expect } from '@jest/globals'
import type { LabelRunView } from '@nguon/contract'
import { type Id, labelFields, newId } from '@nguon/domain'
import { born, event, given, kg, touched } from '@nguon/domain/testing'
import request from 'supertest'
import { recordEvent } from '../../../events/record-event.ts'
import { openBrowser } from '../../../testing/browser.ts'
import { givenOrganization, onTime } from '../../../testing/given.ts'
import { givenPerson } from '../../../testing/given-people.ts'
import { testApp } from '../../../testing/serve-test.ts'
import { createTestDatabase } from '../../../testing/test-database.ts'
import { testLabelKeys } from '../../../testing/test-labels.ts'
import { serialOf } from '../../serial.ts'

/** The order of a print of some labels of a run. */
export const orderOf = (run: LabelRunView, first: number, last: number, more: object = {}) => ({
  of: { kind: 'run', runId: run.id, first, last },
  ...{ medium: 'a4-70x37', fields: labelFields, ...more },
})

/** A cooperative that prints its labels, and a stranger, over a database of their own. */
export async function openLabelDesk() {
  const database = await createTestDatabase()
  const { db } = database
  const app = testApp(db, { demo: false })
  const org = await givenOrganization(db, { gtin: '09520009000012' })
  const other = await givenOrganization(db)
  const staff = await givenPerson(db, 'staff', org.id)
  const person = openBrowser(app, staff.cookie)
  const stranger = openBrowser(app, (await givenPerson(db, 'admin', other.id)).cookie)

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

  const print = (order: object, as = person, id = newId()) =>
    as.post('/api/v1/label-prints', { id, ...order })
  const fileOf = (id: Id, as = person) =>
    request(app)
      .get(`/api/v1/label-prints/${id}/file`)
      .set('Cookie', as.cookie ?? '')
      .buffer(true)
      .parse((res, done) => {
        const chunks: Buffer[] = []
        res
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .on('end', () => done(null, Buffer.concat(chunks)))
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
  return {
    ...{ database, db, app, org, other, staff, person, stranger },
    ...{ issue, givenPacked, activate, print, fileOf, serials, addressesOf },
  }
}

/** An open desk. */
export type LabelDesk = Awaited<ReturnType<typeof openLabelDesk>>
