import type { FollowUp, RecallPlan, RecallView } from '@nguon/contract'
import { sample } from './sample.ts'

export const at = '2026-11-23T07:00:00.000Z'
const kg = (value: string) => ({ value, unit: 'kg' as const })

/** A recall from the sample input lot: it reaches a harvest, of which some was sent away. */
export const samplePlan: RecallPlan = {
  at,
  fingerprint: 'seen-once',
  startIds: [sample.inputLotId],
  batches: [
    {
      ...{ id: sample.inputLotId, kind: 'input', lot: 'ABA-251101', productName: 'Abamectin 3.6EC' },
      ...{ organizationId: sample.organizationId, organizationName: 'HTX Mẫu', stopped: true },
    },
    {
      ...{ id: sample.harvestLotId, kind: 'harvest', lot: 'BXT260608A', productName: 'Bí xanh thơm' },
      ...{ organizationId: sample.organizationId, organizationName: 'HTX Mẫu', stopped: true },
    },
  ],
  lists: {
    dispatched: [
      {
        ...{ batchId: sample.harvestLotId, quantity: kg('600'), standing: 'gone', sentAt: at },
        buyer: { name: 'Siêu thị Ba Bể', phone: '0209 3876 543' },
      },
    ],
    stoppable: [],
    inStock: [{ batchId: sample.harvestLotId, quantity: kg('1250') }],
    stop: [{ batchId: sample.inputLotId, quantity: { value: '2', unit: 'lít' } }],
  },
  totals: {
    dispatched: [kg('600')],
    stoppable: [],
    inStock: [kg('1250')],
    stop: [{ value: '2', unit: 'lít' }],
  },
  complete: true,
}

export const sampleRecall = (more: Partial<RecallView> = {}): RecallView => ({
  id: sample.eventId,
  organizationId: sample.organizationId,
  organizationName: 'HTX Mẫu',
  kind: 'mandatory',
  drill: false,
  start: { batchIds: [sample.inputLotId] },
  batches: 2,
  reason: 'Dư lượng thuốc vượt mức',
  state: 'proposed',
  proposedBy: 'Đặng Quốc Việt',
  proposedAt: at,
  mayConfirm: false,
  ...more,
})

export const sampleFollowUp: FollowUp = {
  batches: [
    {
      ...{ batchId: sample.harvestLotId, lot: 'BXT260608A', productName: 'Bí xanh thơm', status: 'recalled' },
      ...{ returned: [kg('400')], destroyed: [], reworked: [], remaining: [kg('1650')] },
    },
  ],
  totals: { returned: [kg('400')], destroyed: [], reworked: [], remaining: [kg('1650')] },
  progress: { batches: 2, lifted: 0, empty: 1, sent: [kg('600')], answeredFor: [kg('400')] },
  notes: [],
  lifts: [],
}
