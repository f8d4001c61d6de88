import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Id, newId } from '@nguon/domain'
import { born, event, given, kg, taken, touched } from '@nguon/domain/testing'
import type { Express } from 'express'
import request from 'supertest'
import type { DataSource } from 'typeorm'
import { recordEvent } from '../events/record-event.ts'
import {
  type GivenOrganization,
  givenLot,
  givenOrganization,
  givenVersion,
  onTime,
  operator,
} from '../testing/given.ts'
import { testApp } from '../testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { testLabelKeys } from '../testing/test-labels.ts'
import { findByHand } from './find-by-hand.ts'

const gtin = '09520009000012'

let database: TestDatabase
let db: DataSource
let app: Express
let org: GivenOrganization
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  app = testApp(db)
  org = await givenOrganization(db, { gtin })
  const roll = { productId: org.product, prefix: 'BX26', first: 1, last: 100, digits: 6 }
  await givenVersion(db, 'label_run', org.id, roll)
})
afterAll(() => database.drop())

async function titleOf(path: string): Promise<string> {
  const { text } = await request(app).get(path).expect(200)
  return /<title>(.*?)<\/title>/.exec(text)?.[1] ?? ''
}

const record = (of: Parameters<typeof recordEvent>[2]['event']) => recordEvent(db, operator, { event: of })

async function givenPacked(lot: string, useBy = '2099-01-01') {
  const id = newId()
  const item = given(id, kg('10'), { units: 20, ...born('finished', org.product, lot, { useBy }) })
  const birth = event('opening_stock', org.id, [item], onTime())
  await record(birth)
  return { id, birth, path: `/01/${gtin}/10/${lot}` }
}

const undo = (eventId: Id, batchIds: readonly Id[]) =>
  record(
    event('correction', org.id, batchIds.map(touched), {
      ...onTime(),
      corrects: { eventId, reason: 'did_not_occur', text: 'ghi nhầm' },
    }),
  )

const recall = (id: Id) =>
  record(
    event('recall', org.id, [touched(id)], {
      ...onTime(),
      details: { caseId: newId(), reason: 'dư lượng vượt mức', kind: 'mandatory' },
    }),
  )

test('the code of a batch that was corrected away is no longer used, and shows no goods', async () => {
  const { id, birth, path } = await givenPacked('BX1')
  expect(await titleOf(path)).toMatch(/^✓/)
  await undo(birth.id, [id])
  expect(await titleOf(path)).toMatch(/^✕ Mã này không còn dùng – HTX thử/)
  const { text } = await request(app).get(path)
  expect(text).not.toContain('Bí xanh thơm')
})

test('a recalled batch that is held as well shows the reason of the recall', async () => {
  const { id, path } = await givenPacked('BX2')
  await recall(id)
  await record(event('hold', org.id, [touched(id)], { ...onTime(), details: { reason: 'chờ kiểm tra kho' } }))
  const { text } = await request(app).get(path)
  expect(text).toMatch(/<title>✕ THU HỒI/)
  expect(text).toMatch(/<dt>Vì sao<\/dt>\s*<dd>dư lượng vượt mức/)
})

test('a label that is not activated, beside the lot of a recalled batch, answers the recall', async () => {
  const { id, path } = await givenPacked('BX3')
  expect(await titleOf(`${path}/21/BX26-000009`)).toMatch(/chưa kích hoạt/)
  await recall(id)
  expect(await titleOf(`${path}/21/BX26-000009`)).toMatch(/THU HỒI/)
  expect(await titleOf(`/01/${gtin}/21/BX26-000009`)).toMatch(/chưa kích hoạt/)
})

test('the use-by day is what the entry of the birth says, whatever stands in the index', async () => {
  const { id, path } = await givenPacked('BX4', '2026-01-01')
  await db.query(`UPDATE batch SET use_by = '2099-12-31' WHERE id = $1`, [id])
  expect(await titleOf(path)).toMatch(/^! Quá hạn/)
  expect((await request(app).get(path)).text).toContain('01/01/2026')
})

test('a corrected test of what went into the batch is struck through', async () => {
  const lot = await givenLot(db, org, kg('20'))
  const id = newId()
  const packed = given(id, kg('10'), { units: 20, ...born('finished', org.product, 'BX5') })
  await record(event('packing', org.id, [taken(lot, kg('10')), packed], onTime()))
  const report = { result: 'pass' as const, items: [], remark: 'phiếu số 7' }
  const wrong = event('lab_test', org.id, [touched(lot)], { ...onTime(), details: report })
  await record(wrong)
  const path = `/01/${gtin}/10/BX5`
  expect((await request(app).get(path)).text).toMatch(/<h3>Kiểm nghiệm/)
  await undo(wrong.id, [lot])
  const { text } = await request(app).get(path)
  expect(text).toMatch(/<del>Kiểm nghiệm/)
  expect(text).not.toMatch(/<h3>Kiểm nghiệm/)
  expect(text).toContain('Kiểm nghiệm: chưa có')
})

describe('a typed code', () => {
  test.each(['\0', 'A\0B\u202e', `${'x'.repeat(39)}😀`])(
    '%j is looked up without its controls',
    async (typed) => {
      const { status, headers } = await request(app).get(`/tra-cuu?code=${encodeURIComponent(typed)}`)
      expect(status).toBe(303)
      expect(headers.location).not.toMatch(/%00|%E2%80%AE/)
    },
  )

  test('is found by indexes: none is missing, so that no table need be read through', async () => {
    const many = 'FROM generate_series(1, 20000) n'
    await db.query(`INSERT INTO label_run (run_id, organization_id, product_id, prefix, first, last, digits, own)
      SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'Q' || n, 1, 9, 6, false ${many}`)
    await db.query(`INSERT INTO gtin SELECT 'x' || n, gen_random_uuid(), gen_random_uuid() ${many}`)
    await db.query(`INSERT INTO code SELECT 'x' || n, gen_random_uuid() ${many}`)
    await db.query(`INSERT INTO batch (id, organization_id, kind, product_id, lot, plot_ids, search)
      SELECT gen_random_uuid(), gen_random_uuid(), 'harvest', gen_random_uuid(), 'Q' || n, '{}', '' ${many}`)
    for (const table of ['label_run', 'gtin', 'code', 'batch']) await database.asOwner(`ANALYZE ${table}`)
    await db.transaction(async (tx) => {
      // since when a session counts is its own affair: the difference is what was read through here
      const readThrough = (): Promise<unknown> =>
        tx.query(
          `SELECT relname, seq_scan::int FROM pg_stat_xact_user_tables
           WHERE relname IN ('label_run', 'batch', 'code', 'gtin') ORDER BY relname`,
        )
      await tx.query('SET LOCAL enable_seqscan = off') // then a table is read through only where no index serves
      const byHand = { host: 'a.vn', key: testLabelKeys.serial }
      const before = await readThrough()
      expect(await findByHand(tx, byHand, 'BX26 0000 09')).toBe(`/01/${gtin}/21/BX26-000009`)
      expect(await findByHand(tx, byHand, 'bx3')).toBe(`/01/${gtin}/10/BX3`)
      expect(await readThrough()).toEqual(before)
    })
  })
})
