import type { LoggedTrace } from '@nguon/contract'
import { type BatchStatus, type EventType, isHeld, isRecalled, statusAfter } from '@nguon/domain'
import type { ChainEntry } from '@nguon/transparency'
import { Mismatch } from './outcome.ts'
import type { Chains } from './verify-entries.ts'

/** What the page says of its batch. */
export interface PageSays {
  readonly batchId: string
  /** What it answers the code with (public/model.ts, `CodeState`). */
  readonly state: string
  /** How many records of the batch itself it is made from. */
  readonly own: number
  /** How many in all. */
  readonly all: number
}

/**
 * That the page is of this batch, leaves none of its records out, and tells of every hold and recall that the entries tell of.
 *
 * @throws {Mismatch} `page`
 */
export function assertTold(page: PageSays, trace: LoggedTrace, chains: Chains): void {
  const own = chains.get(page.batchId) ?? []
  const isSame = trace.batchId === page.batchId && own.length === page.own
  const isThere = !trace.isWhole || page.all <= trace.entries.length
  if (!isSame || !isThere) throw new Mismatch('page', `${own.length} records, the page has ${page.own}`)
  const stopped = [...chains.values()].some((chain) => statusOf(chain) !== 'active')
  if (!isWarning(page.state, statusOf(own), stopped))
    throw new Mismatch('page', `${statusOf(own)}, the page says ${page.state}`)
}

/** The states in which goods are sold. */
const fine: readonly string[] = ['valid', 'expired', 'scanned_widely']

/** Whether a page in this state warns of all that the entries warn of. */
function isWarning(state: string, own: BatchStatus, isAnyStopped: boolean): boolean {
  if (isRecalled(own)) return state === 'recalled'
  return isHeld(own)
    ? state !== 'ancestor_held' && !fine.includes(state)
    : !(isAnyStopped && fine.includes(state))
}

/** What its entries leave a batch in; corrected ones do not count. */
function statusOf(chain: readonly ChainEntry[]): BatchStatus {
  const corrected = new Set(
    chain.map(({ body }) => (body.corrects as { eventId?: unknown } | undefined)?.eventId),
  )
  return chain
    .filter(({ body }) => !corrected.has(body.id))
    .reduce<BatchStatus>((status, { body }) => statusAfter(status, body.type as EventType), 'active')
}
