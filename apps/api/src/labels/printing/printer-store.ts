import type { PrinterView } from '@nguon/contract'
import { DomainError, type Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'

const PrinterRow = z.object({
  id: z.string(),
  name: z.string(),
  xMm: z.coerce.number(),
  yMm: z.coerce.number(),
  scale: z.coerce.number(),
})
const columns = 'id, name, x_mm AS "xMm", y_mm AS "yMm", scale'

/** The printers of the organization that the transaction acts for, by name. */
export async function listPrinters(tx: EntityManager): Promise<PrinterView[]> {
  return z.array(PrinterRow).parse(await tx.query(`SELECT ${columns} FROM printer ORDER BY name, id`))
}

export async function findPrinter(tx: EntityManager, id: Id): Promise<PrinterView | undefined> {
  return z.array(PrinterRow).parse(await tx.query(`SELECT ${columns} FROM printer WHERE id = $1`, [id]))[0]
}

/** Keeps what a printer needs. @throws {DomainError} `NOT_FOUND` when the id is another organization's */
export async function keepPrinter(
  tx: EntityManager,
  organizationId: Id,
  { id, name, xMm, yMm, scale }: PrinterView,
): Promise<PrinterView> {
  const values = [id, name, xMm, yMm, scale]
  const [changed]: [{ id: Id }[], number] = await tx.query(
    'UPDATE printer SET name = $2, x_mm = $3, y_mm = $4, scale = $5 WHERE id = $1 RETURNING id',
    values,
  )
  if (changed.length === 0) {
    const added: unknown[] = await tx.query(
      `INSERT INTO printer (id, name, x_mm, y_mm, scale, organization_id) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT DO NOTHING RETURNING id`,
      [...values, organizationId],
    )
    if (added.length === 0) throw new DomainError('NOT_FOUND', 'no such printer')
  }
  const kept = await findPrinter(tx, id)
  if (!kept) throw new Error('a printer that was kept is there')
  return kept
}

/** @throws {DomainError} `NOT_FOUND` */
export async function removePrinter(tx: EntityManager, id: Id): Promise<void> {
  const [, count]: [unknown, number] = await tx.query('DELETE FROM printer WHERE id = $1', [id])
  if (count === 0) throw new DomainError('NOT_FOUND', 'no such printer')
}
