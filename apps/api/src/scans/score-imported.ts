import type { EntityManager } from 'typeorm'
import { findLabel, findOwnLabel, type LabelState } from '../labels/find-label.ts'
import { scoreCodes, talliesOf } from './keep-scans.ts'
import { countTallies } from './scan-store.ts'

interface ImportedScan {
  readonly code: string
  readonly at: string
  readonly provinceCode?: string | undefined
}

/** Adds up scans that were imported, after they were kept. */
export async function scoreImported(
  tx: EntityManager,
  scans: readonly ImportedScan[],
  now: Date,
): Promise<void> {
  const tallies = talliesOf(scans.map((scan) => ({ ...scan, at: new Date(scan.at) })))
  if (tallies.length === 0) return
  const named = []
  for (const tally of tallies) {
    const label = await labelOf(tx, tally.code)
    named.push({ ...tally, batchId: label?.batchId, organizationId: label?.organizationId })
  }
  await countTallies(tx, named)
  await scoreCodes(tx, new Map(named.map(({ code, batchId }) => [code, batchId])), now)
}

/** The label of a numbered roll: serials that a key made are known to that key's server only, which learns the label by the next scan. */
function labelOf(tx: EntityManager, code: string): Promise<LabelState | undefined> {
  const noKey = Buffer.alloc(0)
  const [, gtin, , serial] = code.split('/')
  if (gtin && serial) return findLabel(tx, noKey, gtin, serial)
  return findOwnLabel(tx, noKey, code.replace(/^T\//, ''))
}
