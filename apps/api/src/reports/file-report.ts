import type { ReportForm } from '@nguon/contract'
import { DomainError, type Id, newId, platformId } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import { withTenant } from '../db/with-tenant.ts'
import { findCode } from '../resolver/find-code.ts'
import { findProductId } from '../resolver/read-product.ts'
import { readTarget } from '../resolver/read-target.ts'
import { insertReport } from './report-store.ts'

/**
 * Keeps what anybody reports of a code, for whoever issued it and the inspectors of their area; of a code that nobody issued, for
 * every inspector.
 *
 * @param key made the serials that nobody can guess
 * @param report.photo the picture that came with it, re-encoded
 */
export async function fileReport(
  db: DataSource,
  key: Buffer,
  { photo, ...form }: ReportForm & { readonly photo?: Buffer | undefined },
  at: Date,
): Promise<void> {
  const organizationId = (await findIssuer(db.manager, key, form.code)) ?? platformId
  await withTenant(db, { organizationId }, (tx) => insertReport(tx, newId(), organizationId, form, at, photo))
}

async function findIssuer(tx: EntityManager, key: Buffer, code: string): Promise<Id | undefined> {
  const target = readTarget(code)
  if (target.kind === 'product') return (await findProductId(tx, target.gtin))?.organizationId
  if (target.kind !== 'code') return undefined
  try {
    const { organizationId, batchId } = await findCode(tx, key, target.path)
    return organizationId ?? (await organizationOf(tx, batchId))
  } catch (error) {
    if (error instanceof DomainError && error.code === 'CODE_UNKNOWN') return undefined
    throw error
  }
}

async function organizationOf(tx: EntityManager, batchId: Id | undefined): Promise<Id | undefined> {
  const rows: { id: Id }[] = await tx.query('SELECT organization_id AS id FROM batch WHERE id = $1', [
    batchId,
  ])
  return rows[0]?.id
}
