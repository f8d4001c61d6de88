import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { newAsker } from './asker.ts'
import { contractRoutes } from './declared-routes.ts'
import { routeOf, successOf } from './lines-of.ts'
import { matrix } from './matrix.ts'
import { withReadOnlyFields } from './read-only-fields.ts'
import { requests, send, sent } from './send.ts'
import { createWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(async () => {
  await world?.stop()
  process.stdout.write(`fields that nobody sets: ${sent.count} requests\n`)
})

const methodOf = (row: string) => contractRoutes.get(routeOf(row))?.method
/** One row of each call that takes JSON or a query. */
const rows = Object.keys(matrix).filter((row) => row === routeOf(row) && row !== 'upload')
const writing = rows.filter((row) => methodOf(row) === 'POST')

/** A call that succeeds, made anew. */
async function given(row: string) {
  const [name, target] = successOf(row)
  const asker = await newAsker(world, name)
  const parts = (await requests[row]?.(world, asker, target)) ?? {}
  return { asker, parts: { ...parts, ...(methodOf(row) === 'POST' ? { body: parts.body ?? {} } : {}) } }
}

/** What every table holds, as one text; but for the counters of misses. */
async function contents(): Promise<string[]> {
  const tables = (await world.asOwner(
    `SELECT format('%I', tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'rate_limit' ORDER BY 1`,
  )) as { name: string }[]
  const parts = tables.map(
    ({ name }) =>
      `SELECT '${name} ' || count(*) || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') AS all FROM ${name} t`,
  )
  const rows = (await world.asOwner(parts.join(' UNION ALL '))) as { all: string }[]
  return rows.map((row) => row.all).sort() // PostgreSQL may read many tables side by side
}

describe('a field that nobody sets is refused wherever it stands, and nothing is stored:', () => {
  test.each(writing)(
    '%s (V15.3.3)',
    async (row) => {
      const { asker, parts } = await given(row)
      const before = await contents()
      const accepted: string[] = []
      for (const [name, changed] of withReadOnlyFields(row, parts)) {
        const { outcome } = await send(world, row, asker, changed)
        if (outcome !== '400:INVALID_REQUEST') accepted.push(`${name}: ${outcome}`)
      }
      expect(accepted).toEqual([])
      expect(await contents()).toEqual(before)
      expect((await send(world, row, asker, parts)).outcome).toMatch(/^20[01]/) // without it, it is done
    },
    30_000,
  )
})

describe('a query that says more than the call asks for is refused:', () => {
  test.each(rows)('%s (V15.3.3, V15.3.7)', async (row) => {
    const { asker, parts } = await given(row)
    const [first = ''] = Object.keys(parts.params ?? parts.body ?? {})
    const more = ['isAdmin=true', 'role=admin', 'tenant=x', ...(first ? [`${first}=x`] : [])]
    for (const each of more) {
      const query = [parts.query, each].filter(Boolean).join('&')
      expect([each, (await send(world, row, asker, { ...parts, query })).outcome]).toEqual([
        each,
        '400:INVALID_REQUEST',
      ])
    }
  })
})
