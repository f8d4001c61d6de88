import { newId } from '@nguon/domain'
import { withTenant } from '../../db/with-tenant.ts'
import { insertReport } from '../../reports/report-store.ts'
import type { Maker } from './call.ts'

const form = { code: '/T/7K3M9QXA0110', kind: 'fake' as const, words: 'khác gói thật', place: '', phone: '' }

/** Reports of people who hold a package. */
export const reportCalls: Record<string, Maker[]> = {
  answerReport: [
    async (world) => {
      const id = newId()
      const organizationId = world.org.id
      await withTenant(world.db, { organizationId }, (tx) =>
        insertReport(tx, id, organizationId, form, new Date()),
      )
      return { as: await world.person('staff'), params: { id }, body: { answer: 'đã xem lại' } }
    },
  ],
}
