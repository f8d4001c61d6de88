import type { Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { findRanges, type LabelRange } from './label-ranges.ts'
import { parseSerial } from './serial.ts'

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
  const made = await findMade(tx, key, serial)
  if (made) {
    const rows: unknown[] = await tx.query('SELECT FROM gtin WHERE gtin = $1 AND product_id = $2', [
      gtin,
      made.productId,
    ])
    return rows.length > 0 ? made : undefined
  }
  const match = /^(.*?)-?(\d{1,12})$/.exec(serial)
  if (!match) return undefined
  const [, prefix = '', number = ''] = match
  const from = 'gtin JOIN label_run run ON run.product_id = gtin.product_id'
  const values = [number, prefix, number.length, gtin]
  return labelOf(tx, Number(number), await tx.query(runSql(from, 'gtin.gtin = $4'), values))
}

/** The label that is printed as this own code (a serial, or prefix and number without dash); undefined when no roll has it. */
export async function findOwnLabel(
  tx: EntityManager,
  key: Buffer,
  code: string,
): Promise<LabelState | undefined> {
  const made = await findMade(tx, key, code)
  if (made) return made
  for (let length = 1; length <= 12 && length < code.length; length++) {
    const [prefix, number] = [code.slice(0, -length), code.slice(-length)]
    if (!/^\d+$/.test(number)) return undefined
    const rows: unknown = await tx.query(runSql('label_run run', 'run.own'), [number, prefix, length])
    const found = await labelOf(tx, Number(number), rows)
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
  const match = /^(.*?)-?(\d{1,12})$/.exec(serial)
  if (!match) return undefined
  const [, prefix = '', number = ''] = match
  const values = [number, prefix, number.length, organizationId]
  const rows: unknown = await tx.query(runSql('label_run run', 'run.organization_id = $4'), values)
  return labelOf(tx, Number(number), rows)
}

/** The label that our key made this serial for. What the key did not make is not even looked up. */
async function findMade(tx: EntityManager, key: Buffer, serial: string): Promise<LabelState | undefined> {
  const made = parseSerial(key, serial)
  if (!made) return undefined
  const { run, label } = made
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
