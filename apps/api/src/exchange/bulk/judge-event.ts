import {
  type BatchState,
  conserves,
  DomainError,
  dayOf,
  type EventType,
  forbidsHarvest,
  type Id,
  type Instant,
  type MarkCode,
  marksOf,
  type Product,
  type RuleContext,
  type Spraying,
  sprayingOf,
  type TraceEvent,
  violationsOf,
} from '@nguon/domain'
import type { LockedBatch } from '../../batches/batch-store.ts'
import { assertDisclosures } from '../../events/disclosures.ts'
import { type References, referencesAmong } from '../../events/references.ts'
import type { EventRecord } from '../reading/event-records.ts'
import { type BatchBook, type BookedBatch, bookOf } from './batch-book.ts'
import type { MasterData } from './master-data.ts'

/** What the rules say yes to, with what they were told. */
export interface Allowed {
  readonly event: TraceEvent
  readonly disclosures: readonly string[]
  /** What is known of each of its batches, also of those that it creates. */
  readonly books: ReadonlyMap<Id, BookedBatch>
  readonly born: ReadonlySet<Id>
  readonly marks: readonly MarkCode[]
  readonly references: References
}

/** What asks the database more than the books know: it stops, permits or corrects. */
const goesAlone: ReadonlySet<EventType> = new Set<EventType>([
  'correction',
  'hold',
  'release',
  'recall',
  'recall_lifted',
])

/**
 * Asks the rules about an event from the books alone. A yes is the yes of appendEvent, with the same marks. Everything else is not
 * decided here: the event may be wrong, or the books may not know enough. appendEvent says.
 */
export function judgeEvent(
  { request, recordedAt }: EventRecord,
  book: BatchBook,
  master: MasterData,
): Allowed | undefined {
  const { event, disclosures = [], replacement } = request
  if (replacement || goesAlone.has(event.type)) return undefined
  if (event.type === 'inspection' && event.details.permits) return undefined
  const known = knownBatches(event, book)
  if (!known || mayCloseRing(event, known)) return undefined
  const references = orUndefined(() => {
    assertDisclosures(event._sd, disclosures)
    return referencesAmong(event, master.present, master.kept(event.organizationId))
  })
  if (!references) return undefined
  const marks = askRules(event, recordedAt, { book, master, books: known.books })
  return marks && { event, disclosures, ...known, marks, references }
}

interface Known {
  readonly books: ReadonlyMap<Id, BookedBatch>
  readonly born: ReadonlySet<Id>
}

/** The batches of the event; undefined when one is unknown, born again, stopped, or another's to take from. */
function knownBatches(event: TraceEvent, { batches }: BatchBook): Known | undefined {
  const books = new Map<Id, BookedBatch>()
  const born = new Set<Id>()
  for (const item of event.batches) {
    const before = batches.get(item.batchId)
    if (before ? item.creates : !item.creates) {
      // taken and given in its first event: the other item of the batch says what it is
      if (before || !event.batches.some(({ batchId, creates }) => batchId === item.batchId && creates))
        return undefined
      continue
    }
    const book = before ?? bookOf(unbornBatch(event, item))
    if (!before) born.add(item.batchId)
    const { status, organizationId } = book.locked.state
    if (status !== 'active' || (item.role === 'in' && organizationId !== event.organizationId))
      return undefined
    books.set(item.batchId, book)
  }
  return { books, born }
}

/** A batch as it is in the index just after its birth. */
function unbornBatch(
  event: TraceEvent,
  { batchId, creates, quantity }: TraceEvent['batches'][number],
): LockedBatch {
  if (!creates) throw new Error(`batch ${batchId} is not born`)
  const { kind, lot, useBy, productId } = creates
  const state: BatchState = {
    id: batchId,
    organizationId: event.organizationId,
    kind,
    lot,
    ...(quantity ? { unit: quantity.unit } : {}),
    ...(useBy ? { useBy } : {}),
    balance: 0n,
    status: 'active',
    unitsPacked: 0,
    labels: 0,
  }
  return { state, productId, head: { sequence: 0, leafHash: undefined } }
}

