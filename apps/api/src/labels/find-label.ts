import type { Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { findRanges, type LabelRange } from './label-ranges.ts'
import { readOwnSerial, readSerial } from './read-serial.ts'
import type { SerialNumber } from './serial.ts'

/** What is known of one label. */
export interface LabelState {
  readonly organizationId: Id
  readonly productId: Id
  readonly runId: Id
  readonly number: number
  /** The batch it was activated for. */
  readonly batchId: Id | undefined
  readonly voided: boolean
}

const RunRows = z.array(z.object({ runId: z.string(), organizationId: z.string(), productId: z.string() }))
const columns =
  'run.run_id AS "runId", run.organization_id AS "organizationId", run.product_id AS "productId"'

/** SQL: the numbered runs that `from` and `where` name and that have a label with number `$1`, prefix `$2` and `$3` digits. */
const runSql = (from: string, where: string): string =>
  `SELECT ${columns} FROM ${from}
   WHERE run.number IS NULL AND run.prefix = $2 AND $1::bigint BETWEEN run.first AND run.last AND run.digits = $3 AND ${where} LIMIT 1`

/**
 * The label with this serial of the product with this GTIN; undefined when no roll has it.
 *
 * @param key made the serials that nobody can guess
 */
export async function findLabel(
  tx: EntityManager,
  key: Buffer,
  gtin: string,
  serial: string,
): Promise<LabelState | undefined> {
  const reading = readSerial(key, serial)
  if (!reading) return undefined
  if ('run' in reading) {
    const made = await findMade(tx, reading)
    const isOfGtin = 'SELECT FROM gtin WHERE gtin = $1 AND product_id = $2'
    const rows: unknown[] = made ? await tx.query(isOfGtin, [gtin, made.productId]) : []
    return rows.length > 0 ? made : undefined
  }
  const { prefix, digits, label } = reading
  const from = 'gtin JOIN label_run run ON run.product_id = gtin.product_id'
  return labelOf(tx, label, await tx.query(runSql(from, 'gtin.gtin = $4'), [label, prefix, digits, gtin]))
}

/** The label that is printed as this own code (a serial, or prefix and number without dash); undefined when no roll has it. */
export async function findOwnLabel(
  tx: EntityManager,
  key: Buffer,
  code: string,
): Promise<LabelState | undefined> {
  for (const reading of readOwnSerial(key, code)) {
    if ('run' in reading) return findMade(tx, reading)
    const { prefix, digits, label } = reading
    const rows: unknown = await tx.query(runSql('label_run run', 'run.own'), [label, prefix, digits])
    const found = await labelOf(tx, label, rows)
    if (found) return found
  }
  return undefined
}

/** The label with this numbered serial in a roll of the organization. */
export async function findRolled(
  tx: EntityManager,
  organizationId: Id,
  serial: string,
): Promise<LabelState | undefined> {
  const reading = readSerial(Buffer.alloc(0), serial)
  if (!reading || 'run' in reading) return undefined
  const { prefix, digits, label } = reading
  const values = [label, prefix, digits, organizationId]
  const rows: unknown = await tx.query(runSql('label_run run', 'run.organization_id = $4'), values)
  return labelOf(tx, label, rows)
}

/** The label that our key made this serial for. What the key did not make is not even looked up. */
async function findMade(tx: EntityManager, { run, label }: SerialNumber): Promise<LabelState | undefined> {
  const rows: unknown = await tx.query(
    `SELECT ${columns} FROM label_run run WHERE number = $1 AND $2::bigint BETWEEN first AND last`,
    [run, label],
  )
  return labelOf(tx, label, rows)
}

async function labelOf(tx: EntityManager, number: number, rows: unknown): Promise<LabelState | undefined> {
  const [run] = RunRows.parse(rows)
  if (!run) return undefined
  const ranges = await findRanges(tx, run.runId, { first: number, last: number })
  const batchOf = (state: LabelRange['state']) => ranges.find((range) => range.state === state)?.batchId
  const voidedFor = batchOf('voided')
  const batchId = batchOf('activated') ?? voidedFor
  return { ...run, number, batchId, voided: voidedFor !== undefined }
}
