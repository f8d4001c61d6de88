import { givenCopied } from '../../scans/testing/given-copied.ts'
import type { Maker } from './call.ts'

/** Decisions about labels that may have been copied. */
export const scanCalls: Record<string, Maker[]> = {
  decideScanAlert: [
    async (world) => ({
      as: await world.person('admin'),
      body: {
        code: await givenCopied(world.db, world.org.id),
        ...{ decision: 'dismissed', reason: 'Hàng mẫu ở hội chợ' },
      },
    }),
    async (world) => ({
      as: await world.person('inspector'),
      body: {
        code: await givenCopied(world.db, world.org.id),
        ...{ decision: 'counterfeit', reason: 'Đã thu mẫu', howToTell: 'Túi giả không có tem phụ' },
      },
    }),
  ],
}
