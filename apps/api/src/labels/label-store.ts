import { DomainError, type EventOf, type Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { findRanges } from './label-ranges.ts'

/** A roll as it is kept to be looked up. */
export interface LabelRunRow {
  readonly runId: Id
  readonly organizationId: Id
  readonly productId: Id
  readonly prefix: string
  readonly first: number
  readonly last: number
  readonly digits: number
  /** Printed as an own code, because its product has no GTIN: then prefix and number are unique among all organizations. */
  readonly own: boolean
  /** Its serials are made from this number by a key; undefined: prefix and number are the serial. */
  readonly number?: number | undefined
}

/** Adds a roll to the index of runs. @throws {DomainError} `LABEL_RANGE_TAKEN` when it overlaps another of the product */
export async function insertLabelRun(tx: EntityManager, run: LabelRunRow): Promise<void> {
  const { runId, organizationId, productId, prefix, first, last, digits, own, number } = run
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [own ? prefix : productId])
  const taken: unknown[] = await tx.query(
    `SELECT FROM label_run WHERE (product_id = $1 OR (own AND number IS NULL AND $5)) AND prefix = $2 AND first <= $4 AND last >= $3 LIMIT 1`,
    [productId, prefix, first, last, own && number === undefined],
  )
  if (taken.length > 0) throw new DomainError('LABEL_RANGE_TAKEN', `labels ${prefix} exist already`)
  if (number !== undefined && !(await isFree(tx, number)))
    throw new DomainError('LABEL_RANGE_TAKEN', `run ${number} exists already`)
  await tx.query(
    `INSERT INTO label_run (run_id, organization_id, product_id, prefix, first, last, digits, own, number)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [runId, organizationId, productId, prefix, first, last, digits, own, number],
  )
}

/** Whether no run has this number; asks others who look for one to wait until the transaction ends. */
export async function isFree(tx: EntityManager, number: number): Promise<boolean> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 3))', ['label run number'])
  const taken: unknown[] = await tx.query('SELECT FROM label_run WHERE number = $1', [number])
  return taken.length === 0
}

/**
 * Keeps which labels an activation puts into circulation and which it voids.
 *
 * @throws {DomainError} `NOT_FOUND` for a roll of another organization, `LABEL_RANGE_TAKEN` for labels outside the roll or
 *   activated before
 */
export async function insertLabelRanges(
  tx: EntityManager,
  event: EventOf<'label_activation'>,
): Promise<void> {
  const [about] = event.batches
  if (!about || event.batches.length !== 1)
    throw new DomainError('INVALID_REQUEST', 'labels are activated for one batch')
  const ranges = [
    ...event.details.activated.map((range) => ({ ...range, state: 'activated' })),
    ...event.details.voided.map((range) => ({ ...range, state: 'voided' })),
  ]
  // in sorted order, so that two activations over the same rolls wait for one another and never in a circle
  for (const runId of [...new Set(ranges.map((range) => range.runId))].sort())
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 2))', [runId])
  for (const range of ranges) {
    await assertInRun(tx, event.organizationId, about.batchId, range)
    if (range.state === 'voided') await assertActivated(tx, about.batchId, range)
    await tx.query(
      'INSERT INTO label_range (run_id, first, last, state, batch_id, event_id) VALUES ($1, $2, $3, $4, $5, $6)',
      [range.runId, range.first, range.last, range.state, about.batchId, event.id],
    )
  }
}

async function assertInRun(
  tx: EntityManager,
  organizationId: Id,
  batchId: Id,
  range: { runId: Id; first: number; last: number; state: string },
): Promise<void> {
  const [run] = z.array(z.object({ inside: z.boolean(), productId: z.string() })).parse(
    await tx.query(
      `SELECT first <= $2 AND last >= $3 AND $2 <= $3 AS inside, product_id AS "productId"
         FROM label_run WHERE run_id = $1 AND organization_id = $4`,
      [range.runId, range.first, range.last, organizationId],
    ),
  )
  if (!run) throw new DomainError('NOT_FOUND', 'no such roll of labels')
  const batches: unknown[] = await tx.query('SELECT FROM batch WHERE id = $1 AND product_id = $2', [
    batchId,
    run.productId,
  ])
  if (batches.length === 0) throw new DomainError('LABEL_RANGE_TAKEN', 'the roll is of another product')
  if (!run.inside) throw new DomainError('LABEL_RANGE_TAKEN', 'not labels of this roll')
  const there = await findRanges(tx, range.runId, range)
  if (there.some(({ state }) => state === range.state))
    throw new DomainError('LABEL_RANGE_TAKEN', `some of these labels are ${range.state} already`)
}

/** Throws unless every label of the range is activated for this batch: only then does voiding it make room for another. */
async function assertActivated(
  tx: EntityManager,
  batchId: Id,
  { runId, first, last }: { runId: Id; first: number; last: number },
): Promise<void> {
  const there = await findRanges(tx, runId, { first, last })
  const count = there
    .filter((range) => range.state === 'activated' && range.batchId === batchId)
    .reduce((sum, range) => sum + Math.min(range.last, last) - Math.max(range.first, first) + 1, 0)
  if (count !== last - first + 1)
    throw new DomainError('LABEL_RANGE_TAKEN', 'only labels activated for this batch are voided')
}
