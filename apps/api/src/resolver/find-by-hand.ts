import type { Id } from '@nguon/domain'
import { buildPath, parseOwnCode, parsePath } from '@nguon/gs1'
import type { EntityManager } from 'typeorm'
import { findOwnLabel } from '../labels/find-label.ts'
import { parseSerial } from '../labels/serial.ts'

/**
 * The path of the page for a code that somebody typed: a whole address, a serial, a lot with a GTIN, or an own code. What nobody
 * printed gives the path of its "unknown" page.
 */
export async function findByHand(
  tx: EntityManager,
  { host, key }: { readonly host: string; readonly key: Buffer },
  typed: string,
): Promise<string> {
  const fromAddress = pathOfAddress(typed, host)
  if (fromAddress) return fromAddress
  const compact = typed.toUpperCase().replaceAll(/[\s\p{C}]/gu, '')
  const serial = await pathOfSerial(tx, compact)
  if (serial) return serial
  const lot = await pathOfLot(tx, compact)
  if (lot) return lot
  const own = parseOwnCode(compact)
  const made = own === undefined ? undefined : await pathOfMade(tx, key, own)
  if (made) return made
  if (own) return buildPath({ kind: 'own', code: own })
  return `/T/${encodeURIComponent([...compact].slice(0, 40).join('') || '-')}`
}

function pathOfAddress(typed: string, host: string): string | undefined {
  const url = /^https?:\/\//i.test(typed) && URL.canParse(typed) ? new URL(typed) : undefined
  if (url && url.host !== host) return undefined
  const path = url ? url.pathname : typed.startsWith('/') ? typed : undefined
  const address = path === undefined ? undefined : parsePath(path)
  return address && buildPath(address)
}

/** The most letters that the prefix of a roll has. */
const longestPrefix = 12

async function pathOfSerial(tx: EntityManager, serial: string): Promise<string | undefined> {
  const match = /^([0-9A-Z._-]*?)-?(\d{1,12})$/.exec(serial)
  if (!match) return undefined
  // people read a serial without its dash: the number is the last digits, as many as the roll has
  const read = `${match[1]}${match[2]}`
  const prefixes = Array.from({ length: Math.min(longestPrefix, read.length - 1) }, (_, i) =>
    read.slice(0, i + 1),
  )
  const rows: { gtin: string; prefix: string; digits: number }[] = await tx.query(
    `SELECT DISTINCT ON (run.run_id) gtin.gtin, run.prefix, run.digits FROM label_run run JOIN gtin ON gtin.product_id = run.product_id
     WHERE run.number IS NULL AND run.prefix = ANY($2) AND run.prefix || right($1, run.digits) = $1
     ORDER BY run.run_id, gtin.gtin LIMIT 2`,
    [read, prefixes],
  )
  const [row] = rows
  if (!row || rows.length > 1) return undefined
  return buildPath({ kind: 'package', gtin: row.gtin, serial: `${row.prefix}-${read.slice(-row.digits)}` })
}

/** A serial that nobody can guess, as it is printed: below the GTIN where its product had one when the run was made. */
async function pathOfMade(tx: EntityManager, key: Buffer, serial: string): Promise<string | undefined> {
  const label = parseSerial(key, serial) && (await findOwnLabel(tx, key, serial))
  if (!label) return undefined
  const [row]: { gtin: string }[] = await tx.query(
    `SELECT gtin FROM gtin JOIN label_run run ON run.product_id = gtin.product_id
     WHERE run.run_id = $1 AND NOT run.own ORDER BY gtin LIMIT 1`,
    [label.runId],
  )
  return row && buildPath({ kind: 'package', gtin: row.gtin, serial })
}

async function pathOfLot(tx: EntityManager, lot: string): Promise<string | undefined> {
  const batches: { id: Id }[] = await tx.query('SELECT id FROM batch WHERE lot = $1', [lot])
  const rows: { code: string }[] = await tx.query(
    `SELECT code FROM code WHERE batch_id = ANY($1) AND code LIKE '01/%' LIMIT 2`,
    [batches.map(({ id }) => id)],
  )
  const [row] = rows
  return row && rows.length === 1 ? `/${row.code}` : undefined
}
