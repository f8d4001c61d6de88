import {
  type Certificate,
  certificateStateOn,
  type Day,
  type Id,
  isCovered,
  type KnownCertificate,
  type Place,
} from '@nguon/domain'
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
  { products: productIds, plots: plotIds, places: placeIds }: Chain,
  today: Day,
): Promise<PageCertificate[]> {
  const all = await listKnownCertificates(tx, organizationIds, today)
  const covering = all.filter((certificate) => isCovered(certificate, { productIds, plotIds, placeIds }))
  const words = await nameCertificates(tx, covering, today)
  return covering.map(({ data }) => ({ data, state: certificateStateOn(data, today), ...words(data) }))
}

/** The certificates of these organizations in their version of a day, each with which of its places are plots. */
export async function listKnownCertificates(
  tx: EntityManager,
  organizationIds: readonly Id[],
  today: Day,
): Promise<KnownCertificate[]> {
  const all: StoredVersion<'certificate'>[] = []
  for (const id of organizationIds) all.push(...(await listPresent(tx, 'certificate', id, today)))
  const places = await readPresent(tx, [...new Set(all.flatMap(({ data }) => data.placeIds ?? []))], today)
  const isPlot = (id: Id) => (places.get(id)?.data as Place | undefined)?.kind === 'plot'
  return all.map(({ id, organizationId, data }) => {
    return { id, organizationId, data, plotIds: new Set(data.placeIds?.filter(isPlot)) }
  })
}

/** Says of certificates who issued them and of whom or what they speak, in words. */
export async function nameCertificates(
  tx: EntityManager,
  certificates: readonly KnownCertificate[],
  today: Day,
): Promise<(data: Certificate) => { issuer?: string; scope: string[] }> {
  const named = new Set(
    certificates.flatMap(({ data }) => [...scopeOf(data), ...(data.issuerId ? [data.issuerId] : [])]),
  )
  const present = await readPresent(tx, [...named], today)
  return (data) => {
    const issuer = data.issuerName ?? nameOf(data.issuerId ? present.get(data.issuerId) : undefined)
    const scope = scopeOf(data).map((id) => nameOf(present.get(id)))
    return { scope, ...(issuer ? { issuer } : {}) }
  }
}

const scopeOf = ({ placeIds = [], productIds = [] }: Certificate): Id[] => [...placeIds, ...productIds]
