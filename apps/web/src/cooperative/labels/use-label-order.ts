import { type BatchDetail, type LabelRunView, labelsInPrint, type PrinterView } from '@nguon/contract'
import {
  cellsOf,
  type LabelField,
  type LabelMedium,
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
  /** `own`: what is in the printer. */
  readonly medium: LabelMediumId | 'own'
  readonly count: string
  readonly start: number
  readonly fields: readonly LabelField[]
  readonly printerId: string
  readonly format: 'pdf' | 'zpl'
}

const kept = 'nguon.labels'
const usual: LabelMediumId = 'a4-70x37'

/** The last choice on this machine; what belongs to one batch is not kept. */
function lastChoice(): Partial<LabelChoice> {
  try {
    const found: Partial<LabelChoice> = JSON.parse(localStorage.getItem(kept) ?? '{}')
    return found.medium === 'own' || (found.medium !== undefined && found.medium in labelMedia) ? found : {}
  } catch {
    return {}
  }
}

/** What of the choice there is: a printer may be gone, or hold other labels by now. */
function standing(choice: LabelChoice, printers: readonly PrinterView[]) {
  const printer = printers.find(({ id }) => id === choice.printerId)
  const id = choice.medium === 'own' && !printer?.medium ? usual : choice.medium
  const medium: LabelMedium = id === 'own' ? (printer?.medium ?? labelMedia[usual]) : labelMedia[id]
  const start = Math.min(choice.start, cellsOf(medium))
  const format = medium.kind === 'roll' ? choice.format : 'pdf'
  return { printer, medium, choice: { ...choice, medium: id, start, format } satisfies LabelChoice }
}

/** The state of the page: what is chosen, and the order it makes. */
export function useLabelOrder(
  { batch, unitsPacked }: BatchDetail,
  runs: readonly LabelRunView[],
  printers: readonly PrinterView[],
) {
  const [chosen, setChosen] = useState<LabelChoice>(() => ({
    ...{ codes: 'run', medium: usual, fields: labelFields, printerId: '', format: 'pdf' },
    ...lastChoice(),
    ...{ runId: '', count: String(unitsPacked || 24), start: 1 },
  }))
  const change = (part: Partial<LabelChoice>): void =>
    setChosen((before) => {
      const after = { ...before, ...(part.medium ? { start: 1 } : {}), ...part }
      const { medium, fields, printerId, format, codes } = after
      localStorage.setItem(kept, JSON.stringify({ medium, fields, printerId, format, codes }))
      return after
    })
  const choosePrinter = (printer: PrinterView | undefined): void =>
    change({ printerId: printer?.id ?? '', ...(printer?.medium ? { medium: 'own' } : {}) })
  const { printer, medium, choice } = standing(chosen, printers)
  const open = runs.filter(({ nextToPrint }) => nextToPrint !== undefined)
  const run = open.find(({ id }) => id === choice.runId) ?? open[0]
  const asked = /^\d{1,6}$/.test(choice.count) ? Number(choice.count) : 0
  const left = run?.nextToPrint === undefined ? 0 : run.last - run.nextToPrint + 1
  const count = Math.min(asked, labelsInPrint, choice.codes === 'run' && run ? left : labelsInPrint)
  const how = {
    ...{ medium: choice.medium === 'own' ? medium : choice.medium, start: choice.start },
    ...{ fields: [...choice.fields], format: choice.format, ...(printer ? { printerId: printer.id } : {}) },
  }
  const orderFor = (wanted: number): OrderInput | undefined => {
    const of = codesOf(choice, batch.id, run, wanted)
    return of && { of, ...how }
  }
  const sheets = sheetsFor(medium, count, choice.start)
  return { choice, change, choosePrinter, printer, medium, open, run, asked, count, sheets, orderFor }
}

function codesOf(
  { codes }: LabelChoice,
  batchId: string,
  run: LabelRunView | undefined,
  count: number,
): OrderInput['of'] | undefined {
  if (count < 1) return undefined
  if (codes === 'batch') return { kind: 'batch', batchId, copies: count }
  const first = run?.nextToPrint
  if (!run || first === undefined) return undefined
  return { kind: 'run', runId: run.id, first, last: first + count - 1, batchId }
}

/** Labels on a test sheet: as many as are left on the sheet, three on a roll. */
export const testCount = (medium: LabelMedium, start: number): number =>
  medium.kind === 'sheet' ? cellsOf(medium) - start + 1 : 3
