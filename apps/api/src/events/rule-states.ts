import { type BatchState, DomainError, type Id, type TraceEvent, type Unit, unborn } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { type LockedBatch, readLabelling, uncorrected } from '../batches/batch-store.ts'
import { type Received, readReceived } from '../handover/received-store.ts'
import { readLossProfiles } from '../rules/read-loss-profiles.ts'
import { readSprayings } from '../rules/read-sprayings.ts'
import { readStops } from '../rules/read-stops.ts'

interface Births {
  /** Batches that this event has just added to the index. */
  readonly born: ReadonlySet<Id>
  readonly locked: ReadonlyMap<Id, LockedBatch>
  /** What a corrective event replaces. */
  readonly replaced: TraceEvent | undefined
}

/**
 * The batches whose birth the event carries again. A batch is born once; a corrective event may carry the birth again, of the same
 * product and lot: the codes are printed. Its kind and unit may change only while nothing else has happened to the batch.
 */
export async function findReborn(
  tx: EntityManager,
  event: TraceEvent,
  births: Births,
): Promise<ReadonlySet<Id>> {
  const { born, locked, replaced } = births
  const before = new Set(replaced?.batches.flatMap(({ batchId, creates }) => (creates ? [batchId] : [])))
  const reborn = new Set<Id>()
  for (const { batchId, creates, quantity } of event.batches) {
    if (!creates || born.has(batchId)) continue
    if (!before.has(batchId)) throw new DomainError('ID_REUSED', `the batch ${batchId} exists already`)
    const known = locked.get(batchId)
    if (known?.productId !== creates.productId || known.state.lot !== creates.lot)
      throw new DomainError(
        'IMMUTABLE',
        'a correction keeps product and lot: say that it did not occur, and record another',
      )
    const same = known.state.kind === creates.kind && known.state.unit === quantity?.unit
    if (!same && (await isUsed(tx, batchId)))
      throw new DomainError(
        'IMMUTABLE',
        'kind and unit are not corrected once something else has happened to the batch',
      )
    reborn.add(batchId)
  }
  return reborn
}

/** Whether any event that stands has touched the batch: the corrected one stands no longer, corrections do not count. */
async function isUsed(tx: EntityManager, batchId: Id): Promise<boolean> {
  const rows: unknown[] = await tx.query(
    `SELECT FROM event_batch link WHERE link.batch_id = $1 AND link.type <> 'correction' AND ${uncorrected('link')} LIMIT 1`,
    [batchId],
  )
  return rows.length > 0
}

/** What the rules know of each batch of the event. */
export async function readRuleStates(
  tx: EntityManager,
  event: TraceEvent,
  locked: ReadonlyMap<Id, LockedBatch>,
  reborn: ReadonlySet<Id>,
): Promise<Map<Id, BatchState>> {
  const states = new Map<Id, BatchState>()
  const more = await readMore(tx, event, locked)
  const received = await readOthers(tx, event, locked)
  for (const item of event.batches) {
    const known = locked.get(item.batchId)?.state
    const birth = unborn(item, event.organizationId)
    const state =
      known && birth && reborn.has(item.batchId)
        ? rebornState(known, birth, item.quantity?.unit)
        : (known ?? birth)
    if (!state) throw new DomainError('NOT_FOUND', `no batch ${item.batchId}`)
    if (states.has(item.batchId) && !birth) continue
    const labelling = event.type === 'label_activation' ? await readLabelling(tx, item.batchId) : {}
    const left = received.get(item.batchId)?.left
    const taken = left === undefined ? {} : { received: left }
    states.set(item.batchId, { ...state, ...labelling, ...taken, ...more(item.batchId) })
  }
  return states
}

/** What the organization has of batches of others that the event takes from, or answers for: then with that answer. */
function readOthers(
  tx: EntityManager,
  event: TraceEvent,
  locked: ReadonlyMap<Id, LockedBatch>,
): Promise<Map<Id, Received>> {
  const { organizationId, type } = event
  const ids = event.batches
    .filter(({ batchId, role }) => {
      const owner = locked.get(batchId)?.state.organizationId
      return owner !== organizationId && (role === 'in' || type === 'receipt')
    })
    .map(({ batchId }) => batchId)
  const word = type === 'receipt' ? event : undefined
  return ids.length === 0 ? Promise.resolve(new Map()) : readReceived(tx, organizationId, ids, word)
}

type More = Pick<BatchState, 'sprayings' | 'lossProfiles' | 'stoppedAt' | 'isReworkPermitted'>

/** What only some rules ask, and of few batches: sprayings of what is harvested, stops of what is stopped, profiles of what is made. */
async function readMore(
  tx: EntityManager,
  event: TraceEvent,
  locked: ReadonlyMap<Id, LockedBatch>,
): Promise<(id: Id) => More> {
  const taken = event.batches.filter(({ role }) => role === 'in').map(({ batchId }) => batchId)
  const sprayed = event.type === 'harvest' ? await readSprayings(tx, taken) : undefined
  const stopped = [...locked].filter(([, { state }]) => state.status !== 'active').map(([id]) => id)
  const stops = await readStops(tx, stopped)
  const profiles = await readLossProfiles(tx, event, locked)
  return (id) => {
    const [sprayings, lossProfiles] = [sprayed?.get(id), profiles.get(id)]
    return {
      ...stops.get(id),
      ...(sprayings ? { sprayings } : {}),
      ...(lossProfiles ? { lossProfiles } : {}),
    }
  }
}

/** A batch as it stands with the birth that a corrective event tells. */
function rebornState(known: BatchState, birth: BatchState, unit: Unit | undefined): BatchState {
  const { unit: _unit, useBy: _useBy, ...rest } = known
  const { kind, useBy } = birth
  return { ...rest, kind, ...(unit ? { unit } : {}), ...(useBy ? { useBy } : {}) }
}
