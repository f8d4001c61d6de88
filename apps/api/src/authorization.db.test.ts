import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Router } from 'express'
import { createFileVault } from './files/file-vault.ts'
import { contractRoutes, differences } from './testing/authorization/declared-routes.ts'
import { givenPrivate } from './testing/authorization/fresh.ts'
import { linesOf, routeOf, tellApart } from './testing/authorization/lines-of.ts'
import { callerNames, matrix } from './testing/authorization/matrix.ts'
import { routesOf } from './testing/authorization/routes-of.ts'
import { requests, send, sent } from './testing/authorization/send.ts'
import { tryRow } from './testing/authorization/try-row.ts'
import { appOver, createWorld, type World } from './testing/authorization/world.ts'
import { recordStatements, refusedOf } from './testing/cluster-statements.ts'

let world: World
let statements: ReadonlySet<string>
beforeAll(async () => {
  world = await createWorld()
  statements = recordStatements()
})
afterAll(async () => {
  await world?.stop()
  process.stdout.write(`authorization: ${sent.count} requests\n`)
})

describe('every route of the running app', () => {
  test('is declared in the contract or a public page, and every call of the contract is served (V8.1.1)', () => {
    expect(differences(routesOf(world.app))).toEqual({ undeclared: [], missing: [] })
    expect(differences([]).missing).toHaveLength(contractRoutes.size)
  })

  test('has a line in the matrix that says who may call it, and a request to try it with', () => {
    const rows = Object.keys(matrix)
    const named = new Set(rows.map(routeOf))
    expect([...contractRoutes.keys()].filter((name) => !named.has(name))).toEqual([])
    expect([...named].filter((name) => !contractRoutes.has(name))).toEqual([])
    expect(Object.keys(requests).sort()).toEqual(rows.sort())
    for (const row of rows)
      for (const [, line] of linesOf(row)) expect([row, line.length]).toEqual([row, callerNames.length])
  })

  test('is found wherever it is mounted, so that one nobody declared is noticed', () => {
    const app = appOver(world.db, createFileVault('nowhere'))
    const answer = () => undefined
    const inner = Router().get('/hidden', answer)
    app.use(
      Router()
        .use('/api/v1', inner)
        .post(/^\/secret/, answer),
    )
    app.use(Router().all('/api/v1/everything', answer)).use('/side-door', answer)
    app.use('/api/v1/people', Router().get(['/all', '/some'], answer))
    expect(differences(routesOf(app)).undeclared).toEqual([
      'GET /api/v1/hidden',
      'POST /^\\/secret/',
      'ALL /api/v1/everything',
      'USE /side-door',
      'GET /api/v1/people/all',
      'GET /api/v1/people/some',
    ])
  })
})

describe('whoever calls is answered what the matrix says, and reads nothing of another tenant:', () => {
  test.each(Object.keys(matrix))(
    '%s (V8.2.1, V8.2.2, V8.4.1)',
    async (row) => {
      const { expected, got, leaks } = await tryRow(world, row)
      expect(got).toEqual(expected)
      expect(leaks).toEqual([])
    },
    30_000,
  )
})

test('no call sends a statement that a cluster of databases would refuse', () => {
  expect(statements.size).toBeGreaterThan(200)
  expect(refusedOf(statements)).toEqual([])
})

describe('the matrix itself', () => {
  test('would see a leak: whoever may read a canary does read it', async () => {
    const lists = ['listPeople', 'listInvites', 'listDevices', 'listQuarantine', 'listRecalls', 'listBatches']
    for (const tenant of [world.A, world.B]) {
      const { cookie, accountId } = tenant.admin
      const credentials = async () => ({ Cookie: cookie })
      const asker = { name: 'adminA', organizationId: tenant.id, person: tenant.admin, credentials } as const
      const id = await givenPrivate(world.db, tenant, ({ exported }) => exported(accountId))
      const texts = [(await send(world, 'getExport', asker, { params: { id } })).text]
      for (const row of [...lists, 'listAudit']) {
        const parts = await requests[row]?.(world, asker, 'own')
        texts.push((await send(world, row, asker, parts ?? {})).text)
      }
      for (const entry of [tenant.versionEntry, tenant.eventEntry])
        texts.push((await send(world, 'getPrivate', asker, { params: { id: entry } })).text)
      const unread = tenant.canaries.all.filter(({ text }) => !texts.join().includes(text))
      expect(unread.map(({ kind }) => kind)).toEqual([])
    }
  })

  test('answers what is another tenant’s as it answers what nobody has, but for what is public or opened by a secret', () => {
    const outsiders = { A: ['staffB'], B: ['staffA', 'adminA', 'revokedDeviceA', 'inspectorInArea'] }
    for (const row of Object.keys(matrix)) {
      const lines = new Map(linesOf(row))
      const unknown = lines.get('unknown')
      if (!unknown || row in tellApart) continue
      for (const target of ['A', 'B'] as const)
        for (const name of [...outsiders[target], 'anonymous', 'inspectorElsewhere']) {
          const index = (callerNames as readonly string[]).indexOf(name)
          expect([row, name, lines.get(target)?.[index]]).toEqual([row, name, unknown[index]])
        }
    }
  })
})
