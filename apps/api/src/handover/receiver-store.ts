import type { Id } from '@nguon/domain'
import { foldVietnamese } from '@nguon/locale'
import type { EntityManager } from 'typeorm'
import { readPresent, type StoredVersion } from '../subjects/subject-store.ts'

/**
 * Organizations in whose name, then or now, every word stands, marks or not; at most `limit`, by name.
 *
 * @param words as {@link foldVietnamese} folds them
 */
export async function findOrganizationsByName(
  tx: EntityManager,
  words: readonly string[],
  limit: number,
): Promise<Id[]> {
  const rows: { id: Id; name: string }[] = await tx.query(
    `SELECT DISTINCT subject_id AS id, data->>'name' AS name FROM subject_entry WHERE kind = 'organization' ORDER BY name, id`,
  )
  const fits = ({ name }: { name: string }) => words.every((word) => foldVietnamese(name).includes(word))
  return [...new Set(rows.filter(fits).map(({ id }) => id))].slice(0, limit)
}

/** The places of these organizations at which goods arrive: every place that is no plot. */
export async function listReceivingPlaces(
  tx: EntityManager,
  organizationIds: readonly Id[],
): Promise<StoredVersion<'place'>[]> {
  const rows: { id: Id }[] = await tx.query(
    `SELECT DISTINCT subject_id AS id FROM subject_entry
     WHERE organization_id = ANY($1) AND kind = 'place' AND data->>'kind' <> 'plot'`,
    [organizationIds],
  )
  const places = await readPresent(
    tx,
    rows.map(({ id }) => id),
  )
  return [...places.values()] as StoredVersion<'place'>[]
}
