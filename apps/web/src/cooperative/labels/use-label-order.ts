import type { BatchDetail, LabelRunView } from '@nguon/contract'
import {
  cellsOf,
  type LabelField,
  type LabelMediumId,
  labelFields,
  labelMedia,
  sheetsFor,
} from '@nguon/domain'
import { useState } from 'react'
import type { OrderInput } from './label-queries.ts'

/** What somebody chose to print. */
export interface LabelChoice {
  readonly codes: 'run' | 'batch'
  readonly runId: string
  readonly medium: LabelMediumId
  readonly count: string
  readonly start: number
  readonly fields: readonly LabelField[]
  readonly printerId: string
  readonly format: 'pdf' | 'zpl'
}

const kept = 'nguon.labels'

/** The last choice on this machine; what belongs to one batch is not kept. */
function lastChoice(): Partial<LabelChoice> {
  try {
    const found: Partial<LabelChoice> = JSON.parse(localStorage.getItem(kept) ?? '{}')
    return found.medium !== undefined && found.medium in labelMedia ? found : {}
  } catch {
    return {}
  }
}

/** The state of the page: what is chosen, and the order it makes. */
export function useLabelOrder({ batch, unitsPacked }: BatchDetail, runs: readonly LabelRunView[]) {
  const [choice, setChoice] = useState<LabelChoice>(() => ({
    ...{ codes: 'run', medium: 'a4-70x37', fields: labelFields, printerId: '', format: 'pdf' },
    ...lastChoice(),
    ...{ runId: '', count: String(unitsPacked || 24), start: 1 },
  }))
  const change = (part: Partial<LabelChoice>): void =>
    setChoice((before) => {
      const after = { ...before, ...part }
      if (part.medium && part.medium !== before.medium)
        Object.assign(after, { start: 1, ...formatFor(part.medium, before) })
      const { medium, fields, printerId, format, codes } = after
      localStorage.setItem(kept, JSON.stringify({ medium, fields, printerId, format, codes }))
      return after
    })
  const open = runs.filter(({ nextToPrint }) => nextToPrint !== undefined)
  const run = open.find(({ id }) => id === choice.runId) ?? open[0]
  const count = /^\d{1,6}$/.test(choice.count) ? Number(choice.count) : 0
  const orderFor = (wanted: number): OrderInput | undefined => orderOf(choice, batch.id, run, wanted)
  const sheets = sheetsFor(labelMedia[choice.medium], count, choice.start)
  return { choice, change, open, run, count, sheets, orderFor }
}

const formatFor = (medium: LabelMediumId, { format }: LabelChoice): Pick<LabelChoice, 'format'> => ({
  format: labelMedia[medium].kind === 'roll' ? format : 'pdf',
})

function orderOf(
  choice: LabelChoice,
  batchId: string,
  run: LabelRunView | undefined,
  count: number,
): OrderInput | undefined {
  const { medium, start, fields, printerId, format } = choice
  if (count < 1) return undefined
  const how = { medium, start, fields: [...fields], format, ...(printerId ? { printerId } : {}) }
  if (choice.codes === 'batch') return { of: { kind: 'batch', batchId, copies: count }, ...how }
  const first = run?.nextToPrint
  if (!run || first === undefined) return undefined
  const last = Math.min(run.last, first + count - 1)
  return { of: { kind: 'run', runId: run.id, first, last, batchId }, ...how }
}

/** Labels on a test sheet: as many as are left on the sheet, three on a roll. */
export const testCount = ({ medium, start }: LabelChoice): number =>
  labelMedia[medium].kind === 'sheet' ? cellsOf(labelMedia[medium]) - start + 1 : 3
