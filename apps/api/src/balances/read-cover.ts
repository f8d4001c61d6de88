import type { CoverView } from '@nguon/contract'
import {
  type Covered,
  coverOn,
  type Day,
  dayOf,
  findingsOf,
  type Id,
  isCovered,
  type KnownCertificate,
  standingEvents,
  type TraceEvent,
} from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { nameOf } from '../batches/list-batches.ts'
import { listKnownCertificates, nameCertificates } from '../resolver/read-certificates.ts'
import { readPresent } from '../subjects/subject-store.ts'
import { atOneMoment, walkFrom } from '../traces/read-trace.ts'
import { type Ledger, readLedger } from './read-ledger.ts'
import { readSeenBatch } from './read-seen-batch.ts'

/**
 * Which certificates covered each step of a batch and of what went into it, on the day of the step; computed from the certificates
 * as they are known today, so that a revocation is seen in every batch at once.
 */
export function readCover(db: DataSource, caller: Caller, { id }: { id: Id }): Promise<CoverView> {
  const today = dayOf(new Date().toISOString(), '+07:00')
  return atOneMoment(db, async (tx) => {
    await readSeenBatch(tx, caller, id)
    return coverOf(tx, id, today)
  })
}

/** The same of a batch that the caller may see, inside a transaction. */
export async function coverOf(tx: EntityManager, id: Id, today: Day): Promise<CoverView> {
  const { reached, events: walked } = await walkFrom(tx, id, 'back')
  const ledger = await readLedger(tx, [...new Set([id, ...reached.keys()])])
  const steps = standingEvents(ledger.events).filter(
    (event) => walked.has(event.id) || event.batches.some(({ batchId }) => batchId === id),
  )
  const owners = [...new Set(steps.map(({ organizationId }) => organizationId))]
  const certificates = await listKnownCertificates(tx, owners, today)
  const plots = plotsOf(steps, ledger)
  const subjects = new Map(steps.map((event) => [event.id, subjectOf(event, ledger, plots)]))
  const days = steps.map((event) => dayView(event, subjects.get(event.id) as Covered, certificates))
  const findings = expired(steps, subjects, certificates, ledger)
  const named = new Set(days.flatMap(({ cover }) => cover.map(({ certificateId }) => certificateId)))
  const told = certificates.filter((certificate) => named.has(certificate.id))
  days.sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)))
  return { certificates: await viewsOf(tx, told, today), days, findings, complete: true }
}

/** On what plots everything in each batch grew, as far as is known; whatever the order of events, so rather too many. */
function plotsOf(steps: readonly TraceEvent[], { batches }: Ledger): Map<Id, Set<Id>> {
  const plots = new Map([...batches].map(([id, { plotIds }]) => [id, new Set(plotIds)]))
  const uses = new Map<Id, TraceEvent[]>()
  for (const event of steps)
    for (const { batchId, role } of event.batches)
      if (role === 'in') uses.set(batchId, [...(uses.get(batchId) ?? []), event])
  const changed = [...plots.keys()]
  for (let from = changed.pop(); from !== undefined; from = changed.pop())
    for (const event of uses.get(from) ?? [])
      for (const { batchId, role } of event.batches) {
        const own = plots.get(batchId)
        if (role !== 'out' || !own) continue
        const before = own.size
        for (const plot of plots.get(from) ?? []) own.add(plot)
        if (own.size > before) changed.push(batchId)
      }
  return plots
}

/** What a certificate must speak of to cover a step: what it gave, or else what it took or touched. */
function subjectOf(event: TraceEvent, { batches }: Ledger, plots: ReadonlyMap<Id, Set<Id>>): Covered {
  const given = event.batches.filter(({ role }) => role === 'out')
  const ids = (given.length > 0 ? given : event.batches).map(({ batchId }) => batchId)
  const plotIds = new Set(ids.flatMap((id) => [...(plots.get(id) ?? [])]))
  return {
    organizationId: event.organizationId,
    plotIds,
    placeIds: new Set([...plotIds, ...(event.placeId ? [event.placeId] : [])]),
    productIds: new Set(ids.flatMap((id) => batches.get(id)?.productId ?? [])),
  }
}

function dayView(
  event: TraceEvent,
  of: Covered,
  certificates: readonly KnownCertificate[],
): CoverView['days'][number] {
  const day = dayOf(event.occurredAt, event.utcOffset)
  const cover = coverOn(certificates, of, day).map(({ certificate, state }) => ({
    certificateId: certificate.id,
    state,
  }))
  return { eventId: event.id, type: event.type, day, organizationId: event.organizationId, cover }
}

/** CERT_EXPIRED, by the rule that every view of findings asks. */
function expired(
  steps: readonly TraceEvent[],
  subjects: ReadonlyMap<Id, Covered>,
  certificates: readonly KnownCertificate[],
  { batches }: Ledger,
): CoverView['findings'] {
  const checked = steps.map((event) => ({
    ...{ eventId: event.id, type: event.type, occurredAt: event.occurredAt, utcOffset: event.utcOffset },
    ...{ marks: [], evidence: [], details: {} },
    items: event.batches.map(({ batchId, role }) => ({
      batchId,
      role,
      kind: batches.get(batchId)?.kind ?? ('harvest' as const),
    })),
  }))
  const scoped = certificates.map((certificate) => ({
    ...{ id: certificate.id, type: certificate.data.type, issuedOn: certificate.data.issuedOn },
    ...{ expiresOn: certificate.data.expiresOn, revokedOn: certificate.data.revokedOn },
    covers: ({ eventId }: { eventId: Id }) => {
      const of = subjects.get(eventId)
      return of?.organizationId === certificate.organizationId && isCovered(certificate, of)
    },
  }))
  return findingsOf({ steps: checked, certificates: scoped }).flatMap(({ code, eventId, certificateId }) =>
    code === 'CERT_EXPIRED' && eventId && certificateId ? [{ code, eventId, certificateId }] : [],
  )
}

async function viewsOf(
  tx: EntityManager,
  certificates: readonly KnownCertificate[],
  today: Day,
): Promise<CoverView['certificates']> {
  const words = await nameCertificates(tx, certificates, today)
  const owners = await readPresent(tx, [...new Set(certificates.map((each) => each.organizationId))], today)
  return certificates.map(({ id, organizationId, data }) => {
    const { type, number, stars, issuedOn, expiresOn, revokedOn, document } = data
    return {
      ...{ id, organizationId, organizationName: nameOf(owners.get(organizationId)), type, number, issuedOn },
      ...(stars ? { stars } : {}),
      ...(expiresOn ? { expiresOn } : {}),
      ...(revokedOn ? { revokedOn } : {}),
      ...(document ? { document } : {}),
      ...words(data),
    }
  })
}
