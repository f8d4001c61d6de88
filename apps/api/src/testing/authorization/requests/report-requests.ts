import { newId, platformId } from '@nguon/domain'
import { withTenant } from '../../../db/with-tenant.ts'
import { insertReport } from '../../../reports/report-store.ts'
import type { Target } from '../matrix.ts'
import { tenantOf, type World } from '../world.ts'
import { bare, type Requests } from './request.ts'

/** A report for the target; of `mixed` about a code that nobody issued. */
async function reportFor(world: World, target: Target): Promise<string> {
  const organizationId = target === 'mixed' ? platformId : tenantOf(world, target)?.id
  const id = newId()
  if (organizationId === undefined) return id
  const form = {
    code: '/T/7K3M9QXA0110',
    kind: 'fake' as const,
    words: 'khác gói thật',
    place: '',
    phone: '',
  }
  await withTenant(world.db, { organizationId }, (tx) =>
    insertReport(tx, id, organizationId, form, new Date(), Buffer.from('picture')),
  )
  return id
}

/** Reports of people who hold a package. */
export const reportRequests: Requests = {
  listReports: bare,
  answerReport: async (world, _asker, target) => ({
    params: { id: await reportFor(world, target) },
    body: { answer: 'đã thu lại gói hàng' },
  }),
  reportPhoto: async (world, _asker, target) => ({ params: { id: await reportFor(world, target) } }),
}
