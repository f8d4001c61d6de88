import type { HandoverView } from '@nguon/contract'
import { DomainError, type HandoverState, type Id } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { atOneMoment } from '../traces/read-trace.ts'
import { findDispatches, listReceivedIds, listSentIds } from './handover-store.ts'
import { viewHandovers } from './view-handovers.ts'

export interface HandoverFilter {
  readonly direction: 'sent' | 'received'
  readonly state?: HandoverState | 'waiting' | 'answered' | undefined
  /** The last dispatch of the page before. */
  readonly after?: Id | undefined
  readonly limit?: number | undefined
}

export interface HandoverPage {
  readonly items: HandoverView[]
  readonly next?: Id
}

/** So many dispatches are looked at together while those in a state are searched. */
const chunk = 200

/**
 * Dispatches from the caller's organization or to its places, with their answers, newest first. Dispatches to no place of the
 * platform have no answer to wait for and are not among them.
 */
export function listHandovers(
  db: DataSource,
  caller: Caller,
  { direction, state, after, limit = 50 }: HandoverFilter,
  now: Date,
): Promise<HandoverPage> {
  const organizationId = ownOrganization(caller)
  const listIds = direction === 'sent' ? listSentIds : listReceivedIds
  return atOneMoment(db, async (tx) => {
    const found: HandoverView[] = []
    let cursor = after
    for (;;) {
      const ids = await listIds(tx, organizationId, cursor, chunk)
      const views = await viewHandovers(tx, await findDispatches(tx, ids), now.toISOString())
      const mine = views.filter(
        (view) => direction === 'sent' || view.receiverId === organizationId, // the place may have changed hands
      )
      found.push(...mine.filter((view) => isIn(view.state, state)))
      cursor = ids.at(-1)
      if (found.length > limit || ids.length < chunk) break
    }
    const items = found.slice(0, limit)
    const last = items.at(-1)
    return { items, ...(found.length > limit && last ? { next: last.dispatchId } : {}) }
  })
}

const isWaiting = (state: HandoverState): boolean => state === 'open' || state === 'unanswered'

function isIn(state: HandoverState, asked: HandoverFilter['state']): boolean {
  if (asked === 'waiting') return isWaiting(state)
  return asked === undefined || (asked === 'answered' ? !isWaiting(state) : state === asked)
}

/** The organization that the caller is staff of. @throws {DomainError} `NOT_ALLOWED` for others */
export function ownOrganization(caller: Caller): Id {
  if (caller.kind === 'staff' || caller.kind === 'admin') return caller.organizationId
  throw new DomainError('NOT_ALLOWED', 'for staff')
}
