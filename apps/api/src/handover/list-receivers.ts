import type { Receiver } from '@nguon/contract'
import { dayOf, type Id, type Organization } from '@nguon/domain'
import { foldVietnamese } from '@nguon/locale'
import { addressOn } from '@nguon/locale/admin'
import type { DataSource, EntityManager } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { nameOf } from '../batches/list-batches.ts'
import { readPresent, type StoredVersion } from '../subjects/subject-store.ts'
import { atOneMoment } from '../traces/read-trace.ts'
import { findDispatches, listSentIds } from './handover-store.ts'
import { ownOrganization } from './list-handovers.ts'
import { findOrganizationsByName, listReceivingPlaces } from './receiver-store.ts'

/** Partners are looked for among so many of the latest dispatches. */
const latestDispatches = 200
const mostOrganizations = 20

/**
 * Places of other organizations to send goods to: those whom was sent to lately, latest first, or those of organizations of a name,
 * at most 20 organizations. Names and communes only, which pages of their goods show too.
 *
 * @param q part of the organization's name, marks or not
 */
export function listReceivers(
  db: DataSource,
  caller: Caller,
  q: string | undefined,
  now: Date,
): Promise<{ items: Receiver[] }> {
  const own = ownOrganization(caller)
  return atOneMoment(db, async (tx) => {
    const places = q === undefined ? await listKnownPlaces(tx, own) : await findPlaces(tx, q)
    const organizations = await readPresent(tx, [
      ...new Set(places.map(({ organizationId }) => organizationId)),
    ])
    const isOpen = ({ organizationId, data }: StoredVersion<'place'>): boolean => {
      const organization = organizations.get(organizationId)?.data as Organization | undefined
      return organizationId !== own && data.kind !== 'plot' && organization?.status === 'active'
    }
    const today = dayOf(now.toISOString(), '+07:00')
    return {
      items: places.filter(isOpen).map((place) => {
        const commune = addressOn(place.data.addresses, today)?.ward
        return {
          ...{ placeId: place.id, placeName: nameOf(place), ...(commune ? { commune } : {}) },
          organizationId: place.organizationId,
          organizationName: nameOf(organizations.get(place.organizationId)),
        }
      }),
    }
  })
}

/** The places of the organization's latest dispatches, latest first. */
async function listKnownPlaces(tx: EntityManager, organizationId: Id): Promise<StoredVersion<'place'>[]> {
  const sentIds = await listSentIds(tx, organizationId, undefined, latestDispatches)
  const sent = (await findDispatches(tx, sentIds)).sort((a, b) => (a.id < b.id ? 1 : -1))
  const ids = [...new Set(sent.flatMap(({ details }) => details.toPlaceId ?? []))]
  const places = await readPresent(tx, ids)
  return ids.flatMap((id) => (places.get(id) as StoredVersion<'place'> | undefined) ?? [])
}

async function findPlaces(tx: EntityManager, q: string): Promise<StoredVersion<'place'>[]> {
  const words = foldVietnamese(q).split(/\s+/).filter(Boolean)
  return listReceivingPlaces(tx, await findOrganizationsByName(tx, words, mostOrganizations))
}
