import { newId } from '@nguon/domain'
import { withTenant } from '../../db/with-tenant.ts'
import { printLabels } from '../../labels/printing/print-labels.ts'
import { keepPrinter } from '../../labels/printing/printer-store.ts'
import { testOrigin } from '../serve-test.ts'
import { testLabelKeys } from '../test-labels.ts'
import type { Maker } from './call.ts'
import type { World } from './world.ts'

const rollOf = (runId: string) => ({
  of: { kind: 'run' as const, runId, first: 1, last: 3 },
  medium: { kind: 'roll' as const, widthMm: 50, heightMm: 30, dpi: 203 as const },
  ...{ start: 1, fields: ['product' as const, 'hotline' as const], format: 'pdf' as const },
})
const batchOf = async (world: World) => ({
  of: { kind: 'batch' as const, batchId: await world.packedLot(), copies: 2 },
  ...{ medium: 'a4-70x37' as const, start: 3, fields: ['useBy' as const], format: 'pdf' as const },
})

const givenPrint = async (world: World): Promise<string> => {
  const { caller } = await world.person('staff')
  const press = { publicUrl: testOrigin, demo: true, keys: testLabelKeys }
  return (await printLabels(world.db, press, caller, { id: newId(), ...rollOf(world.run) }, new Date())).id
}

const printer = () => ({ id: newId(), name: 'HP M404', xMm: 0.5, yMm: -1, scale: 1 })

/** Runs of labels, prints and printers. */
export const labelCalls: Record<string, Maker[]> = {
  issueLabels: [
    async (world) => ({
      as: await world.person('staff'),
      body: { id: newId(), productId: world.org.product, count: 100 },
    }),
  ],
  savePrinter: [
    async (world) => ({ as: await world.person('staff'), body: printer() }),
    async (world) => ({
      as: await world.person('staff'),
      body: { ...printer(), medium: { kind: 'roll', widthMm: 60, heightMm: 40, dpi: 203 } },
    }),
  ],
  removePrinter: [
    async (world) => {
      const organizationId = world.org.id
      const { id } = await withTenant(world.db, { organizationId }, (tx) =>
        keepPrinter(tx, organizationId, printer()),
      )
      return { as: await world.person('admin'), params: { id }, body: {} }
    },
  ],
  previewLabels: [
    async (world) => ({ as: await world.person('staff'), body: rollOf(world.run) }),
    async (world) => ({ as: await world.person('staff'), body: await batchOf(world) }),
  ],
  printLabels: [
    async (world) => ({ as: await world.person('staff'), body: { id: newId(), ...rollOf(world.run) } }),
    async (world) => ({ as: await world.person('staff'), body: { id: newId(), ...(await batchOf(world)) } }),
  ],
  cancelPrint: [
    async (world) => ({
      as: await world.person('staff'),
      params: { id: await givenPrint(world) },
      body: {},
    }),
  ],
  reprintLabels: [
    async (world) => ({
      as: await world.person('staff'),
      params: { id: await givenPrint(world) },
      body: { newId: newId(), first: 2, last: 3, start: 1, reason: 'Máy in nhòe' },
    }),
  ],
}
