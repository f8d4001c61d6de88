import type { EventRecord } from '@nguon/contract'
import { DomainError, type Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import type { RecordRequest } from '../events/append-request.ts'
import { sameRecord } from '../events/entry.ts'
import type { Device } from './device-store.ts'

const Row = z.object({
  eventId: z.string(),
  organizationId: z.string(),
  deviceId: z.string(),
  accountId: z.string(),
  request: z.custom<EventRecord>(),
  receivedAt: z.date(),
  decision: z.enum(['accepted', 'rejected']).nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.date().nullable(),
  reason: z.string().nullable(),
})

/** An entry of a phone that was removed before it arrived, with what was decided. */
export type Quarantined = z.infer<typeof Row>

const select = `SELECT event_id AS "eventId", quarantine.organization_id AS "organizationId", device_id AS "deviceId",
    device.account_id AS "accountId", request, received_at AS "receivedAt", decision, decided_by AS "decidedBy",
    decided_at AS "decidedAt", reason
  FROM quarantine JOIN device ON device.id = quarantine.device_id`

/** One of the tenant's; locked, so that it is decided once. */
export async function findQuarantined(
  tx: EntityManager,
  eventId: Id,
  { locked = false } = {},
): Promise<Quarantined | undefined> {
  const rows: unknown = await tx.query(
    `${select} WHERE event_id = $1 ${locked ? 'FOR UPDATE OF quarantine' : ''}`,
    [eventId],
  )
  return z.array(Row).parse(rows)[0]
}

/** Those of an organization: undecided first, in the order in which they came; then the latest decided. */
export async function listQuarantined(tx: EntityManager, organizationId: Id): Promise<Quarantined[]> {
  const rows: unknown = await tx.query(
    `${select} WHERE quarantine.organization_id = $1
     ORDER BY decided_at DESC NULLS FIRST, received_at, sequence LIMIT 500`,
    [organizationId],
  )
  return z.array(Row).parse(rows)
}

/**
 * Keeps an entry as the phone sent it until an admin decides; the same again changes nothing.
 *
 * @throws {DomainError} `ID_REUSED` when another record waits under its id
 */
export async function keepInQuarantine(
  tx: EntityManager,
  { id, organizationId }: Device,
  request: RecordRequest,
  now: Date,
): Promise<void> {
  const { event } = request
  await tx.query(
    `INSERT INTO quarantine (event_id, organization_id, device_id, sequence, request, received_at)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [event.id, organizationId, id, event.device?.sequence, JSON.stringify(request), now],
  )
  const kept = await findQuarantined(tx, event.id)
  // what was decided may have lost its private fields since; the event has their digests
  const told = kept?.decision ? withoutPrivate : (all: RecordRequest) => all
  if (kept?.deviceId !== id || !sameRecord(unsigned(told(kept.request)), unsigned(told(request))))
    throw new DomainError('ID_REUSED', 'the id was used for another record')
}

/** A record without the signature, which is another one each time. */
const unsigned = ({ event, replacement, disclosures }: RecordRequest) => ({
  event: { ...event, device: undefined },
  replacement: replacement && { ...replacement, event: { ...replacement.event, device: undefined } },
  disclosures,
})

const withoutPrivate = ({ event, replacement }: RecordRequest): RecordRequest => ({
  event,
  ...(replacement ? { replacement: { ...replacement, disclosures: undefined } } : {}),
})

/** SQL: the entry says of a member that it acted. */
const isOfActor = (memberId: string) =>
  `${memberId} IN (request->'event'->>'actorId', request->'replacement'->'event'->>'actorId')`

/** Whether entries in which the member acted wait for a decision. */
export async function hasUndecided(tx: EntityManager, organizationId: Id, memberId: Id): Promise<boolean> {
  const rows: unknown[] = await tx.query(
    `SELECT FROM quarantine WHERE organization_id = $1 AND decision IS NULL AND ${isOfActor('$2')} LIMIT 1`,
    [organizationId, memberId],
  )
  return rows.length > 0
}

/** Takes the private fields out of the decided entries in which the member acted. @returns of how many */
export async function eraseDecided(tx: EntityManager, organizationId: Id, memberId: Id): Promise<number> {
  const [, count]: [unknown, number] = await tx.query(
    `UPDATE quarantine SET request = request #- '{disclosures}' #- '{replacement,disclosures}'
     WHERE organization_id = $1 AND decision IS NOT NULL AND ${isOfActor('$2')}
       AND (request ? 'disclosures' OR request->'replacement' ? 'disclosures')`,
    [organizationId, memberId],
  )
  return count
}

/** Notes what was decided. */
export async function decide(
  tx: EntityManager,
  eventId: Id,
  decision: 'accepted' | 'rejected',
  { by, reason, now }: { by: Id; reason: string; now: Date },
): Promise<void> {
  await tx.query(
    'UPDATE quarantine SET decision = $2, decided_by = $3, decided_at = $4, reason = $5 WHERE event_id = $1',
    [eventId, decision, by, now, reason],
  )
}

/** Ids of the events that the entry holds. */
export const idsIn = ({ event, replacement }: RecordRequest): Id[] => [
  event.id,
  ...(replacement ? [replacement.event.id] : []),
]
