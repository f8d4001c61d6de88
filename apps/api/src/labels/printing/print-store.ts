import type { LabelPrintView } from '@nguon/contract'
import { DomainError, type Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { Frozen } from './frozen.ts'

const PrintRow = z.object({
  id: z.string(),
  runId: z.string().nullable(),
  batchId: z.string().nullable(),
  first: z.coerce.number(),
  last: z.coerce.number(),
  frozen: Frozen,
  printedAt: z.date(),
  printedBy: z.string().nullable(),
  reprintOf: z.string().nullable(),
  reason: z.string().nullable(),
  state: z.enum(['ready', 'waiting', 'drawing', 'done', 'failed', 'cancelled', 'removed']),
  done: z.int(),
})
export type PrintRow = z.infer<typeof PrintRow>

const columns = `print.id, print.run_id AS "runId", print.batch_id AS "batchId", print.first, print.last, print.frozen,
  print.printed_at AS "printedAt", person.name AS "printedBy", print.reprint_of AS "reprintOf", print.reason, print.state, print.done`
const from = `label_print print LEFT JOIN membership person
  ON person.account_id = print.printed_by AND person.organization_id = print.organization_id`

/** What a print keeps of itself for good. */
export interface NewPrint {
  readonly id: Id
  readonly organizationId: Id
  readonly runId: Id | undefined
  readonly batchId: Id | undefined
  readonly first: number
  readonly last: number
  readonly frozen: Frozen
  readonly printedBy: Id | undefined
  readonly printedAt: Date
  readonly reprintOf?: Id | undefined
  readonly reason?: string | undefined
  readonly state: 'ready' | 'waiting'
}

/** Adds a print. @returns whether it was new */
export async function insertPrint(tx: EntityManager, print: NewPrint): Promise<boolean> {
  const rows: unknown[] = await tx.query(
    `INSERT INTO label_print (id, organization_id, run_id, batch_id, first, last, frozen, printed_by, printed_at, reprint_of,
       reason, state, done) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0) ON CONFLICT DO NOTHING RETURNING id`,
    [
      ...[print.id, print.organizationId, print.runId, print.batchId, print.first, print.last],
      ...[JSON.stringify(print.frozen), print.printedBy, print.printedAt, print.reprintOf, print.reason],
      print.state,
    ],
  )
  return rows.length > 0
}

/** A print of the organization, for which the transaction acts. @throws {DomainError} `NOT_FOUND` */
export async function readPrint(tx: EntityManager, organizationId: Id, id: Id): Promise<PrintRow> {
  const [row] = z
    .array(PrintRow)
    .parse(
      await tx.query(`SELECT ${columns} FROM ${from} WHERE print.id = $1 AND print.organization_id = $2`, [
        id,
        organizationId,
      ]),
    )
  if (!row) throw new DomainError('NOT_FOUND', 'no such print')
  return row
}

/** The organization's latest prints of a run, of a batch, or of all, newest first. */
export async function listPrints(
  tx: EntityManager,
  organizationId: Id,
  of: { readonly runId?: Id | undefined; readonly batchId?: Id | undefined },
): Promise<PrintRow[]> {
  const rows: unknown = await tx.query(
    `SELECT ${columns} FROM ${from}
     WHERE ($1::uuid IS NULL OR print.run_id = $1) AND ($2::uuid IS NULL OR print.batch_id = $2)
       AND print.organization_id = $3
     ORDER BY print.printed_at DESC, print.id DESC LIMIT 50`,
    [of.runId, of.batchId, organizationId],
  )
  return z.array(PrintRow).parse(rows)
}

/** Stops a print that is not finished. */
export async function cancelPrint(tx: EntityManager, id: Id, now: Date): Promise<void> {
  await tx.query(
    `UPDATE label_print SET state = 'cancelled', finished_at = $2 WHERE id = $1 AND state IN ('waiting', 'drawing')`,
    [id, now],
  )
}

export const viewOfPrint = (row: PrintRow): LabelPrintView => ({
  id: row.id,
  ...(row.runId ? { runId: row.runId } : {}),
  ...(row.batchId ? { batchId: row.batchId } : {}),
  first: row.first,
  last: row.last,
  format: row.frozen.file.format,
  state: row.state,
  count: row.last - row.first + 1,
  done: row.state === 'ready' ? row.last - row.first + 1 : row.done,
  printedAt: row.printedAt.toISOString(),
  ...(row.printedBy ? { printedBy: row.printedBy } : {}),
  ...(row.reprintOf ? { reprintOf: row.reprintOf } : {}),
  ...(row.reason ? { reason: row.reason } : {}),
})
