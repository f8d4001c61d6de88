import { once } from 'node:events'
import { deflateSync } from 'node:zlib'
import { cellsOf, type LabelMedium } from '@nguon/domain'
import PDFDocument from 'pdfkit'
import { type LabelSlots, textIn } from './draw-label-svg.ts'
import { fontFiles } from './font-face.ts'
import type { LabelLayout, PlacedText } from './layout-label.ts'
import { eachRun, type QrModules } from './qr-modules.ts'

/** How a printer differs from the paper: what is printed is moved by so many millimetres, and made so much larger. */
export interface PrinterShift {
  readonly xMm: number
  readonly yMm: number
  /** 1 prints as drawn. */
  readonly scale: number
}

const asDrawn: PrinterShift = { xMm: 0, yMm: 0, scale: 1 }

/** A PDF of labels as it is drawn: pages leave while others are added. */
export interface LabelsPdf {
  /** Draws the next label. */
  draw(code: QrModules, slots: LabelSlots): void
  /** The bytes of the pages that are done and not taken yet. */
  take(): Buffer[]
  /** Ends the document. @returns its last bytes */
  finish(): Promise<Buffer[]>
}

const points = (mm: number): number => (mm * 72) / 25.4
const a4 = [210, 297] as const
/** What pdfkit collects of a page until it is done. */
interface PageContent {
  buffer: Uint8Array[]
  compress: boolean
  finalize(): void
}

type Inner = PDFKit.PDFDocument & {
  addContent(content: string): Inner
  page: { fonts: Record<string, unknown>; xobjects: Record<string, unknown>; content: PageContent }
  _font: { id: string; ref(): unknown; encode(text: string): [string[], unknown] }
}

/** Opens a PDF on which the first label lies in cell `start`; on a roll every label is a page. */
export function openLabelsPdf(
  medium: LabelMedium,
  layout: LabelLayout,
  { start = 1, shift = asDrawn }: { readonly start?: number; readonly shift?: PrinterShift } = {},
): LabelsPdf {
  const size = (medium.kind === 'sheet' ? a4 : [medium.widthMm, medium.heightMm]).map(points)
  const document = new PDFDocument({
    ...{ size: size as [number, number], margin: 0, autoFirstPage: false },
    ...{ fontLayoutCache: false, info: { Title: 'Tem', Producer: 'Nguon', Creator: 'Nguon' } },
  } as PDFKit.PDFDocumentOptions) as Inner
  for (const [name, file] of Object.entries(fontFiles)) document.registerFont(name, file)
  let ready: Buffer[] = []
  document.on('data', (chunk: Buffer) => ready.push(chunk))
  const take = (): Buffer[] => {
    const taken = ready
    ready = []
    return taken
  }
  const glyphs: Glyphs = new Map()
  let shared: PDFKit.PDFKitReference | undefined
  const cells = cellsOf(medium)
  let cell = start - 1
  const beginPage = (): void => {
    document.addPage()
    compressFast(document.page.content)
    document.scale(shift.scale)
    document.translate(points(shift.xMm), points(shift.yMm))
  }
  return {
    draw(code, slots) {
      if (cell % cells === 0 || shared === undefined) beginPage()
      const [x, y] = cornerOf(medium, cell % cells)
      document.save().translate(points(x), points(y))
      shared ??= sharedForm(document, layout)
      document.page.xobjects.Shared = shared
      document.addContent('/Shared Do')
      drawQr(document, layout, code)
      for (const text of layout.texts) if (text.slot) writeCode(document, glyphs, text, textIn(text, slots))
      document.restore()
      cell += 1
    },
    take,
    async finish() {
      const ended = once(document, 'end')
      document.end()
      await ended
      return take()
    },
  }
}

/** Modules are random: compressing them harder takes three times as long and saves little. */
function compressFast(content: PageContent): void {
  const finalize = content.finalize.bind(content)
  content.finalize = () => {
    content.buffer = [deflateSync(Buffer.concat(content.buffer), { level: 1 })]
    content.compress = false
    finalize()
  }
}

/** The upper left corner of a cell on its page (mm). */
function cornerOf(medium: LabelMedium, cell: number): readonly [number, number] {
  if (medium.kind === 'roll') return [0, 0]
  const [column, row] = [cell % medium.columns, Math.floor(cell / medium.columns)]
  return [medium.leftMm + column * medium.stepXMm, medium.topMm + row * medium.stepYMm]
}

/** The texts that all labels share, drawn once as a form that every cell shows. */
function sharedForm(document: Inner, layout: LabelLayout): PDFKit.PDFKitReference {
  const parts: string[] = []
  const { addContent } = document
  document.addContent = (content) => {
    parts.push(content)
    return document
  }
  try {
    for (const text of layout.texts) if (!text.slot) write(document, text, text.text)
  } finally {
    document.addContent = addContent
  }
  const form = document.ref({
    ...{ Type: 'XObject', Subtype: 'Form', Resources: { Font: { ...document.page.fonts } } },
    BBox: [0, 0, points(layout.widthMm), points(layout.heightMm)],
  })
  form.end(parts.join('\n'))
  return form
}

function write(document: Inner, { x, y, size, weight }: PlacedText, text: string): void {
  if (text === '') return
  document
    .font(weight)
    .fontSize(points(size))
    .text(text, points(x), points(y), { lineBreak: false, baseline: 'alphabetic' })
}

/** Glyphs of the characters of codes, which are few, by weight and character. */
type Glyphs = Map<string, string>

/** A code, in letters and digits that need no kerning: laying each out anew would take longer than drawing its QR. */
function writeCode(document: Inner, glyphs: Glyphs, { x, y, size, weight }: PlacedText, text: string): void {
  document.font(weight)
  const { _font: font } = document
  document.page.fonts[font.id] ??= font.ref()
  let hex = ''
  for (const character of text) {
    const key = `${weight}${character}`
    const glyph = glyphs.get(key) ?? font.encode(character)[0].join('')
    glyphs.set(key, glyph)
    hex += glyph
  }
  const place = `1 0 0 -1 ${number(points(x))} ${number(points(y))} Tm`
  document.addContent(`BT /${font.id} ${number(points(size))} Tf ${place} <${hex}> Tj ET`)
}

/** One raw path: no picture, so it is sharp on every printer. */
function drawQr(document: Inner, { qr }: LabelLayout, code: QrModules): void {
  const module = points(qr.moduleMm)
  const parts = [
    `q 0 g ${number(module)} 0 0 ${number(module)} ${number(points(qr.x))} ${number(points(qr.y))} cm`,
  ]
  eachRun(code, (x, y, length) => parts.push(`${x} ${y} ${length} 1 re`))
  parts.push('f Q')
  // as bytes: pdfkit turns text into bytes letter by letter
  document.addContent(Buffer.from(`${parts.join(' ')}\n`, 'latin1') as unknown as string)
}

const number = (value: number): string => value.toFixed(5)
