import type { LabelMedium } from '@nguon/domain'
import type { LabelSlots } from './draw-label-svg.ts'
import { openLabelsPdf, type PrinterShift } from './draw-labels-pdf.ts'
import { openZpl } from './draw-labels-zpl.ts'
import { grouped } from './label-content.ts'
import type { LabelLayout } from './layout-label.ts'
import { upperCase } from './qr-modules.ts'
import type { QrPool } from './qr-pool.ts'

/** One label of a print: what its QR holds, and what people read. */
export interface PrintedLabel {
  readonly address: string
  readonly code: string
  readonly pin?: string | undefined
}

/** How a file of labels is drawn, frozen with the print. */
export interface FileLayout {
  readonly format: 'pdf' | 'zpl'
  readonly medium: LabelMedium
  readonly layout: LabelLayout
  /** The cell of the first label. */
  readonly start: number
  readonly shift: PrinterShift
}

/** Labels whose codes are worked out at a time: enough to keep the threads busy, little enough to keep. */
const batchSize = 48

/**
 * The bytes of a file of labels. Nothing is held but the labels under way: the next are drawn once these have been read.
 *
 * @param labels made as they are needed
 * @param drawn told after each batch how many are drawn; throws to end the work
 */
export async function* fileOf(
  file: FileLayout,
  labels: Iterable<PrintedLabel>,
  pool: QrPool,
  drawn: (count: number) => Promise<void> = async () => {},
): AsyncGenerator<Buffer> {
  const drawer = file.format === 'zpl' ? await zplDrawer(file) : pdfDrawer(file)
  let count = 0
  for await (const batch of drawnCodes(labels, pool)) {
    for (const { label, code } of batch) drawer.draw(code, slotsOf(label))
    yield* drawer.take()
    count += batch.length
    await drawn(count)
  }
  yield* await drawer.finish()
}

const slotsOf = ({ code, pin }: PrintedLabel): LabelSlots => ({
  code: grouped(code),
  ...(pin === undefined ? {} : { pin: `${pin.slice(0, 4)} ${pin.slice(4)}` }),
})

/** The labels with their QR codes, batch after batch, while the threads are two batches ahead of whoever draws. */
async function* drawnCodes(labels: Iterable<PrintedLabel>, pool: QrPool) {
  const under: Promise<{ label: PrintedLabel; code: Awaited<ReturnType<QrPool['draw']>>[number] }[]>[] = []
  for (const batch of inBatches(labels)) {
    under.push(withCodes(batch, pool))
    if (under.length > 4) yield await (under.shift() as (typeof under)[number])
  }
  for (const rest of under) yield await rest
}

async function withCodes(batch: readonly PrintedLabel[], pool: QrPool) {
  const addresses = [...new Set(batch.map(({ address }) => upperCase(address)))] // of a batch's own code, one
  const drawn = await pool.draw(addresses)
  const codes = new Map(drawn.map((code, index) => [addresses[index], code]))
  return batch.flatMap((label) => {
    const code = codes.get(upperCase(label.address))
    return code ? [{ label, code }] : []
  })
}

function* inBatches(labels: Iterable<PrintedLabel>): Generator<PrintedLabel[]> {
  let batch: PrintedLabel[] = []
  for (const label of labels) {
    batch.push(label)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

interface Drawer {
  draw(...label: Parameters<ReturnType<typeof openLabelsPdf>['draw']>): void
  /** What is ready to go. */
  take(): Buffer[]
  /** The rest. */
  finish(): Promise<Buffer[]>
}

function pdfDrawer({ medium, layout, start, shift }: FileLayout): Drawer {
  const pdf = openLabelsPdf(medium, layout, { start, shift })
  return { draw: pdf.draw, take: pdf.take, finish: async () => pdf.finish() }
}

async function zplDrawer({ layout, shift }: FileLayout): Promise<Drawer> {
  const zplOf = await openZpl(layout, { x: shift.xMm, y: shift.yMm })
  let ready: Buffer[] = []
  const take = (): Buffer[] => {
    const taken = ready
    ready = []
    return taken
  }
  return {
    draw: (code, slots) => void ready.push(Buffer.from(zplOf(code, slots))),
    take,
    finish: async () => take(),
  }
}