/**
 * Whether CYCLE has to look at the graph: something that has ancestors flows into a batch that was there before and has descendants.
 * Else no ring can close: and nobody can close one meanwhile, because whoever adds to either has to lock it.
 */
function mayCloseRing(event: TraceEvent, { books, born }: Known): boolean {
  const taken = event.batches.filter(({ role }) => role === 'in').map(({ batchId }) => batchId)
  const hasAncestors = (id: Id) => books.get(id)?.isSource !== true
  return event.batches.some(
    ({ batchId, role }) =>
      role === 'out' &&
      !born.has(batchId) &&
      books.get(batchId)?.isSink !== true &&
      taken.some((id) => needsLook(id, batchId, event) && hasAncestors(id)),
  )
}

/** In place nothing flows from one batch to another, unless an event that is known to the day gives before it takes. */
const needsLook = (taken: Id, given: Id, { precision }: TraceEvent): boolean =>
  taken !== given || precision === 'day'

interface Books {
  readonly book: BatchBook
  readonly master: MasterData
  readonly books: ReadonlyMap<Id, BookedBatch>
}

/** The marks of the event; undefined when a rule says no, or something recorded before would break one. */
function askRules(event: TraceEvent, recordedAt: Instant, around: Books): MarkCode[] | undefined {
  const states = new Map<Id, BatchState>()
  for (const [id, { locked, unitsPacked, labels }] of around.books) {
    const labelling = event.type === 'label_activation' ? { unitsPacked, labels } : {}
    states.set(id, { ...locked.state, ...labelling })
  }
  if (event.type === 'harvest') {
    if ([...around.books.values()].some(({ isPermitted }) => isPermitted)) return undefined
    addSprayings(event, states, around)
  }
  if (conserves(event.type)) addLossProfiles(event, states, around)
  const context: RuleContext = { event, recordedAt, batches: states }
  if (breaksHarvest(event, around) || violationsOf(context).length > 0) return undefined
  return marksOf(context)
}

function addSprayings(event: TraceEvent, states: Map<Id, BatchState>, { book, books }: Books): void {
  for (const { batchId, role } of event.batches) {
    const state = states.get(batchId)
    if (role !== 'in' || !state) continue
    const { sprayings = [] } = books.get(batchId) ?? {}
    states.set(batchId, { ...state, sprayings: sprayings.map((each) => told(each, book)) })
  }
}

const told = (event: Parameters<typeof sprayingOf>[0], { batches }: BatchBook): Spraying =>
  sprayingOf(
    event,
    event.batches.flatMap(({ batchId, role }) =>
      role === 'in' ? (batches.get(batchId)?.labelDays ?? []) : [],
    ),
  )

/** As read-loss-profiles.ts: how the products that are made narrow the profiles, as their versions of that day say. */
function addLossProfiles(event: TraceEvent, states: Map<Id, BatchState>, { master, books }: Books): void {
  const day = dayOf(event.occurredAt, event.utcOffset)
  for (const { batchId, role } of event.batches) {
    const [state, productId] = [states.get(batchId), books.get(batchId)?.locked.productId]
    if (role !== 'out' || !state || !productId) continue
    const own = (master.on(productId, day)?.data as Product | undefined)?.lossProfiles
    if (own) states.set(batchId, { ...state, lossProfiles: own })
  }
}

/** Whether a spraying forbids a harvest that is recorded already: then something has to be held. */
function breaksHarvest(event: TraceEvent, { book, books }: Books): boolean {
  if (event.type !== 'spraying') return false
  const spraying = told(event, book)
  return event.batches.some(
    ({ batchId, role }) =>
      role === 'out' && books.get(batchId)?.harvests.some((harvest) => forbidsHarvest(spraying, harvest)),
  )
}

/** What `read` answers; undefined when it refuses: why, appendEvent says. */
export function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof DomainError) return undefined
    throw error
  }
}
