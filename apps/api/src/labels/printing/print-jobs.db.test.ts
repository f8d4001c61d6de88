import { readdir, rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Id } from '@nguon/domain'
import { withTenant } from '../../db/with-tenant.ts'
import { type Browser, openBrowser } from '../../testing/browser.ts'
import { testApp } from '../../testing/serve-test.ts'
import { testLabelDir, testLabelKeys, testLabels } from '../../testing/test-labels.ts'
import { openLabels } from '../open-labels.ts'
import { type LabelDesk, openLabelDesk, orderOf } from './testing/label-desk.ts'
import { readPdf } from './testing/read-back.ts'

let desk: LabelDesk
const dir = testLabelDir
beforeAll(async () => {
  desk = await openLabelDesk()
})
afterAll(async () => {
  await desk.database.drop()
  await rm(dir, { recursive: true, force: true })
})

describe('a desk.print of more than 500 labels', () => {
  const drawer = (now = () => new Date()) =>
    openLabels({
      ...{ db: desk.db, keys: testLabelKeys, dir, now },
      onError: (error) => {
        throw error
      },
    })

  test('is drawn in the background, is fetched when done, and its file goes after a day', async () => {
    const run = await desk.issue(600)
    const waiting = await withoutDrawing((as) => desk.print(orderOf(run, 1, 600, { medium: 'a4-38x21' }), as))
    expect(waiting.body).toMatchObject({ state: 'waiting', count: 600, done: 0 })
    expect((await desk.fileOf(waiting.body.id)).status).toBe(409)
    const labels = drawer()
    await labels.jobs.work()
    const done = await desk.person.get(`/api/v1/label-prints/${waiting.body.id}`)
    expect(done.body).toMatchObject({ state: 'done', done: 600 })
    const { body: pdf } = await desk.fileOf(waiting.body.id)
    expect((await readPdf(pdf, 203)).sort()).toEqual((await desk.addressesOf(run, 1, 600)).sort())
    await labels.jobs.stop()
    const tomorrow = drawer(() => new Date(Date.now() + 25 * 3_600_000))
    await tomorrow.jobs.work()
    await tomorrow.jobs.stop()
    expect((await desk.fileOf(waiting.body.id)).body.toString()).toContain('LABELS_NOT_READY')
    expect(await readdir(dir)).toEqual([])
  })

  test('is drawn once, however many look for work; one that was left is taken over, a cancelled one is not drawn', async () => {
    const run = await desk.issue(2000)
    const [a, b, c] = await withoutDrawing((as) =>
      Promise.all([1, 601, 1201].map((first) => desk.print(orderOf(run, first, first + 599), as))),
    ).then((made) => made.map(({ body }) => body.id as Id))
    await withTenant(desk.db, { organizationId: desk.org.id }, (tx) =>
      tx.query(
        `UPDATE label_print SET state = 'drawing', done = 96, claimed_until = now() - interval '1 second' WHERE id = $1`,
        [a],
      ),
    )
    expect((await desk.person.post(`/api/v1/label-prints/${c}/cancel`)).body.state).toBe('cancelled')
    const several = [drawer(), drawer()]
    await Promise.all(several.map(({ jobs }) => jobs.work()))
    await Promise.all(several.map(({ jobs }) => jobs.stop()))
    const states = await Promise.all(
      [a, b, c].map(async (id) => (await desk.person.get(`/api/v1/label-prints/${id}`)).body.state),
    )
    expect(states).toEqual(['done', 'done', 'cancelled'])
    expect((await readPdf((await desk.fileOf(a ?? '')).body, 203)).length).toBe(600)
    expect((await desk.fileOf(c ?? '')).status).toBe(409)
  })
})

/** Prints as somebody does whose app draws nothing itself. */
async function withoutDrawing<T>(act: (as: Browser) => Promise<T>): Promise<T> {
  const labels = testLabels(desk.db)
  await labels.jobs.stop()
  return act(openBrowser(testApp(desk.db, { demo: false, labels }), desk.staff.cookie))
}
