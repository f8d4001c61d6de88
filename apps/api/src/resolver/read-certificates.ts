import type { Certificate, Day, Id } from '@nguon/domain'
import type { PageCertificate } from '@nguon/web/public'
import type { EntityManager } from 'typeorm'
import { nameOf } from '../batches/list-batches.ts'
import { listPresent, readPresent, type StoredVersion } from '../subjects/subject-store.ts'

/** The certificates of an organization that cover any of these places or products, or the whole of it, with their state on a day. */
export async function readCertificates(
  tx: EntityManager,
  organizationIds: readonly Id[],
  covered: ReadonlySet<Id>,
  today: Day,
): Promise<PageCertificate[]> {
  const all: StoredVersion<'certificate'>[] = []
  for (const id of organizationIds) all.push(...(await listPresent(tx, 'certificate', id, today)))
  const covering = all.filter(({ data }) => data.organization || scopeOf(data).some((id) => covered.has(id)))
  const named = new Set(
    covering.flatMap(({ data }) => [...scopeOf(data), ...(data.issuerId ? [data.issuerId] : [])]),
  )
  const present = await readPresent(tx, [...named], today)
  return covering.map(({ data }) => {
    const issuer = data.issuerName ?? nameOf(data.issuerId ? present.get(data.issuerId) : undefined)
    const scope = scopeOf(data).map((id) => nameOf(present.get(id)))
    return { data, state: stateOn(data, today), scope, ...(issuer ? { issuer } : {}) }
  })
}

const scopeOf = ({ placeIds = [], productIds = [] }: Certificate): Id[] => [...placeIds, ...productIds]

function stateOn({ issuedOn, expiresOn, revokedOn }: Certificate, day: Day): PageCertificate['state'] {
  if (revokedOn !== undefined && revokedOn <= day) return 'revoked'
  if (day < issuedOn) return 'not_yet'
  return expiresOn !== undefined && expiresOn < day ? 'expired' : 'valid'
}
