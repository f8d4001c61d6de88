import { DomainError, type Id, type Product } from '@nguon/domain'
import { type Address, buildPath, parsePath } from '@nguon/gs1'
import type { EntityManager } from 'typeorm'
import { readPresent } from '../subjects/subject-store.ts'
import { findLabel, findOwnLabel } from './find-label.ts'

/** What is printed for a batch or package. */
export interface PrintedCode {
  /** One absolute address, the same for a phone's camera, Zalo, a till and a machine. */
  readonly address: string
  /** What people compare: a lot, a serial or the platform's own code. */
  readonly code: string
}

/**
 * The address of a batch as it was claimed at its birth: GS1 Digital Link where its product had a GTIN, else our own. What is
 * printed stays the same when the product gets another GTIN.
 *
 * @throws {DomainError} `NOT_FOUND`
 */
export async function addressOfBatch(tx: EntityManager, publicUrl: string, id: Id): Promise<PrintedCode> {
  const claimed = await readClaimed(tx, id)
  const code = claimed.kind === 'own' ? claimed.code : claimed.lot
  return { address: `${publicUrl}${buildPath(claimed)}`, code }
}

/**
 * The address of one package of a batch: without the lot, as a roll printed beforehand has it; an own code where the product had no
 * GTIN when the roll was made.
 *
 * @throws {DomainError} `NOT_FOUND` when the label is not activated for this batch
 */
export async function addressOfPackage(
  tx: EntityManager,
  { publicUrl, key }: { readonly publicUrl: string; readonly key: Buffer },
  id: Id,
  serial: string,
): Promise<PrintedCode> {
  const code = serial.replaceAll('-', '')
  const own = await findOwnLabel(tx, key, code)
  if (own?.batchId === id && !own.voided)
    return { address: `${publicUrl}${buildPath({ kind: 'own', code })}`, code }
  const claimed = await readClaimed(tx, id)
  const gtin = claimed.kind === 'batch' ? claimed.gtin : await findPresentGtin(tx, id)
  const label = gtin ? await findLabel(tx, key, gtin, serial) : undefined
  if (!gtin || label?.batchId !== id || label.voided)
    throw new DomainError('NOT_FOUND', `no label ${serial} of this batch`)
  return { address: `${publicUrl}${buildPath({ kind: 'package', gtin, serial })}`, code: serial }
}

async function readClaimed(tx: EntityManager, id: Id): Promise<Exclude<Address, { kind: 'package' }>> {
  const rows: { code: string }[] = await tx.query(
    // GTIN and lot before the own code
    `SELECT code FROM code WHERE batch_id = $1 AND code ~ '^(01|T)/' ORDER BY code COLLATE "C" LIMIT 1`,
    [id],
  )
  const [row] = rows
  if (!row) throw new DomainError('NOT_FOUND', `no batch ${id}`)
  const address = parsePath(`/${row.code}`)
  if (!address || address.kind === 'package') throw new Error(`${row.code} is no code of a batch`)
  return address
}

/** The GTIN of a product that had none when the batch was born. */
async function findPresentGtin(tx: EntityManager, id: Id): Promise<string | undefined> {
  const [row]: { product_id: Id }[] = await tx.query('SELECT product_id FROM batch WHERE id = $1', [id])
  const product = row && (await readPresent(tx, [row.product_id])).get(row.product_id)
  return (product?.data as Product | undefined)?.gtin
}
