import * as z from 'zod'
import { LongText, ShortText } from './primitives.ts'

const Position = z.strictObject({
  lat: z.string().regex(/^-?\d{1,2}(\.\d{1,7})?$/),
  lon: z.string().regex(/^-?\d{1,3}(\.\d{1,7})?$/),
})

/** Everything private that an entry can carry, by name: it stands in the entry as a salted digest only. */
export const privateFields = {
  name: ShortText,
  phone: ShortText,
  position: Position,
  household: ShortText,
  note: LongText,
  supplier: ShortText,
  seller: ShortText,
  buyer: ShortText,
  invoice: ShortText,
  document: ShortText,
  vehicle: ShortText,
  driver: ShortText,
  performedBy: ShortText,
  witness: ShortText,
} as const
export type PrivateField = keyof typeof privateFields

/** The private part of a record, before it is salted. */
export const PrivateFields = z.strictObject(privateFields).partial()
export type PrivateFields = z.infer<typeof PrivateFields>
