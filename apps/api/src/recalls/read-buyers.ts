import type { PlanLine } from '@nguon/contract'
import type { Id, PrivateFields } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { areaParameter, isOrganizationInArea } from '../accounts/area.ts'
import { noteAudit } from '../accounts/audit.ts'
import type { Caller } from '../accounts/caller.ts'
import { openAll } from '../events/disclosures.ts'

const Row = z.object({ eventId: z.string(), organizationId: z.string(), disclosure: z.string() })

/**
 * The outside buyers of dispatches, from their private part: for an admin of the organization that sent them, and an inspector with
 * that organization in the area. The look is noted for each organization that is looked at.
 *
 * @param dispatches each dispatch to an outside buyer and whose it is
 * @param about what the note says the look was for
 */
export async function readBuyers(
  tx: EntityManager,
  caller: Caller,
  dispatches: ReadonlyMap<Id, Id>,
  about: string,
): Promise<Map<Id, NonNullable<PlanLine['buyer']>>> {
  const organizationIds = await findReadable(tx, caller, [...new Set(dispatches.values())])
  if (organizationIds.length === 0) return new Map()
  const rows = z.array(Row).parse(
    await tx.query(
      `SELECT event_id AS "eventId", organization_id AS "organizationId", disclosure FROM disclosure
       WHERE event_id = ANY($1) AND organization_id = ANY($2)`,
      [[...dispatches.keys()], organizationIds],
    ),
  )
  const ofEvent = new Map<Id, string[]>()
  for (const { eventId, disclosure } of rows)
    ofEvent.set(eventId, [...(ofEvent.get(eventId) ?? []), disclosure])
  for (const organizationId of new Set(rows.map((row) => row.organizationId)))
    await noteAudit(tx, caller, 'private_read', { organizationId, about })
  return new Map([...ofEvent].map(([id, disclosures]) => [id, buyerOf(openAll(disclosures))]))
}

function buyerOf({ buyer, phone, document, vehicle }: PrivateFields): NonNullable<PlanLine['buyer']> {
  return {
    ...(buyer === undefined ? {} : { name: buyer }),
    ...(phone === undefined ? {} : { phone }),
    ...(document === undefined ? {} : { document }),
    ...(vehicle === undefined ? {} : { vehicle }),
  }
}

/** Of whom the caller reads private fields. */
async function findReadable(tx: EntityManager, caller: Caller, ids: readonly Id[]): Promise<Id[]> {
  if (caller.kind === 'admin') return [caller.organizationId]
  if (caller.kind !== 'inspector' || ids.length === 0) return []
  const rows: { id: Id }[] = await tx.query(
    `SELECT sender.id FROM unnest($1::uuid[]) sender(id)
     WHERE sender.id = $3 OR ${isOrganizationInArea('sender.id', '$2')}`,
    [ids, areaParameter(caller.area), caller.organizationId],
  )
  return rows.map(({ id }) => id)
}
