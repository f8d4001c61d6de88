import { newId } from '@nguon/domain'
import { withTenant } from '../../../db/with-tenant.ts'
import { issueLabels } from '../../../labels/issue-labels.ts'
import { printLabels } from '../../../labels/printing/print-labels.ts'
import { keepPrinter } from '../../../labels/printing/printer-store.ts'
import { testOrigin } from '../../serve-test.ts'
import { testLabelKeys } from '../../test-labels.ts'
import type { Target } from '../matrix.ts'
import type { Tenant } from '../tenant.ts'
import { tenantOf, type World } from '../world.ts'
import { bare, type Prepare, type Requests } from './request.ts'

const order = (runId: string) => ({
  of: { kind: 'run' as const, runId, first: 1, last: 2 },
  ...{ medium: 'a4-70x37' as const, start: 1, fields: [], format: 'pdf' as const },
})

const givenRun = async ({ db }: World, { admin, product }: Tenant): Promise<string> =>
  (await issueLabels(db, admin.caller, { id: newId(), productId: product, count: 5 }, new Date())).id

async function givenPrint(world: World, tenant: Tenant): Promise<string> {
  const press = { publicUrl: testOrigin, demo: false, keys: testLabelKeys }
  const asked = { id: newId(), ...order(await givenRun(world, tenant)) }
  return (await printLabels(world.db, press, tenant.admin.caller, asked, new Date())).id
}

const printer = { name: 'HP', xMm: 0, yMm: 0, scale: 1 }
const givenPrinter = ({ db }: World, { id: organizationId }: Tenant): Promise<string> =>
  withTenant(db, { organizationId }, async (tx) => {
    const kept = await keepPrinter(tx, organizationId, { id: newId(), ...printer })
    return kept.id
  })

/** An id of the target's, made by `make`; of `unknown` one that nobody has. */
const idOf = async (
  world: World,
  target: Target,
  make: (world: World, tenant: Tenant) => Promise<string>,
) => {
  const tenant = tenantOf(world, target)
  return tenant ? make(world, tenant) : newId()
}
const named: (make: (world: World, tenant: Tenant) => Promise<string>) => Prepare =
  (make) => async (world, _asker, target) => ({ params: { id: await idOf(world, target, make) }, body: {} })

/** Runs of labels, printers and prints. */
export const labelRequests: Requests = {
  issueLabels: (world, _asker, target) => ({
    body: { id: newId(), productId: tenantOf(world, target)?.product ?? newId(), count: 3 },
  }),
  listRunsOfLabels: bare,
  readLabel: (world, _asker, target) => ({ params: { code: tenantOf(world, target)?.serial ?? 'KHONGCO1' } }),
  listPrinters: bare,
  savePrinter: () => ({ body: { id: newId(), ...printer } }),
  removePrinter: named(givenPrinter),
  previewLabels: async (world, _asker, target) => ({ body: order(await idOf(world, target, givenRun)) }),
  printLabels: async (world, _asker, target) => ({
    body: { id: newId(), ...order(await idOf(world, target, givenRun)) },
  }),
  listPrints: bare,
  readPrint: named(givenPrint),
  cancelPrint: named(givenPrint),
  reprintLabels: async (world, _asker, target) => ({
    params: { id: await idOf(world, target, givenPrint) },
    body: { newId: newId(), first: 1, last: 1, start: 1, reason: 'Máy in nhòe' },
  }),
  printFile: named(givenPrint),
  calibrationPage: bare,
}
