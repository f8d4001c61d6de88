import { type ExchangeFile, rowsOf } from '../exchange-file.ts'
import { type LabelRangeRow, labelRunFormat } from '../formats/label-run-format.ts'
import { mistake } from '../mistakes.ts'
import type { Draft } from './event-drafts.ts'
import type { Reading } from './reading.ts'

const rangesOf = (file: ExchangeFile) =>
  rowsOf(file, labelRunFormat) as unknown as (LabelRangeRow & { id: string })[]

/** What an event that names a label range activates and voids. */
export function labelDetails(file: ExchangeFile, { row, path }: Draft, reading: Reading): object {
  if (row.label_range === undefined) return {}
  const range = rangesOf(file).find(({ id }) => id === row.label_range)
  const note = (message: string) => reading.mistakes.push(mistake(`${path}.label_range`, message))
  if (!range) note(`nothing in this file is called ${row.label_range}`)
  else if (range.activated_from === undefined || range.activated_to === undefined)
    note('the range does not say what is activated')
  else if (range.batch !== row.for_batch) note('the range is activated for another batch')
  else {
    const span = (first: string, last: string) => ({
      runId: range.id,
      first: Number(first),
      last: Number(last),
    })
    return {
      activated: [span(range.activated_from, range.activated_to)],
      voided: (range.voided ?? []).map((each) => span(...(each.split('-') as [string, string]))),
    }
  }
  return {}
}

/** A range that says what is activated needs an event that does it. */
export function checkLabelRanges(file: ExchangeFile, { mistakes }: Reading): void {
  const named = new Set(file.events.map((row) => row.label_range))
  rangesOf(file).forEach(({ id, activated_from }, index) => {
    if (activated_from === undefined || named.has(id)) return
    mistakes.push(mistake(`label_ranges[${index}].activated_from`, 'no label_activation names this range'))
  })
}
