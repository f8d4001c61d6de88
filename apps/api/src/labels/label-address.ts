import { DomainError, type Id, type Product } from '@nguon/domain'
import { buildPath } from '@nguon/gs1'
import type { EntityManager } from 'typeorm'
import { readPresent } from '../subjects/subject-store.ts'
import { ownCodeOf } from './claim-codes.ts'
import { findLabel } from './label-store.ts'

/** What is printed for a batch or package. */
export interface PrintedCode {
  /** One absolute address, the same for a phone's camera, Zalo, a till and a machine. */
  readonly address: string
  /** What people compare: a lot, a serial or the platform's own code. */
  readonly code: string
}

/** The address of a batch: GS1 Digital Link where its product has a GTIN, else our own. @throws {DomainError} `NOT_FOUND` */
export async function addressOfBatch(tx: EntityManager, publicUrl: string, id: Id): Promise<PrintedCode> {
  const { gtin, lot } = await readBirth(tx, id)
  const code = gtin ? lot : ownCodeOf(id)
  const path = gtin ? buildPath({ kind: 'batch', gtin, lot }) : buildPath({ kind: 'own', code })
  return { address: `${publicUrl}${path}`, code }
}

/** The address of one package of a batch. @throws {DomainError} `NOT_FOUND` when the label is not activated for this batch */
export async function addressOfPackage(
  tx: EntityManager,
  publicUrl: string,
  id: Id,
  serial: string,
): Promise<PrintedCode> {
  const { gtin, lot } = await readBirth(tx, id)
  const label = gtin ? await findLabel(tx, gtin, serial) : undefined
  if (!gtin || label?.batchId !== id || label.voided)
    throw new DomainError('NOT_FOUND', `no label ${serial} of this batch`)
  return { address: `${publicUrl}${buildPath({ kind: 'package', gtin, lot, serial })}`, code: serial }
}

async function readBirth(tx: EntityManager, id: Id): Promise<{ gtin: string | undefined; lot: string }> {
  const rows: { product_id: string; lot: string; kind: string }[] = await tx.query(
    'SELECT product_id, lot, kind FROM batch WHERE id = $1',
    [id],
  )
  const [row] = rows
  if (!row) throw new DomainError('NOT_FOUND', `no batch ${id}`)
  const product = (await readPresent(tx, [row.product_id])).get(row.product_id)?.data as Product | undefined
  const labelled = row.kind !== 'input' && row.kind !== 'crop'
  return { gtin: labelled ? product?.gtin : undefined, lot: row.lot }
}
