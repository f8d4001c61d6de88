import { isDeepStrictEqual } from 'node:util'
import { decimalText, millionthsOf } from '@nguon/domain'
import { toBase64Url } from '@nguon/transparency'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { countRows } from './leaf-rows.ts'
import type { Problems } from './problems.ts'
import type { Verified } from './verify-tree.ts'

const Link = z.looseObject({ sequence: z.int(), prev: z.string().nullable() })
const Item = Link.extend({
  batchId: z.string(),
  role: z.string(),
  quantity: z.object({ value: z.string(), unit: z.string() }).optional(),
  units: z.int().optional(),
})
const Entry = z.looseObject({
  batches: z.array(Item).default([]),
  subject: Link.extend({ id: z.string(), kind: z.string() }).optional(),
  data: z.unknown().optional(),
  _sd: z.array(z.string()).default([]),
})
type Entry = z.infer<typeof Entry>

/** What the entries say of each other and of the tables that are looked up instead of them. */
export interface Chains {
  check(entries: readonly Verified[]): Promise<void>
  /** Once every entry was checked. @returns how many private fields the entries stand for */
  finish(): Promise<number>
}

/**
 * Holds the history of every batch and subject against its entries: each follows the one that it names, and the rows that queries
 * read say what it says, neither more nor less.
 */
export function chainsOf(tx: EntityManager, problems: Problems): Chains {
  const counted = { event_batch: 0, subject_entry: 0 }
  let commitments = 0
  return {
    async check(verified) {
      const entries = verified.flatMap((each) => openAsWritten(each, problems))
      for (const { body } of entries) {
        counted.event_batch += body.batches.length
        counted.subject_entry += body.subject ? 1 : 0
        commitments += body._sd.length
      }
      await checkBatches(tx, entries, problems)
      await checkSubjects(tx, entries, problems)
    },
    async finish() {
      for (const [table, count] of Object.entries(counted))
        if ((await countRows(tx, table)) !== count) problems.add(`${table} has rows that belong to no entry`)
      return commitments
    },
  }
}

interface Opened extends Verified {
  readonly body: Entry
}

function openAsWritten(verified: Verified, problems: Problems): Opened[] {
  try {
    const body = Entry.parse(JSON.parse(verified.entry.toString()))
    return [{ ...verified, body }]
  } catch {
    problems.add(`the entry ${verified.id} cannot be read`)
    return []
  }
}

const BatchRow = z.object({
  batchId: z.string(),
  sequence: z.int(),
  eventId: z.string(),
  leafHash: z.instanceof(Buffer),
  role: z.string(),
  quantity: z.string().nullable(),
  unit: z.string().nullable(),
  units: z.int().nullable(),
})
type BatchRow = z.infer<typeof BatchRow>

/** One line of an event, as text to be compared. */
const lineOf = (role: string, quantity: string | null, unit: string | null, units: number | null): string =>
  [role, quantity === null ? '' : decimalText(millionthsOf(quantity)), unit ?? '', units ?? ''].join(' ')

async function checkBatches(
  tx: EntityManager,
  entries: readonly Opened[],
  problems: Problems,
): Promise<void> {
  const links = entries.flatMap(({ body }) => body.batches)
  const asked = [...links, ...links.map(({ batchId, sequence }) => ({ batchId, sequence: sequence - 1 }))]
  const found = groupRows(await readBatchRows(tx, asked), ({ batchId, sequence }) => `${batchId} ${sequence}`)
  for (const { id, leafHash, body } of entries)
    for (const [batchId, items] of groupRows(body.batches, (item) => item.batchId)) {
      const { sequence, prev } = items[0] as (typeof items)[number]
      const rows = found.get(`${batchId} ${sequence}`) ?? []
      const before = found.get(`${batchId} ${sequence - 1}`)?.[0]?.leafHash
      if (!follows(sequence, prev, before))
        problems.add(`the entry ${id} does not follow the one before in the history of the batch ${batchId}`)
      const said = items.map((item) =>
        lineOf(item.role, item.quantity?.value ?? null, item.quantity?.unit ?? null, item.units ?? null),
      )
      const kept = rows.map((row) => lineOf(row.role, row.quantity, row.unit, row.units))
      const areIts = rows.every((row) => row.eventId === id && row.leafHash.equals(leafHash))
      if (!areIts || !isDeepStrictEqual(said.sort(), kept.sort()))
        problems.add(`the rows of the batch ${batchId} at ${sequence} do not say what the entry ${id} says`)
    }
}

const follows = (sequence: number, prev: string | null, before: Buffer | undefined): boolean =>
  sequence === 1 ? prev === null && !before : before !== undefined && prev === toBase64Url(before)

async function readBatchRows(
  tx: EntityManager,
  asked: readonly { readonly batchId: string; readonly sequence: number }[],
): Promise<BatchRow[]> {
  const rows: unknown = await tx.query(
    `SELECT batch_id AS "batchId", sequence, event_id AS "eventId", leaf_hash AS "leafHash", role, quantity, unit, units
     FROM event_batch JOIN (SELECT DISTINCT * FROM unnest($1::uuid[], $2::int[])) AS asked(batch_id, sequence) USING (batch_id, sequence)`,
    [asked.map(({ batchId }) => batchId), asked.map(({ sequence }) => sequence)],
  )
  return z.array(BatchRow).parse(rows)
}

const SubjectRow = z.object({
  id: z.string(),
  sequence: z.int(),
  kind: z.string(),
  eventId: z.string(),
  leafHash: z.instanceof(Buffer),
  data: z.unknown().optional(),
})

async function checkSubjects(
  tx: EntityManager,
  entries: readonly Opened[],
  problems: Problems,
): Promise<void> {
  const links = entries.flatMap(({ body }) => body.subject ?? [])
  const asked = [...links, ...links.map(({ id, sequence }) => ({ id, sequence: sequence - 1 }))]
  const rows: unknown = await tx.query(
    `SELECT subject_id AS id, sequence, kind, event_id AS "eventId", leaf_hash AS "leafHash", data
     FROM subject_entry JOIN (SELECT DISTINCT * FROM unnest($1::uuid[], $2::int[])) AS asked(subject_id, sequence) USING (subject_id, sequence)`,
    [asked.map(({ id }) => id), asked.map(({ sequence }) => sequence)],
  )
  const found = groupRows(z.array(SubjectRow).parse(rows), (row) => `${row.id} ${row.sequence}`)
  for (const { id, leafHash, body } of entries) {
    if (!body.subject) continue
    const { id: subjectId, sequence, prev, kind } = body.subject
    const row = found.get(`${subjectId} ${sequence}`)?.[0]
    if (!follows(sequence, prev, found.get(`${subjectId} ${sequence - 1}`)?.[0]?.leafHash))
      problems.add(
        `the entry ${id} does not follow the one before in the history of the ${kind} ${subjectId}`,
      )
    const isIts = row?.eventId === id && row.kind === kind && row.leafHash.equals(leafHash)
    if (!isIts || !isDeepStrictEqual(row.data, body.data))
      problems.add(
        `the row of the ${kind} ${subjectId} at ${sequence} does not say what the entry ${id} says`,
      )
  }
}

function groupRows<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}
