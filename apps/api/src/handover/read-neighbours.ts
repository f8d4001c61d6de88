import type { Neighbour } from '@nguon/contract'
import { type Id, standingEvents, type TraceEvent } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { type Ledger, readLedger } from '../balances/read-ledger.ts'
import { readSeenBatch } from '../balances/read-seen-batch.ts'
import { nameOf } from '../batches/list-batches.ts'
import { enterTenant, scopeOfCaller } from '../db/with-tenant.ts'
import { readPresent, type StoredVersion } from '../subjects/subject-store.ts'
import { atOneMoment } from '../traces/read-trace.ts'
import { findDispatches, findReceipts } from './handover-store.ts'
import { readParties } from './read-parties.ts'
import { viewHandovers } from './view-handovers.ts'

export interface Neighbours {
  readonly back: Neighbour[]
  readonly forward: Neighbour[]
  readonly complete: true
}

/** One step back and one step forward of a batch that the caller sees: every event that gave to it or took from it. */
export function readNeighbours(db: DataSource, caller: Caller, id: Id, now: Date): Promise<Neighbours> {
  return atOneMoment(db, async (tx) => {
    await enterTenant(tx, scopeOfCaller(caller))
    await readSeenBatch(tx, caller, id)
    const ledger = await readLedger(tx, [id])
    const events = standingEvents(ledger.events)
    const gave = events.filter((event) => isStep(event, id, 'out', 'in'))
    const took = events.filter((event) => isStep(event, id, 'in', 'out'))
    const owners = [...ledger.batches.values(), ...events].map(({ organizationId }) => organizationId)
    const known = {
      ledger,
      names: await readPresent(tx, [...new Set(owners)]),
      handovers: await readHandovers(tx, [...gave, ...took], ledger, now),
      parties: await readParties(tx, caller, [...new Set([...gave, ...took])], id),
    }
    return {
      back: gave.map((event) => neighbourOf(event, id, 'out', known)),
      forward: took.map((event) => neighbourOf(event, id, 'in', known)),
      complete: true,
    }
  })
}

type Side = 'in' | 'out'

/** Whether the batch is on this side of the event; one that is only worked on in place has no neighbour there. */
function isStep({ batches }: TraceEvent, id: Id, side: Side, other: Side): boolean {
  const others = batches.filter(({ role }) => role === other)
  const isThere = batches.some(({ batchId, role }) => batchId === id && role === side)
  return isThere && (others.length === 0 || others.some(({ batchId }) => batchId !== id))
}

/** The dispatches among these events, and those by which the goods of others came that an event went on with. */
async function readHandovers(
  tx: EntityManager,
  events: readonly TraceEvent[],
  { batches }: Ledger,
  now: Date,
): Promise<Map<Id, Neighbour['handovers']>> {
  const foreignOf = (event: TraceEvent): Id[] =>
    event.batches
      .filter(
        ({ batchId, role }) => role === 'in' && batches.get(batchId)?.organizationId !== event.organizationId,
      )
      .map(({ batchId }) => batchId)
  const receipts = await findReceipts(tx, [...new Set(events.flatMap(foreignOf))])
  const idsOf = (event: TraceEvent): Id[] => {
    if (event.type === 'dispatch') return [event.id]
    const foreign = foreignOf(event)
    return receipts
      .filter(({ organizationId }) => organizationId === event.organizationId)
      .filter((receipt) => receipt.batches.some(({ batchId }) => foreign.includes(batchId)))
      .map(({ details }) => details.dispatchId)
  }
  const dispatches = await findDispatches(tx, [...new Set(events.flatMap(idsOf))])
  const views = await viewHandovers(tx, dispatches, now.toISOString())
  return new Map(
    events.map((event) => [event.id, views.filter(({ dispatchId }) => idsOf(event).includes(dispatchId))]),
  )
}

interface Known {
  readonly ledger: Ledger
  readonly names: ReadonlyMap<Id, StoredVersion>
  readonly handovers: ReadonlyMap<Id, Neighbour['handovers']>
  readonly parties: ReadonlyMap<Id, NonNullable<Neighbour['parties']>>
}

function neighbourOf(event: TraceEvent, id: Id, side: Side, known: Known): Neighbour {
  const own = event.batches.find(({ batchId, role }) => batchId === id && role === side)
  const others = event.batches.filter(
    ({ batchId, role }) => batchId !== id && role !== side && role !== 'about',
  )
  const parties = known.parties.get(event.id)
  const { organizationId } = event
  return {
    ...{ eventId: event.id, type: event.type, occurredAt: event.occurredAt },
    ...{ organizationId, organizationName: nameOf(known.names.get(organizationId)) },
    ...(own?.quantity ? { quantity: own.quantity } : {}),
    batches: others.flatMap(({ batchId, quantity }) => {
      const batch = known.ledger.batches.get(batchId)
      if (!batch) return []
      const { kind, lot, product, organizationId: owner } = batch
      const organizationName = nameOf(known.names.get(owner))
      const named = { batchId, kind, lot, productName: product?.name ?? '' }
      return [{ ...named, organizationId: owner, organizationName, ...(quantity ? { quantity } : {}) }]
    }),
    handovers: known.handovers.get(event.id) ?? [],
    evidence: event.evidence,
    ...(parties ? { parties } : {}),
  }
}
