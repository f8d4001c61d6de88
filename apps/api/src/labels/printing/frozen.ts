import { LabelMedium } from '@nguon/domain'
import * as z from 'zod'
import type { LabelKeys } from '../label-keys.ts'
import { pinOf } from '../label-pin.ts'
import { serialOf } from '../serial.ts'
import type { PrintedLabel } from './print-file.ts'

const Text = z.object({
  text: z.string(),
  x: z.number(),
  y: z.number(),
  size: z.number(),
  weight: z.enum(['regular', 'bold']),
  slot: z.object({ name: z.enum(['code', 'pin']), from: z.int(), to: z.int() }).optional(),
})

const Layout = z.object({
  widthMm: z.number(),
  heightMm: z.number(),
  dpi: z.number(),
  qr: z.object({ x: z.number(), y: z.number(), moduleMm: z.number(), dots: z.int() }),
  texts: z.array(Text),
})

/** What the labels of a print say and where, exactly as it was when it was made: a reprint draws this again. */
export const Frozen = z.object({
  v: z.literal(1),
  file: z.object({
    format: z.enum(['pdf', 'zpl']),
    medium: LabelMedium,
    layout: Layout,
    start: z.int(),
    shift: z.object({ xMm: z.number(), yMm: z.number(), scale: z.number() }),
  }),
  codes: z.discriminatedUnion('kind', [
    /** `head` and the serial that a key makes of run and label. */
    z.object({ kind: z.literal('made'), head: z.string(), run: z.int(), pin: z.boolean() }),
    /** `head` and prefix and number. */
    z.object({
      kind: z.literal('numbered'),
      head: z.string(),
      prefix: z.string(),
      digits: z.int(),
      pin: z.boolean(),
    }),
    z.object({ kind: z.literal('same'), address: z.string(), code: z.string() }),
  ]),
})
export type Frozen = z.infer<typeof Frozen>

/** The labels `first` to `last` of a print, made as they are asked for. */
export function* labelsOf(
  { codes }: Pick<Frozen, 'codes'>,
  keys: LabelKeys,
  first: number,
  last: number,
): Generator<PrintedLabel> {
  for (let number = first; number <= last; number++) yield labelOf(codes, keys, number)
}

function labelOf(codes: Frozen['codes'], keys: LabelKeys, number: number): PrintedLabel {
  if (codes.kind === 'same') return { address: codes.address, code: codes.code }
  const code =
    codes.kind === 'made'
      ? serialOf(keys.serial, { run: codes.run, label: number })
      : `${codes.prefix}${String(number).padStart(codes.digits, '0')}`
  const label = { address: `${codes.head}${code}`, code }
  return codes.pin ? { ...label, pin: pinOf(keys.pin, new URL(label.address).pathname.slice(1)) } : label
}
