import { dayOf, type Id, isRework, type TraceEvent, type Violation } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { readLocked, uncorrected } from '../batches/batch-store.ts'
import { readForbiddenHarvests } from './find-broken-later.ts'
import { readStanding } from './read-sprayings.ts'

/** What was wrong before a correction: only what it breaks anew speaks against it. */
export interface BeforeCorrection {
  readonly crops: readonly Id[]
  readonly forbidden: ReadonlySet<Id>
}

/** The harvests that are forbidden while the event still stands, of the crops it says something about. */
export async function readBeforeCorrection(
  tx: EntityManager,
  corrected: TraceEvent,
): Promise<BeforeCorrection> {
  const crops = await cropsOf(tx, corrected)
  const forbidden = new Set((await readForbiddenHarvests(tx, crops)).keys())
  return { crops, forbidden }
}

/**
 * What would break a rule without the corrected event, and with the one in its place: harvests within the interval of a spraying, uses
 * of an input lot after its expiry, rework that an inspection had permitted.
 */
export async function brokenByCorrection(
  tx: EntityManager,
  corrected: TraceEvent,
  { crops, forbidden }: BeforeCorrection,
): Promise<Violation[]> {
  const now = await readForbiddenHarvests(tx, crops)
  const tooSoon = [...now].filter(([id]) => !forbidden.has(id)).map(([, violation]) => violation)
  return [...tooSoon, ...(await usedExpired(tx, corrected)), ...(await reworked(tx, corrected))]
}

/** The crops on whose sprayings the event has a bearing: as their spraying, a permit, or the label of what was sprayed. */
async function cropsOf(tx: EntityManager, { type, batches }: TraceEvent): Promise<Id[]> {
  const idsOf = (role: string) => batches.filter((item) => item.role === role).map(({ batchId }) => batchId)
  if (type === 'spraying') return idsOf('out')
  if (type === 'inspection') return idsOf('about')
  if (type !== 'input_received') return []
  const sprayings = await readStanding(tx, idsOf('out'), ['spraying'])
  return [...new Set(sprayings.flatMap((event) => event.batches))]
    .filter(({ role }) => role === 'out')
    .map(({ batchId }) => batchId)
}

/** INPUT_EXPIRED: the corrected birth of an input lot says that it had expired before it was used. */
async function usedExpired(tx: EntityManager, { batches }: TraceEvent): Promise<Violation[]> {
  const born = batches.filter(({ creates }) => creates?.kind === 'input').map(({ batchId }) => batchId)
  if (born.length === 0) return []
  const violations: Violation[] = []
  for (const [batchId, { state }] of await readLocked(tx, born)) {
    const { useBy, lot } = state
    if (useBy === undefined) continue
    for (const use of await readUses(tx, batchId)) {
      const day = dayOf(use.occurredAt, use.utcOffset)
      if (day <= useBy) continue
      const message = `lot ${lot} was used on ${day}, after ${useBy}`
      violations.push({ code: 'INPUT_EXPIRED', batchId, message })
    }
  }
  return violations
}

async function readUses(tx: EntityManager, batchId: Id): Promise<TraceEvent[]> {
  const rows: { type: TraceEvent['type'] }[] = await tx.query(
    `SELECT DISTINCT link.type FROM event_batch link
     WHERE link.batch_id = $1 AND link.role = 'in' AND link.type NOT IN ('destroy', 'return') AND ${uncorrected('link')}`,
    [batchId],
  )
  const types = rows.map(({ type }) => type)
  const events = types.length > 0 ? await readStanding(tx, [batchId], types) : []
  return events.filter((event) =>
    event.batches.some((item) => item.batchId === batchId && item.role === 'in'),
  )
}

/** BATCH_ON_HOLD: what an inspection permitted has been done by now. */
async function reworked(tx: EntityManager, corrected: TraceEvent): Promise<Violation[]> {
  if (corrected.type !== 'inspection') return []
  if (!corrected.details.permits?.some(({ rule }) => rule === 'BATCH_ON_HOLD')) return []
  const rows: { batch_id: Id; type: TraceEvent['type'] }[] = await tx.query(
    `SELECT DISTINCT link.batch_id, link.type FROM event_batch link
     JOIN event_batch permit ON permit.batch_id = link.batch_id AND permit.sequence < link.sequence
     WHERE permit.batch_id = ANY($1) AND permit.event_id = $2 AND link.role = 'in' AND link.status <> 'active'
       AND ${uncorrected('link')}`,
    [corrected.batches.map(({ batchId }) => batchId), corrected.id],
  )
  return rows
    .filter(({ type }) => isRework(type))
    .map((row) => ({
      code: 'BATCH_ON_HOLD',
      batchId: row.batch_id,
      message: 'the batch was reworked because this inspection permitted it',
    }))
}
