import type { ShareQuery, ShareView } from '@nguon/contract'
import { type Day, DomainError, dayOf, shareOf } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { atOneMoment, walkFrom } from '../traces/read-trace.ts'
import { readLedger } from './read-ledger.ts'
import { readSeenBatch } from './read-seen-batch.ts'
import { answerTo } from './share-sources.ts'

/**
 * How much of a batch that the caller sees has a property, by mass.
 *
 * @param today the day in Vietnam
 * @throws {DomainError} `WRONG_KIND` for inputs and standing crops, which no share is asked of
 */
export function readShare(
  db: DataSource,
  caller: Caller,
  query: ShareQuery,
  today: Day = dayOf(new Date().toISOString(), '+07:00'),
): Promise<ShareView> {
  const { id } = query
  return atOneMoment(db, async (tx) => {
    const { kind, organizationId } = await readSeenBatch(tx, caller, id)
    if (kind === 'input' || kind === 'crop') throw new DomainError('WRONG_KIND', 'a share is asked of goods')
    const { reached } = await walkFrom(tx, id, 'back')
    const ledger = await readLedger(tx, [...new Set([id, ...reached.keys()])])
    const answerOf = await answerTo(tx, query, organizationId, ledger, today)
    return { ...shareOf(id, ledger.events, ledger.batches, answerOf), complete: true }
  })
}
