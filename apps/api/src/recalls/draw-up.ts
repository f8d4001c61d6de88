import { type Aftermath, type Id, type Place, recallLines } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { openEvent } from '../events/entry.ts'
import { findEntries } from '../events/event-store.ts'
import { readPresent } from '../subjects/subject-store.ts'
import type { FrozenBatch } from './frozen.ts'
import { type Move, readGoods, readMoves } from './plan-store.ts'
import { readClosure } from './read-closure.ts'
import { readStart, type Start } from './read-start.ts'

/** What a recall reaches, before anything is left out. */
export interface Drawn {
  readonly startIds: readonly Id[]
  /** By id. */
  readonly batches: readonly FrozenBatch[]
}

/**
 * Follows a recall from its start to everything it reaches, with the quantities of each batch in the four lists; a fixed number of
 * statements a level, whatever the size. Of the admin's recall (voluntary) only own batches are stopped.
 */
export async function drawUp(tx: EntityManager, caller: Caller, start: Start, now: Date): Promise<Drawn> {
  const startIds = await readStart(tx, caller, start)
  const { reached, events } = await readClosure(tx, startIds)
  const ids = [...reached.keys()]
  const goods = await readGoods(tx, ids)
  const aftermaths = await readAftermaths(tx, ids, events)
  const own = caller.kind === 'admin' ? caller.organizationId : undefined
  const batches = goods.map((each) => ({
    ...{ id: each.id, organizationId: each.organizationId, kind: each.kind },
    stopped: own === undefined || each.organizationId === own,
    lines: recallLines(each, aftermaths.get(each.id) ?? nothing, now.getTime()).map((line) => ({ ...line })),
  }))
  return { startIds, batches }
}

const nothing: Aftermath = { sent: [], answers: [], opened: [], returned: [] }

/** What happened between hands to these batches, of each; dispatches only those that the walk reached. */
async function readAftermaths(
  tx: EntityManager,
  ids: readonly Id[],
  walked: ReadonlySet<Id>,
): Promise<Map<Id, Aftermath>> {
  const moves = await readMoves(tx, ids)
  const told = await readTold(tx, moves)
  const places = await readPresent(tx, [...new Set(moves.flatMap(({ toPlaceId }) => toPlaceId ?? []))])
  const ofBatch = new Map<Id, Move[]>()
  for (const move of moves) {
    const before = ofBatch.get(move.batchId)
    if (before) before.push(move)
    else ofBatch.set(move.batchId, [move])
  }
  const aftermathOf = (of: readonly Move[]): Aftermath => ({
    sent: of.flatMap(({ type, eventId, amount, unit, at, toPlaceId }) =>
      type !== 'dispatch' || !walked.has(eventId) || !amount || !unit
        ? []
        : [
            {
              ...{ dispatchId: eventId, amount, unit, at, toPlaceId: toPlaceId ?? undefined },
              toOrganizationId: toPlaceId === null ? undefined : places.get(toPlaceId)?.organizationId,
            },
          ],
    ),
    answers: of.flatMap(({ type, eventId, amount }) => {
      const answer = type === 'receipt' ? told.get(eventId) : undefined
      return answer?.dispatchId === undefined
        ? []
        : [{ dispatchId: answer.dispatchId, accepted: answer.accepted, amount }]
    }),
    opened: of.flatMap(({ role, isForeign, eventId, organizationId, amount }) =>
      role === 'in' && isForeign && walked.has(eventId) && amount ? [{ organizationId, amount }] : [],
    ),
    returned: of.flatMap(({ type, role, eventId, amount }) =>
      type === 'return' && role === 'out' && amount
        ? [{ dispatchId: told.get(eventId)?.dispatchId, amount }]
        : [],
    ),
  })
  return new Map([...ofBatch].map(([id, of]) => [id, aftermathOf(of)]))
}

/** Which dispatch the receipts and returns name, and whether it was accepted. */
async function readTold(
  tx: EntityManager,
  moves: readonly Move[],
): Promise<Map<Id, { dispatchId: Id | undefined; accepted: boolean }>> {
  const ids = moves.filter(({ type }) => type === 'receipt' || type === 'return').map((move) => move.eventId)
  const told = new Map<Id, { dispatchId: Id | undefined; accepted: boolean }>()
  for (const { id, entry } of await findEntries(tx, [...new Set(ids)])) {
    const { event } = openEvent(entry)
    if (event.type === 'receipt')
      told.set(id, { dispatchId: event.details.dispatchId, accepted: event.details.accepted })
    if (event.type === 'return') told.set(id, { dispatchId: event.details.dispatchId, accepted: true })
  }
  return told
}

/** The place of a dispatch, as a list names it. */
export const placeNameOf = (place: Place | undefined): string => place?.name ?? place?.code ?? ''
