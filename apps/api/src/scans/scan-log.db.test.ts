import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { DataSource } from 'typeorm'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { createScanLog, type ScanLog } from './scan-log.ts'

const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1'
const code = '01/09520009000012/21/BX26-000001'

let database: TestDatabase
let db: DataSource
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
})
afterAll(() => database.drop())

describe('while the database is away', () => {
  test('scans wait as far as there is room, the rest is dropped and counted, and nobody notices', async () => {
    const errors: unknown[] = []
    let isAway = true
    const away = new Proxy(db, {
      get: (target, name, self) =>
        name === 'transaction' && isAway
          ? () => Promise.reject(new Error('no connection'))
          : Reflect.get(target, name, self),
    })
    const small = createScanLog({
      ...{ db: away, key: Buffer.alloc(32, 3), most: 3 },
      onError: (error) => errors.push(error),
    })
    const count = (ip: string) =>
      small.count(
        { method: 'GET', ip, headers: { 'user-agent': safari } } as unknown as Parameters<
          ScanLog['count']
        >[0],
        { statusCode: 200 } as Parameters<ScanLog['count']>[1],
        { code },
      )
    for (const ip of ['10.0.1.1', '10.0.2.1']) count(ip)
    await small.flush()
    for (const ip of ['10.0.3.1', '10.0.4.1']) count(ip)
    await small.flush()
    expect(small.dropped()).toBe(1)
    expect(errors).toHaveLength(2)
    isAway = false
    await small.flush()
    await small.flush()
    expect(await db.query('SELECT scans FROM scan_signal WHERE code = $1', [code])).toEqual([{ scans: '3' }])
  })
})
