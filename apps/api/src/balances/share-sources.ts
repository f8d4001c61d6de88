import type { ShareQuery } from '@nguon/contract'
import {
  type Answer,
  type AnswerOf,
  coverOn,
  type Day,
  dayOf,
  type Id,
  type KnownCertificate,
  type Place,
  type TraceEvent,
} from '@nguon/domain'
import { addressOn } from '@nguon/locale/admin'
import type { EntityManager } from 'typeorm'
import { listKnownCertificates } from '../resolver/read-certificates.ts'
import { readPresent } from '../subjects/subject-store.ts'
import type { Ledger } from './read-ledger.ts'

/**
 * Says of what comes into the chain whether it has the property that is asked for.
 *
 * @param organizationId whose batch it is: what comes from elsewhere is bought outside
 */
export async function answerTo(
  tx: EntityManager,
  query: ShareQuery,
  organizationId: Id,
  ledger: Ledger,
  today: Day,
): Promise<AnswerOf> {
  if (query.property === 'bought_outside') return (event) => isBoughtOutside(event, organizationId)
  if (query.property === 'commune') return communeAnswer(tx, query, ledger, today)
  const type = query.property === 'organic_certificate' ? 'organic' : query.value
  const harvesters = ledger.events.filter((event) => event.type === 'harvest')
  const owners = [...new Set(harvesters.map((event) => event.organizationId))]
  const certificates = await listKnownCertificates(tx, owners, today)
  return certifiedAnswer(
    certificates.filter(({ data }) => data.type === type),
    ledger,
  )
}

/** A purchase says it; what another organization harvested came from outside; of what was there before nobody knows. */
function isBoughtOutside(event: TraceEvent, organizationId: Id): Answer {
  if (event.type !== 'harvest' && event.type !== 'purchase') return 'unknown'
  if (event.organizationId !== organizationId) return 'yes'
  if (event.type === 'harvest') return 'no'
  const { outsideCooperative } = event.details
  return outsideCooperative === undefined ? 'unknown' : outsideCooperative ? 'yes' : 'no'
}

/** Harvested where, by the addresses of the plots on that day. A code means what it means on the day `on`. */
async function communeAnswer(
  tx: EntityManager,
  { value, on }: ShareQuery,
  ledger: Ledger,
  today: Day,
): Promise<AnswerOf> {
  const plotIds = [...ledger.batches.values()].flatMap((batch) => batch.plotIds)
  const places = await readPresent(tx, [...new Set(plotIds)], today)
  const meant = on ?? today
  return (event) => {
    const day = dayOf(event.occurredAt, event.utcOffset)
    return ofPlots(event, ledger, (plotId) => {
      const place = places.get(plotId)?.data as Place | undefined
      const address = addressOn(place?.addresses ?? [], day)
      if (!address) return 'unknown'
      const means = (address.validFrom ?? '') <= meant && meant <= (address.validTo ?? '9999')
      return means && address.wardCode === value ? 'yes' : 'no'
    })
  }
}

/** Harvested from plots that a certificate covered on the day. */
function certifiedAnswer(certificates: readonly KnownCertificate[], ledger: Ledger): AnswerOf {
  return (event, batchId) => {
    const crops = cropsOf(event, ledger).map((crop) => crop.productId)
    const productIds = new Set([...crops, ledger.batches.get(batchId)?.productId ?? ''])
    const day = dayOf(event.occurredAt, event.utcOffset)
    const isValid = (plots: readonly Id[]): boolean => {
      const placeIds = new Set([...plots, ...(event.placeId ? [event.placeId] : [])])
      const { organizationId } = event
      const of = { organizationId, plotIds: new Set(plots), placeIds, productIds }
      return coverOn(certificates, of, day).some(({ state }) => state === 'valid')
    }
    if (event.type === 'harvest' && isValid([])) return 'yes'
    return ofPlots(event, ledger, (plotId) => (isValid([plotId]) ? 'yes' : 'no'))
  }
}

const cropsOf = (event: TraceEvent, { batches }: Ledger) =>
  event.batches.flatMap(({ batchId, role }) => {
    const batch = role === 'in' ? batches.get(batchId) : undefined
    return batch?.kind === 'crop' ? [batch] : []
  })

/** A harvest is what all of its plots are; where they differ, or none is known, nobody knows. */
function ofPlots(event: TraceEvent, ledger: Ledger, answerOf: (plotId: Id) => Answer): Answer {
  if (event.type !== 'harvest') return 'unknown'
  const answers = new Set(cropsOf(event, ledger).flatMap(({ plotIds }) => plotIds.map(answerOf)))
  const [answer = 'unknown'] = answers
  return answers.size === 1 ? answer : 'unknown'
}
