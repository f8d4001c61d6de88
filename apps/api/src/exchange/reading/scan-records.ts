import type { Instant } from '@nguon/domain'
import { type ExchangeFile, rowsOf } from '../exchange-file.ts'
import { instantOf } from '../file-text.ts'
import { type LabelRangeRow, labelRunFormat } from '../formats/label-run-format.ts'
import { productFormat } from '../formats/product-format.ts'
import { mistake } from '../mistakes.ts'
import type { Reading } from './reading.ts'

/** A visit to a code. */
export interface ScanRecord {
  /** As in the database: `01/{gtin}/21/{serial}`, `T/{code}` … */
  readonly code: string
  readonly at: Instant
  readonly provinceCode: string | undefined
  readonly agent: string | undefined
}

export function scanRecords(file: ExchangeFile, reading: Reading): ScanRecord[] {
  return file.scan_samples.map(({ label, at, province_code, ua }, index) => ({
    code: label.includes('/') ? label : codeOf(file, label, `scan_samples[${index}].label`, reading),
    at: instantOf(at),
    provinceCode: province_code,
    agent: ua,
  }))
}

/** The code of a package by the serial printed on it: `KS26-000777`. */
function codeOf(file: ExchangeFile, label: string, path: string, { names, mistakes }: Reading): string {
  const [, prefix, digits = ''] = /^(.*)-(\d+)$/.exec(label) ?? []
  const ranges = rowsOf(file, labelRunFormat) as unknown as (LabelRangeRow & { org: string })[]
  const range = ranges.find(
    (each) =>
      each.prefix === prefix &&
      each.from_.length === digits.length &&
      each.from_ <= digits &&
      digits <= each.to,
  )
  const batch = file.batches.find(({ id }) => id === range?.batch)
  const [owner] = names.look(range?.org ?? '', ['organization'])
  const [product] = names.look(range?.product ?? batch?.product ?? '', ['product'], owner?.id)
  const gtin = rowsOf(file, productFormat).find(({ id }) => id === product?.reference)?.gtin
  if (typeof gtin === 'string') return `01/${gtin.padStart(14, '0')}/21/${label}`
  mistakes.push(mistake(path, range ? 'its product has no GTIN' : 'no label range of the file has it'))
  return label
}
