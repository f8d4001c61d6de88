import { buildPath, parseOwnCode, parsePath } from '@nguon/gs1'
import type { EntityManager } from 'typeorm'

/**
 * The path of the page for a code that somebody typed: a whole address, a serial, a lot with a GTIN, or an own code. What nobody
 * printed gives the path of its "unknown" page.
 */
export async function findByHand(tx: EntityManager, host: string, typed: string): Promise<string> {
  const fromAddress = pathOfAddress(typed, host)
  if (fromAddress) return fromAddress
  const compact = typed.toUpperCase().replaceAll(/\s/g, '')
  const serial = await pathOfSerial(tx, compact)
  if (serial) return serial
  const lot = await pathOfLot(tx, compact)
  if (lot) return lot
  const own = parseOwnCode(compact)
  return own ? buildPath({ kind: 'own', code: own }) : `/T/${encodeURIComponent(compact.slice(0, 40) || '-')}`
}

function pathOfAddress(typed: string, host: string): string | undefined {
  const url = /^https?:\/\//i.test(typed) && URL.canParse(typed) ? new URL(typed) : undefined
  if (url && url.host !== host) return undefined
  const path = url ? url.pathname : typed.startsWith('/') ? typed : undefined
  return path && parsePath(path) ? path : undefined
}

async function pathOfSerial(tx: EntityManager, serial: string): Promise<string | undefined> {
  const match = /^([0-9A-Z._-]*?)-?(\d{1,12})$/.exec(serial)
  if (!match) return undefined
  const [, prefix = '', number = ''] = match
  // people read a serial without its dash: the number is the last digits, as many as the roll has
  const rows: { gtin: string; prefix: string; digits: number }[] = await tx.query(
    `SELECT gtin.gtin, run.prefix, run.digits FROM label_run run JOIN gtin ON gtin.product_id = run.product_id
     WHERE run.prefix || right($1, run.digits) = $1 LIMIT 2`,
    [`${prefix}${number}`],
  )
  const [row] = rows
  if (!row || rows.length > 1) return undefined
  const digits = `${prefix}${number}`.slice(-row.digits)
  return buildPath({ kind: 'package', gtin: row.gtin, serial: `${row.prefix}-${digits}` })
}

async function pathOfLot(tx: EntityManager, lot: string): Promise<string | undefined> {
  const rows: { gtin: string; lot: string }[] = await tx.query(
    `SELECT gtin.gtin, batch.lot FROM batch JOIN gtin ON gtin.product_id = batch.product_id
     WHERE batch.lot = $1 AND batch.kind NOT IN ('input', 'crop') LIMIT 2`,
    [lot],
  )
  const [row] = rows
  return row && rows.length === 1 ? buildPath({ kind: 'batch', gtin: row.gtin, lot: row.lot }) : undefined
}
