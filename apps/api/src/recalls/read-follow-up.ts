import type { BatchSummary, FollowUp, Outcome } from '@nguon/contract'
import { type Amount, amountOf, type Id, type Quantity, totalsOf, type Unit } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { listBatches } from '../batches/list-batches.ts'
import { enterTenant, scopeOfCaller } from '../db/with-tenant.ts'
import { atOneMoment } from '../traces/read-trace.ts'
import type { FrozenBatch } from './frozen.ts'
import { type Lift, listLifts } from './lift-store.ts'
import { viewNote } from './note-follow-up.ts'
import { listNotes, type Note } from './note-store.ts'
import { type OutcomeSum, readOutcomes } from './outcome-store.ts'
import { readFrozen, readRecall, sightOf } from './recall-store.ts'
import { viewLifts } from './view-lifts.ts'
import { readNamer } from './view-recalls.ts'

/** How far a recall has come: what the events since then say of each batch it stops, with notes and lifts beside it. */
export function readFollowUp(db: DataSource, caller: Caller, id: Id): Promise<FollowUp> {
  return atOneMoment(db, async (tx) => {
    await enterTenant(tx, scopeOfCaller(caller))
    const recall = await readRecall(tx, sightOf(caller), id)
    const frozen = await readFrozen(tx, id)
    const ids = frozen.filter(({ stopped }) => stopped).map((batch) => batch.id)
    const summaries = await listBatches(tx, { ids, limit: ids.length })
    const since = recall.drill ? null : recall.decidedAt
    const outcomes = since === null ? [] : await readOutcomes(tx, ids, since)
    const notes = await listNotes(tx, id)
    const lifts = await listLifts(tx, id)
    const personName = await readNamer(
      tx,
      caller,
      notes.map(({ by }) => by),
    )
    return {
      batches: batchesOf(summaries, outcomes),
      totals: sumOf(outcomes, remainsOf(summaries)),
      progress: {
        batches: ids.length,
        lifted: countLifted(ids, lifts),
        empty: summaries.filter(({ balance }) => balance === undefined || balance.value === '0').length,
        sent: totalsOf(sentIn(frozen)),
        answeredFor: totalsOf([...outcomes.filter((each) => each.outcome === 'returned'), ...toldIn(notes)]),
      },
      notes: notes.map((note) => viewNote(note, personName)),
      lifts: await viewLifts(tx, caller, recall, lifts),
    }
  })
}

interface Part {
  readonly amount: Amount
  readonly unit: Unit
}

function batchesOf(summaries: readonly BatchSummary[], outcomes: readonly OutcomeSum[]): FollowUp['batches'] {
  const ofBatch = new Map<Id, OutcomeSum[]>()
  for (const each of outcomes) ofBatch.set(each.batchId, [...(ofBatch.get(each.batchId) ?? []), each])
  return summaries.map((batch) => ({
    ...{ batchId: batch.id, lot: batch.lot, productName: batch.productName, status: batch.status },
    ...sumOf(ofBatch.get(batch.id) ?? [], remainsOf([batch])),
  }))
}

function sumOf(outcomes: readonly OutcomeSum[], remaining: readonly Part[]): Outcome {
  const of = (what: OutcomeSum['outcome']) => totalsOf(outcomes.filter(({ outcome }) => outcome === what))
  return {
    returned: of('returned'),
    destroyed: of('destroyed'),
    reworked: of('reworked'),
    remaining: totalsOf(remaining),
  }
}

const remainsOf = (batches: readonly BatchSummary[]): Part[] =>
  batches.flatMap(({ balance }) =>
    balance && balance.value !== '0' && !balance.value.startsWith('-') ? [partOf(balance)] : [],
  )

/** What had left the hands of its maker when the recall was proposed. */
const sentIn = (frozen: readonly FrozenBatch[]): Part[] =>
  frozen
    .flatMap(({ lines }) => lines)
    .flatMap(({ dispatchId, quantity }) => (dispatchId && quantity ? [partOf(quantity)] : []))

/** What notes say became of goods; that somebody was told is no end of them. */
const toldIn = (notes: readonly Note[]): Part[] =>
  notes.flatMap(({ outcome, quantity }) =>
    quantity && outcome !== 'told' && outcome !== 'not_found' ? [partOf(quantity)] : [],
  )

const partOf = (quantity: { value: string; unit: Unit }): Part => ({
  amount: amountOf(quantity as Quantity),
  unit: quantity.unit,
})

function countLifted(ids: readonly Id[], lifts: readonly Lift[]): number {
  const done = lifts.filter(({ state }) => state === 'done')
  if (done.some(({ batchIds }) => batchIds === null)) return ids.length
  return new Set(done.flatMap(({ batchIds }) => batchIds ?? [])).size
}
