import type { BatchItem, Id } from '@nguon/domain'
import { type ExchangeFile, rowsOf } from '../exchange-file.ts'
import { compact } from '../file-text.ts'
import type { InputLotRow } from '../formats/batch-rows.ts'
import { organizationFormat } from '../formats/organization-format.ts'
import { mistake } from '../mistakes.ts'
import type { BatchTold } from './batches-told.ts'
import type { Draft } from './event-drafts.ts'
import { type Reading, resolveName } from './reading.ts'

/** An input lot whose row tells more of the event that receives it. */
export interface LotTold {
  readonly row: InputLotRow
  readonly path: string
}

/** The input lot that the event receives, where its row tells details of the event. */
export function lotOf(
  { row, path }: Draft,
  batches: readonly BatchItem[],
  told: ReadonlyMap<Id, BatchTold>,
  { mistakes }: Reading,
): LotTold | undefined {
  if (row.type !== 'input_received') return undefined
  const lots = batches.flatMap(({ batchId, creates }): LotTold[] => {
    const batch = creates && told.get(batchId)
    return batch?.lot && tellsMore(batch.lot) ? [{ row: batch.lot, path: batch.path }] : []
  })
  if (lots.length > 1)
    mistakes.push(mistake(`${path}.outputs`, 'receives several lots: say their details here'))
  return lots[0]
}

const tellsMore = (lot: InputLotRow): boolean =>
  Object.keys({ ...lotDetails(lot) }).length > 0 || Boolean(lot.supplier)

/** What the lot's row says of the event. */
export const lotDetails = (lot: InputLotRow): Record<string, unknown> =>
  compact({
    selfProduced: lot.self_produced,
    activeIngredient: lot.active_ingredient,
    registrationNumber: lot.registration_number,
    preHarvestIntervalDays: lot.phi_days,
    target: lot.target,
    treatment: lot.treatment,
    labelPhoto: lot.label_photo === 'required' ? undefined : lot.label_photo,
  })

/** The name of the lot's supplier: private. */
export function supplierOf(file: ExchangeFile, { row, path }: LotTold, reading: Reading): string | undefined {
  if (!row.supplier) return undefined
  const supplier = resolveName(reading, row.supplier, ['organization'], `${path}.supplier`)
  const found = rowsOf(file, organizationFormat).find(({ id }) => id === supplier?.reference)
  return typeof found?.name === 'string' ? found.name : undefined
}
