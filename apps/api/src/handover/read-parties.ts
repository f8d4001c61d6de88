import type { Neighbour } from '@nguon/contract'
import type { Id, PrivateField, TraceEvent } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { noteAudit } from '../accounts/audit.ts'
import type { Caller } from '../accounts/caller.ts'
import { openAll } from '../events/disclosures.ts'
import { listPrivate } from '../privacy/private-store.ts'
import { findOpenTo } from './handover-store.ts'

type Parties = NonNullable<Neighbour['parties']>

const partyFields: ReadonlySet<string> = new Set<PrivateField>([
  'supplier',
  'seller',
  'buyer',
  'invoice',
  'document',
  'vehicle',
])

/**
 * The private parties and papers of these events, as far as the caller may open them; a look is noted for the organization that is
 * looked at. The transaction acts for the caller, so the database asks once more.
 *
 * @param about the batch because of which one looks
 */
export async function readParties(
  tx: EntityManager,
  caller: Caller,
  events: readonly TraceEvent[],
  about: Id,
): Promise<Map<Id, Parties>> {
  const parties = new Map<Id, Parties>()
  const owners = [...new Set(events.map(({ organizationId }) => organizationId))]
  for (const organizationId of await findOpenTo(tx, caller, owners)) {
    const ids = events.filter((event) => event.organizationId === organizationId).map(({ id }) => id)
    const rows = (await listPrivate(tx, organizationId, ids)).filter(({ field }) => partyFields.has(field))
    for (const id of new Set(rows.map(({ entryId }) => entryId))) {
      const own = rows.filter(({ entryId }) => entryId === id)
      parties.set(id, openAll(own.map(({ disclosure }) => disclosure)) as Parties)
    }
    if (rows.length > 0) await noteAudit(tx, caller, 'private_read', { organizationId, about })
  }
  return parties
}
