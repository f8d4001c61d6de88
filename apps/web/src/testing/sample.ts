import type { BatchSummary, SessionView, Step } from '@nguon/contract'
import { api } from '@nguon/contract'
import type { Product } from '@nguon/domain'
import type { FakeApi } from './fake-api.ts'

const id = (tail: string): string => `0199c82c-c000-7000-8000-${tail.padStart(12, '0')}`

/** A small cooperative: two plots (one with a crop), a product, an insecticide. */
export const sample = {
  organizationId: id('a1'),
  cropPlotId: id('b1'),
  barePlotId: id('b2'),
  storeId: id('b3'),
  gourdId: id('c1'),
  insecticideId: id('c2'),
  noodlesId: id('c3'),
  cropId: id('d1'),
  inputLotId: id('d2'),
  harvestLotId: id('d3'),
  eventId: id('e1'),
  adminId: id('f1'),
  staffId: id('f2'),
}

/** Nobody is signed in. */
export const anonymous: SessionView = { kind: 'anonymous' }

/** A session of a person of the sample cooperative, or of another kind. */
export const sessionOf = (kind: SessionView['kind'], more: Partial<SessionView> = {}): SessionView => ({
  kind,
  organization: { id: sample.organizationId, name: 'HTX Mẫu' },
  person: { id: sample.adminId, name: 'Nông Thị Hường', phone: '0912345678' },
  factors: kind === 'staff' ? [] : ['totp'],
  ...more,
})

const batch = (
  summary: Partial<BatchSummary> & Pick<BatchSummary, 'id' | 'kind' | 'lot' | 'productName'>,
): BatchSummary => ({
  organizationId: sample.organizationId,
  organizationName: 'HTX Mẫu',
  productId: sample.gourdId,
  status: 'active',
  plotIds: [],
  ...summary,
})

export const sampleBatches: readonly BatchSummary[] = [
  batch({
    id: sample.cropId,
    kind: 'crop',
    lot: 'BXTV260210A',
    productName: 'Bí xanh thơm',
    plotIds: [sample.cropPlotId],
  }),
  batch({
    id: sample.inputLotId,
    kind: 'input',
    lot: 'ABA-251101',
    productName: 'Abamectin 3.6EC',
    productId: sample.insecticideId,
    balance: { value: '2', unit: 'lít' },
    useBy: '2027-11-01',
  }),
  batch({
    id: sample.harvestLotId,
    kind: 'harvest',
    lot: 'BXT260608A',
    productName: 'Bí xanh thơm',
    balance: { value: '1850', unit: 'kg' },
  }),
]

const products: { id: string; data: Product }[] = [
  { id: sample.gourdId, data: { name: 'Bí xanh thơm', unit: 'kg', labelLevel: 'batch', shelfLifeDays: 60 } },
  {
    id: sample.insecticideId,
    data: { name: 'Abamectin 3.6EC', unit: 'lít', labelLevel: 'none', inputKind: 'pesticide' },
  },
  { id: sample.noodlesId, data: { name: 'Miến dong', unit: 'gói', labelLevel: 'batch', processed: true } },
]

export const sampleStep = (step: Partial<Step> = {}): Step => ({
  eventId: sample.eventId,
  type: 'irrigating',
  organizationId: sample.organizationId,
  organizationName: 'HTX Mẫu',
  occurredAt: '2026-05-20T09:30:00.000Z',
  precision: 'minute',
  utcOffset: '+07:00',
  capturedAt: '2026-05-20T09:40:00.000Z',
  recordedAt: '2026-05-20T23:10:00.000Z',
  placeName: 'Ruộng Nà Pha',
  items: [
    { batchId: sample.cropId, role: 'out', kind: 'crop', lot: 'BXTV260210A', productName: 'Bí xanh thơm' },
  ],
  details: {},
  evidence: [],
  marks: [],
  ...step,
})

/** Answers everything the workspace of the sample cooperative reads, and records whatever it sends. */
export function serveSample(server: FakeApi): void {
  const { cropPlotId, barePlotId } = sample
  server.on(api.getSession, sessionOf('admin'))
  server.on(api.listPlaces, {
    items: [
      { id: cropPlotId, data: { kind: 'plot', name: 'Ruộng Nà Pha', addresses: [] } },
      { id: barePlotId, data: { kind: 'plot', name: 'Ruộng Nà Dài', addresses: [] } },
    ],
  })
  server.on(api.listProducts, { items: products })
  server.on(api.listMembers, { items: [] })
  server.on(api.listAlerts, { items: [] })
  server.on(api.listScanAlerts, { items: [] })
  server.on(api.listHandovers, { items: [] })
  server.on(api.listReceivers, { items: [] })
  server.on(api.listReceivedGoods, { items: [] })
  server.on(api.listRecalls, { items: [] })
  server.on(api.listSteps, { items: [sampleStep()] })
  server.on(api.listBatches, (_sent: unknown, url: URL) => {
    const kind = url.searchParams.get('kind')
    return { items: sampleBatches.filter((each) => !kind || each.kind === kind) }
  })
  server.on(api.getBatch, (_sent: unknown, url: URL) => {
    const found = sampleBatches.find((each) => url.pathname.endsWith(each.id)) ?? sampleBatches[0]
    const steps = [sampleStep({ type: 'input_received', details: { preHarvestIntervalDays: 7 } })]
    return {
      batch: found,
      address: 'HTTPS://TRACE.EXAMPLE.VN/T/7K3M9QXA2B4C',
      code: '7K3M9QXA2B4C',
      unitsPacked: 0,
      steps,
      findings: [],
    }
  })
  server.on(
    api.recordEvent,
    ({ body }: { body: { event: { id: string; batches: { batchId: string }[] } } }) => ({
      id: body.event.id,
      recordedAt: '2026-06-08T03:00:00.000Z',
      leafHash: 'x',
      batches: body.event.batches.map(({ batchId }) => ({ batchId, sequence: 1 })),
      marks: [],
    }),
  )
}
