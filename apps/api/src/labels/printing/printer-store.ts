import type { PrinterView } from '@nguon/contract'
import { DomainError, type Id, LabelMedium } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'

const PrinterRow = z
  .object({
    id: z.string(),
    name: z.string(),
    xMm: z.coerce.number(),
    yMm: z.coerce.number(),
    scale: z.coerce.number(),
    medium: LabelMedium.nullable(),
  })
  .transform(({ medium, ...printer }) => ({ ...printer, ...(medium ? { medium } : {}) }))
const columns = 'id, name, x_mm AS "xMm", y_mm AS "yMm", scale, medium'

/** The printers of the organization, for which the transaction acts, by name. */
export async function listPrinters(tx: EntityManager, organizationId: Id): Promise<PrinterView[]> {
  return z
    .array(PrinterRow)
    .parse(
      await tx.query(`SELECT ${columns} FROM printer WHERE organization_id = $1 ORDER BY name, id`, [
        organizationId,
      ]),
    )
}

export async function findPrinter(
  tx: EntityManager,
  organizationId: Id,
  id: Id,
): Promise<PrinterView | undefined> {
  return z
    .array(PrinterRow)
    .parse(
      await tx.query(`SELECT ${columns} FROM printer WHERE id = $1 AND organization_id = $2`, [
        id,
        organizationId,
      ]),
    )[0]
}

/** Keeps what a printer needs. @throws {DomainError} `NOT_FOUND` when the id is another organization's */
export async function keepPrinter(
  tx: EntityManager,
  organizationId: Id,
  { id, name, xMm, yMm, scale, medium }: PrinterView,
): Promise<PrinterView> {
  const values = [id, name, xMm, yMm, scale, organizationId, medium ? JSON.stringify(medium) : null]
  const [changed]: [{ id: Id }[], number] = await tx.query(
    `UPDATE printer SET name = $2, x_mm = $3, y_mm = $4, scale = $5, medium = $7
     WHERE id = $1 AND organization_id = $6 RETURNING id`,
    values,
  )
  if (changed.length === 0) {
    const added: unknown[] = await tx.query(
      `INSERT INTO printer (id, name, x_mm, y_mm, scale, organization_id, medium) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT DO NOTHING RETURNING id`,
      values,
    )
    if (added.length === 0) throw new DomainError('NOT_FOUND', 'no such printer')
  }
  const kept = await findPrinter(tx, organizationId, id)
  if (!kept) throw new Error('a printer that was kept is there')
  return kept
}

/** @throws {DomainError} `NOT_FOUND` */
export async function removePrinter(tx: EntityManager, organizationId: Id, id: Id): Promise<void> {
  const [, count]: [unknown, number] = await tx.query(
    'DELETE FROM printer WHERE id = $1 AND organization_id = $2',
    [id, organizationId],
  )
  if (count === 0) throw new DomainError('NOT_FOUND', 'no such printer')
}
