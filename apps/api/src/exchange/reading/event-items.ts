import type { BatchItem, Creates, Id } from '@nguon/domain'
import type * as z from 'zod'
import { compact } from '../file-text.ts'
import type { FileBirth } from '../formats/batch-rows.ts'
import type { FileItem, HappenedRow } from '../formats/event-row.ts'
import { mistake } from '../mistakes.ts'
import { cropOf, meansCrop } from './declare-names.ts'
import { type Reading, resolveId, resolveName } from './reading.ts'

/** A batch of an event with the birth that the item itself tells; null: it says that there is none. */
export interface DraftItem extends BatchItem {
  readonly birth?: Creates | null
}

/** The batches of an event: taken, given, touched; then those that only `for_batch` or `for_crop` tells. */
export function itemsOf(row: HappenedRow, path: string, organizationId: Id, reading: Reading): DraftItem[] {
  const listed = (['inputs', 'outputs', 'about'] as const).flatMap((list) =>
    row[list].map((item, index) =>
      itemOf(item, roleOf(list, row.type), `${path}.${list}[${index}]`, organizationId, reading),
    ),
  )
  const roles = ['in', 'out', 'about']
  const items = [...listed, ...shortItems(row, path, organizationId, reading)]
  return items.sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role))
}

function roleOf(list: 'inputs' | 'outputs' | 'about', type: HappenedRow['type']): BatchItem['role'] {
  if (list === 'inputs') return type === 'receipt' ? 'about' : 'in' // a receipt counts, and draws nothing
  return list === 'outputs' ? 'out' : 'about'
}

function itemOf(
  { ref, quantity, unit, units, creates }: FileItem,
  role: BatchItem['role'],
  path: string,
  organizationId: Id,
  reading: Reading,
): DraftItem {
  const batchId = resolveId(reading, ref, ['batch', 'crop'], `${path}.ref`, organizationId)
  return compact({
    batchId,
    role,
    quantity: quantity !== undefined && unit ? { value: quantity, unit } : undefined,
    units,
    birth: creates && birthOf(creates, `${path}.creates`, organizationId, reading),
    ...(creates === null ? { birth: null } : {}),
  })
}

/** A birth with the ids of what it names. */
export function birthOf(
  { kind, product, lot, use_by, plots }: z.infer<typeof FileBirth>,
  path: string,
  organizationId: Id | undefined,
  reading: Reading,
): Creates {
  return compact({
    kind,
    productId: resolveId(reading, product, ['product'], `${path}.product`, organizationId),
    lot,
    useBy: use_by,
    plots: plots?.map((plot, index) =>
      resolveId(reading, plot, ['place'], `${path}.plots[${index}]`, organizationId),
    ),
  })
}

function shortItems(row: HappenedRow, path: string, organizationId: Id, reading: Reading): DraftItem[] {
  const { type, for_batch, for_crop } = row
  const role = type === 'label_activation' ? 'about' : type === 'harvest' ? 'in' : 'out'
  if (for_crop !== undefined) {
    const batchId = resolveId(reading, for_crop, ['crop'], `${path}.for_crop`, organizationId)
    if (!meansCrop(type)) reading.mistakes.push(mistake(`${path}.for_crop`, `means nothing for ${type}`))
    return [{ batchId, role }]
  }
  if (for_batch === undefined) return []
  if (!meansCrop(type) && type !== 'label_activation')
    reading.mistakes.push(mistake(`${path}.for_batch`, `means nothing for ${type}`))
  const batch = resolveName(reading, for_batch, ['batch'], `${path}.for_batch`, organizationId)
  if (!batch) return []
  return [{ batchId: meansCrop(type) ? cropOf(batch) : batch.id, role }]
}
