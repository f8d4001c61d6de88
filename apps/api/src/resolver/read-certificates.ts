import type { Certificate, Day, Id, Place } from '@nguon/domain'
import type { PageCertificate } from '@nguon/web/public'
import type { EntityManager } from 'typeorm'
import { nameOf } from '../batches/list-batches.ts'
import { listPresent, readPresent, type StoredVersion } from '../subjects/subject-store.ts'

/** What a certificate must speak of to be told on a page: everything the batch was made of and where. */
export interface Chain {
  /** Products of the batch and of what it was made from, inputs aside. */
  readonly products: ReadonlySet<Id>
  /** Plots of all crops in it. */
  readonly plots: ReadonlySet<Id>
  /** Places of its steps. */
  readonly places: ReadonlySet<Id>
}

/** The certificates of these organizations that cover the chain, with their state on a day. */
export async function readCertificates(
  tx: EntityManager,
  organizationIds: readonly Id[],
  chain: Chain,
  today: Day,
): Promise<PageCertificate[]> {
  const all: StoredVersion<'certificate'>[] = []
  for (const id of organizationIds) all.push(...(await listPresent(tx, 'certificate', id, today)))
  const places = await readPresent(tx, [...new Set(all.flatMap(({ data }) => data.placeIds ?? []))], today)
  const isPlot = (id: Id) => (places.get(id)?.data as Place | undefined)?.kind === 'plot'
  const covering = all.filter(({ data }) => covers(data, chain, isPlot))
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

/**
 * Whether a certificate speaks of the whole chain. One that names plots covers what grew on those alone: a batch with anything from
 * another plot is not told as certified. One that names products is about one of the chain's, one that names other places about one
 * that a step was at.
 */
function covers(data: Certificate, chain: Chain, isPlot: (id: Id) => boolean): boolean {
  const { organization, placeIds = [], productIds = [] } = data
  const plots = new Set(placeIds.filter(isPlot))
  const others = placeIds.filter((id) => !isPlot(id))
  if (plots.size > 0 && (chain.plots.size === 0 || [...chain.plots].some((id) => !plots.has(id))))
    return false
  if (others.length > 0 && !others.some((id) => chain.places.has(id))) return false
  if (productIds.length > 0 && !productIds.some((id) => chain.products.has(id))) return false
  return organization === true || placeIds.length > 0 || productIds.length > 0
}

const scopeOf = ({ placeIds = [], productIds = [] }: Certificate): Id[] => [...placeIds, ...productIds]

function stateOn({ issuedOn, expiresOn, revokedOn }: Certificate, day: Day): PageCertificate['state'] {
  if (revokedOn !== undefined && revokedOn <= day) return 'revoked'
  if (day < issuedOn) return 'not_yet'
  return expiresOn !== undefined && expiresOn < day ? 'expired' : 'valid'
}
