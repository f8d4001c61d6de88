import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { contractRoutes } from './declared-routes.ts'
import { routeOf } from './lines-of.ts'
import { matrix } from './matrix.ts'
import { tryRow } from './try-row.ts'
import { createWorld, type World } from './world.ts'

/** The second wall taken away: what the commands and stores check themselves. */
let world: World
beforeAll(async () => {
  world = await createWorld()
  await world.asOwner(
    `DO $$ DECLARE wall regclass; BEGIN
       FOR wall IN SELECT oid FROM pg_class WHERE relrowsecurity LOOP
         EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', wall);
       END LOOP; END $$`,
  )
})
afterAll(() => world?.stop())

/** Codes are drawn from what is public. */
const rows = Object.keys(matrix).filter((row) => !contractRoutes.get(routeOf(row))?.path.includes('/qr.'))

describe('the first wall alone answers the same, and lets nobody read what is not theirs:', () => {
  test.each(rows)(
    '%s (V8.2.1, V8.2.2)',
    async (row) => {
      const { expected, got, leaks } = await tryRow(world, row)
      expect(got).toEqual(expected)
      expect(leaks).toEqual([])
    },
    30_000,
  )
})
