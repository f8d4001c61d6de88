import { givenCopied } from '../../../scans/testing/given-copied.ts'
import { tenantOf } from '../world.ts'
import { bare, type Requests } from './request.ts'

/** Labels that may have been copied. */
export const scanRequests: Requests = {
  listScanAlerts: bare,
  decideScanAlert: async (world, _asker, target) => {
    const tenant = tenantOf(world, target)
    const code = tenant ? await givenCopied(world.db, tenant.id) : 'T/KHONGCOMANAY'
    return { body: { code, decision: 'dismissed', reason: 'Hàng mẫu ở hội chợ' } }
  },
}
