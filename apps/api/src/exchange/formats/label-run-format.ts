import { LabelRun, type PrivateFields } from '@nguon/domain'
import * as z from 'zod'
import { FileRef } from '../file-text.ts'
import type { RowReader, RowWriter, SubjectFormat } from './subject-format.ts'

const shape = LabelRun.shape
const Serial = z.string().regex(/^\d{1,12}$/, 'digits, with leading zeros')
const SerialSpan = z.string().regex(/^\d{1,12}-\d{1,12}$/, 'first-last')

const Fields = z.object({
  /** Absent: that of the batch its labels were activated for. */
  product: FileRef.optional(),
  prefix: shape.prefix,
  from_: Serial,
  to: Serial,
  /** Of a serial; absent: as many as in `from_`. */
  digits: shape.digits.optional(),
  medium: shape.medium,
  /** Of a run whose serials are made from it by a key. */
  number: shape.number,
})
/** What the label_activation event that names the range activates and voids; the rest follows from it. */
const Short = z.object({
  batch: FileRef.optional(),
  activated_from: Serial.optional(),
  activated_to: Serial.optional(),
  voided: z.array(SerialSpan).optional(),
  unused_from: Serial.optional(),
  units: z.int().optional(),
})
export type LabelRangeRow = z.infer<typeof Fields> & z.infer<typeof Short>

function toData(row: LabelRangeRow, reader: RowReader) {
  const { product, batch, prefix, from_, to, digits, medium, number } = row
  const reference = product ?? (batch && reader.productOf(batch))
  if (!reference) reader.mistake('product', 'say the product, or a batch of it')
  if (digits === undefined && from_.length !== to.length) reader.mistake('to', 'as many digits as from_')
  return {
    productId: reference && reader.resolve(reference, ['product'], 'product')?.id,
    prefix,
    first: Number(from_),
    last: Number(to),
    digits: digits ?? from_.length,
    ...(medium ? { medium } : {}),
    ...(number === undefined ? {} : { number }),
  }
}

function toFields(data: LabelRun, privately: PrivateFields, writer: RowWriter) {
  const { prefix, digits, first, last, medium, number } = data
  const serial = (number: number) => String(number).padStart(digits, '0')
  const product = writer.refTo(data.productId, ['product'])
  const plain = [first, last].every((number) => serial(number).length === digits)
  return {
    product,
    prefix,
    from_: serial(first),
    to: serial(last),
    digits: plain ? undefined : digits,
    medium,
    number,
    private: privately,
  }
}

/** Rolls and sheets of numbered labels. */
export const labelRunFormat: SubjectFormat = {
  kind: 'label_run',
  list: 'label_ranges',
  fields: Fields.shape,
  short: Short.shape,
  names: { product: 'productId', from_: 'first', to: 'last' },
  toData,
  toFields,
}
