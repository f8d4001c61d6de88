import type { PlanLine, RecallPlan } from '@nguon/contract'
import {
  amountOf,
  type Id,
  type MeasuredAmount,
  type Organization,
  type Place,
  type Quantity,
  type RecallList,
  recallLists,
  totalsOf,
} from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import type { Caller } from '../accounts/caller.ts'
import { nameOf } from '../batches/list-batches.ts'
import { readPresent, type StoredVersion } from '../subjects/subject-store.ts'
import { placeNameOf } from './draw-up.ts'
import { type FrozenBatch, fingerprintOf } from './frozen.ts'
import { readBuyers } from './read-buyers.ts'

interface Told {
  readonly at: Date
  readonly startIds: readonly Id[]
  readonly batches: readonly FrozenBatch[]
  /** What a look at private fields is noted as having been for. */
  readonly about: string
}

/** The lists as the caller reads them: batches, places and organizations by their present names, and how to reach whom. */
export async function viewPlan(tx: EntityManager, caller: Caller, told: Told): Promise<RecallPlan> {
  const { batches } = told
  const index = await readIndex(tx, batches)
  const buyers = await readBuyers(tx, caller, dispatchesOutside(batches), told.about)
  const sentAt = await readSentAt(tx, batches)
  const lists = { dispatched: [], stoppable: [], inStock: [], stop: [] } as Record<RecallList, PlanLine[]>
  for (const { id, lines } of batches)
    for (const line of lines)
      lists[line.list].push({
        batchId: id,
        ...(line.quantity ? { quantity: line.quantity } : {}),
        ...(line.standing ? { standing: line.standing } : {}),
        ...dispatchOf(line, index.present, buyers, sentAt),
      })
  return {
    at: told.at.toISOString(),
    fingerprint: fingerprintOf(batches),
    startIds: [...told.startIds],
    batches: batches.map((batch) => reachedOf(batch, index)),
    lists,
    totals: Object.fromEntries(
      recallLists.map((list) => [list, totalOf(lists[list])]),
    ) as RecallPlan['totals'],
    complete: true,
  }
}

type Present = ReadonlyMap<Id, StoredVersion>
interface Index {
  readonly named: ReadonlyMap<Id, { lot: string; productId: Id }>
  readonly present: Present
}

function reachedOf(batch: FrozenBatch, { named, present }: Index): RecallPlan['batches'][number] {
  const { id, kind, organizationId, stopped, excluded } = batch
  const row = named.get(id)
  return {
    ...{ id, kind, lot: row?.lot ?? '', productName: nameOf(row && present.get(row.productId)) },
    ...{ organizationId, organizationName: nameOf(present.get(organizationId)), stopped },
    ...(excluded === undefined ? {} : { excluded }),
  }
}

function dispatchOf(
  line: FrozenBatch['lines'][number],
  present: Present,
  buyers: ReadonlyMap<Id, NonNullable<PlanLine['buyer']>>,
  sentAt: ReadonlyMap<Id, string>,
): Partial<PlanLine> {
  const { dispatchId, toOrganizationId, toPlaceId } = line
  if (dispatchId === undefined) return {}
  const at = sentAt.get(dispatchId)
  const buyer = buyers.get(dispatchId)
  const to = toOrganizationId === undefined ? undefined : present.get(toOrganizationId)
  const phone = (to?.data as Organization | undefined)?.phone
  const placeName = placeNameOf(
    toPlaceId === undefined ? undefined : (present.get(toPlaceId)?.data as Place | undefined),
  )
  return {
    dispatchId,
    ...(at === undefined ? {} : { sentAt: at }),
    ...(to
      ? { to: { organizationId: to.id, name: nameOf(to), placeName, ...(phone ? { phone } : {}) } }
      : {}),
    ...(buyer ? { buyer } : {}),
  }
}

const totalOf = (lines: readonly { quantity?: MeasuredAmount | undefined }[]): MeasuredAmount[] =>
  totalsOf(
    lines.flatMap(({ quantity }) =>
      quantity && quantity.value !== '0'
        ? [{ amount: amountOf(quantity as Quantity), unit: quantity.unit }]
        : [],
    ),
  )

/** The dispatches to outside buyers, and whose each is. */
function dispatchesOutside(batches: readonly FrozenBatch[]): Map<Id, Id> {
  const outside = new Map<Id, Id>()
  for (const { organizationId, lines } of batches)
    for (const { dispatchId, toPlaceId } of lines)
      if (dispatchId !== undefined && toPlaceId === undefined) outside.set(dispatchId, organizationId)
  return outside
}

const NamedRow = z.object({ id: z.string(), lot: z.string(), productId: z.string() })

async function readIndex(tx: EntityManager, batches: readonly FrozenBatch[]): Promise<Index> {
  const rows = z
    .array(NamedRow)
    .parse(
      await tx.query('SELECT id, lot, product_id AS "productId" FROM batch WHERE id = ANY($1)', [
        batches.map(({ id }) => id),
      ]),
    )
  const ids = new Set<Id>(rows.map(({ productId }) => productId))
  for (const { organizationId, lines } of batches) {
    ids.add(organizationId)
    for (const { toOrganizationId, toPlaceId } of lines) {
      if (toOrganizationId) ids.add(toOrganizationId)
      if (toPlaceId) ids.add(toPlaceId)
    }
  }
  return { named: new Map(rows.map((row) => [row.id, row])), present: await readPresent(tx, [...ids]) }
}

/** When the dispatches happened. */
async function readSentAt(tx: EntityManager, batches: readonly FrozenBatch[]): Promise<Map<Id, string>> {
  const sending = batches.filter(({ lines }) => lines.some(({ dispatchId }) => dispatchId))
  const rows: { id: Id; at: Date }[] = await tx.query(
    `SELECT DISTINCT event_id AS id, at FROM event_batch WHERE batch_id = ANY($1) AND type = 'dispatch'`,
    [sending.map(({ id }) => id)],
  )
  return new Map(rows.map(({ id, at }) => [id, at.toISOString()]))
}
