import type { Day, Id } from './primitives.ts'
import type { Certificate } from './version.ts'

/** A certificate with whose it is and which of its places are plots. */
export interface KnownCertificate {
  readonly id: Id
  readonly organizationId: Id
  readonly data: Certificate
  readonly plotIds: ReadonlySet<Id>
}

/** What a certificate is held against: goods or work, where they grew, where it was done, and of what products. */
export interface Covered {
  readonly organizationId: Id
  readonly plotIds: ReadonlySet<Id>
  readonly placeIds?: ReadonlySet<Id> | undefined
  readonly productIds: ReadonlySet<Id>
}

export type CertificateState = 'valid' | 'expired' | 'revoked' | 'not_yet'

/** What a certificate was on a day: its first and last day are within. */
export function certificateStateOn(
  { issuedOn, expiresOn, revokedOn }: Certificate,
  day: Day,
): CertificateState {
  if (revokedOn !== undefined && revokedOn <= day) return 'revoked'
  if (day < issuedOn) return 'not_yet'
  return expiresOn !== undefined && expiresOn < day ? 'expired' : 'valid'
}

/**
 * Whether a certificate speaks of all of this. One that names plots covers what grew on those alone: goods with anything from
 * another plot are not told as certified. One that names products is about one of these, one that names other places about one
 * of these.
 */
export function isCovered(
  { data, plotIds }: Pick<KnownCertificate, 'data' | 'plotIds'>,
  of: Omit<Covered, 'organizationId'>,
): boolean {
  const { organization, placeIds = [], productIds = [] } = data
  const others = placeIds.filter((id) => !plotIds.has(id))
  if (plotIds.size > 0 && (of.plotIds.size === 0 || [...of.plotIds].some((id) => !plotIds.has(id))))
    return false
  if (others.length > 0 && !others.some((id) => of.placeIds?.has(id))) return false
  if (productIds.length > 0 && !productIds.some((id) => of.productIds.has(id))) return false
  return organization === true || placeIds.length > 0 || productIds.length > 0
}

/** The organization's certificates that speak of this, each with what it was on the day. Those not issued yet are left out. */
export function coverOn<T extends KnownCertificate>(
  certificates: readonly T[],
  of: Covered,
  day: Day,
): { readonly certificate: T; readonly state: Exclude<CertificateState, 'not_yet'> }[] {
  return certificates.flatMap((certificate) => {
    if (certificate.organizationId !== of.organizationId || !isCovered(certificate, of)) return []
    const state = certificateStateOn(certificate.data, day)
    return state === 'not_yet' ? [] : [{ certificate, state }]
  })
}
