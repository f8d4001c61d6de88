import type { PagePin, TracePage } from '../model.ts'
import { noodleBatch } from './noodles.ts'
import { pageOf } from './states.ts'

const at = '2026-11-20T02:12:00.000Z'
const used = { at, uses: 2 }

const withPin = (pin: PagePin, page: TracePage = pageOf.valid): TracePage => {
  const product = { ...noodleBatch.product, scratchPin: true }
  return { ...page, batch: { ...noodleBatch, product }, pin }
}

/** The page of a package that carries a PIN: before a try, after one was right, and with all that may come of a try. */
export const pinPageOf = {
  unused: withPin({}),
  used: withPin({ used }),
  opened: withPin({ outcome: { result: 'opened' } }),
  opened_before: withPin({ used, outcome: { result: 'opened_before', at, uses: 2 } }),
  wrong: withPin({ outcome: { result: 'wrong', left: 3 } }),
  last_wrong: withPin({ outcome: { result: 'wrong', left: 0 } }),
  closed: withPin({ used, outcome: { result: 'closed', until: 'tomorrow' } }),
  closed_for_ever: withPin({ outcome: { result: 'closed', until: 'never' } }),
  malformed: withPin({ outcome: { result: 'malformed' } }),
  opened_of_expired: withPin({ outcome: { result: 'opened' } }, pageOf.expired),
} as const satisfies Record<string, TracePage>
