import { DomainError, type LabelField, type LabelMedium, labelMedia } from '@nguon/domain'
import { drawable, type Weight, widthOf } from './font-face.ts'
import { type ContentLine, type LabelContent, linesOf } from './label-content.ts'

/** A text where it stands on the label: its baseline begins at (x, y), in millimetres. */
export interface PlacedText {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly size: number
  readonly weight: Weight
  /** Filled in label by label: characters `from` to `to` of the grouped code, or the PIN. */
  readonly slot?: { readonly name: 'code' | 'pin'; readonly from: number; readonly to: number } | undefined
}

/** One label, measured in millimetres from its top left corner. The same for paper, label printer and preview. */
export interface LabelLayout {
  readonly widthMm: number
  readonly heightMm: number
  /** Dots an inch that the modules are whole numbers of. */
  readonly dpi: number
  /** The first module inside the quiet zone; `dots`: printer dots of a module. */
  readonly qr: { readonly x: number; readonly y: number; readonly moduleMm: number; readonly dots: number }
  readonly texts: readonly PlacedText[]
}

/** Modules of white around a code: the standard asks for 4. */
export const quietModules = 4
/** A module is at least so many dots of a label printer, and never smaller than on one of 203 dpi where sheets are printed. */
const leastDots = 3
const sheetDpi = 600
const leastSheetDots = Math.ceil((leastDots * sheetDpi) / 203)
/** Nearer to its edge nothing is printed (mm): a printer misses by more on a large label than it can on a small one. */
const edgeOf = ({ heightMm }: LabelMedium): number => Math.min(2, heightMm * 0.04)
const gap = 1
/** Sizes of text, mm: as large as reads well, as small as a label printer still prints. */
const [largestText, smallestText] = [3.6, 1.55]
const lineHeight = 1.24

/**
 * Lays a label out: the QR as large as fits, the lines beside it or, on a high label, below it. Lines that are not needed are left
 * out when there is no room, the last first.
 *
 * @param modules of a side of the QR, without the quiet zone
 * @param code the widest that is printed
 * @throws {DomainError} `LABEL_TOO_SMALL`, naming the smallest usual medium on which it fits
 */
export function layoutLabel(
  medium: LabelMedium,
  modules: number,
  content: LabelContent,
  fields: readonly LabelField[],
  code: string,
): LabelLayout {
  const layout = tryLayout(medium, modules, content, fields, code)
  if (layout) return layout
  const larger = Object.values(labelMedia)
    .filter(({ kind }) => kind === medium.kind)
    .sort((a, b) => a.widthMm * a.heightMm - b.widthMm * b.heightMm)
    .find((each) => tryLayout(each, modules, content, fields, code))
  const hint = larger
    ? `the smallest that does is ${larger.widthMm} × ${larger.heightMm} mm`
    : 'nor on any other'
  throw new DomainError('LABEL_TOO_SMALL', `the code does not fit on this label, ${hint}`)
}

function tryLayout(
  medium: LabelMedium,
  modules: number,
  content: LabelContent,
  fields: readonly LabelField[],
  code: string,
): LabelLayout | undefined {
  const { widthMm, heightMm } = medium
  const edge = edgeOf(medium)
  const dpi = medium.kind === 'roll' ? medium.dpi : sheetDpi
  const dotMm = 25.4 / dpi
  const isHigh = heightMm > widthMm * 0.85
  const dots = dotsOf(medium, modules, isHigh)
  if (dots === undefined) return undefined
  const sideMm = (modules + 2 * quietModules) * dots * dotMm
  const [left, top] = isHigh ? [(widthMm - sideMm) / 2, edge] : [edge, (heightMm - sideMm) / 2]
  // the quiet zone is white already: text may begin where it ends
  const box = isHigh
    ? { x: 1.5, y: top + sideMm, width: widthMm - 3, height: heightMm - top - sideMm - edge }
    : { x: left + sideMm, y: edge, width: widthMm - left - sideMm - gap, height: heightMm - 2 * edge }
  const texts = placeLines(widened(linesOf(content, fields, code)), box)
  if (!texts) return undefined
  const snap = (mm: number): number => Math.round(mm / dotMm) * dotMm
  const inset = quietModules * dots * dotMm
  const qr = { x: snap(left + inset), y: snap(top + inset), moduleMm: dots * dotMm, dots }
  return { widthMm, heightMm, dpi, qr, texts }
}

/** Dots of a module: as many as leave room for the text, or the fewest that read. */
function dotsOf(medium: LabelMedium, modules: number, isHigh: boolean): number | undefined {
  const dotMm = 25.4 / (medium.kind === 'roll' ? medium.dpi : sheetDpi)
  const least = medium.kind === 'roll' ? leastDots : leastSheetDots
  const { widthMm, heightMm } = medium
  const edge = edgeOf(medium)
  const room = (share: number): number =>
    isHigh ? Math.min(widthMm - 2 * edge, heightMm * share) : Math.min(heightMm - 2 * edge, widthMm * share)
  const fitting = (mm: number): number => Math.floor(mm / ((modules + 2 * quietModules) * dotMm))
  const dots = fitting(room(0.45))
  if (dots >= least) return dots
  return fitting(room(0.6)) >= least ? least : undefined
}

/** Digits and letters are of different widths: a place for what differs is measured by the widest. */
const widened = (lines: readonly ContentLine[]): ContentLine[] =>
  lines.map((line) =>
    line.slot === 'code' ? { ...line, text: line.text.replaceAll(/[0-9A-Z]/g, 'M') } : line,
  )

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The lines in the largest size in which all fit, words whole where they can be; in the smallest without those that are not needed. */
function placeLines(lines: readonly ContentLine[], box: Box): PlacedText[] | undefined {
  const shown = lines.flatMap((line) => {
    const text = drawable(line.text)
    return text === '' ? [] : [{ ...line, text }]
  })
  for (let kept = shown; ; ) {
    const placed = inLargestSize(kept, box, true) ?? inLargestSize(kept, box, false)
    if (placed) return placed
    const spare = kept.findLastIndex(({ isNeeded }) => !isNeeded)
    if (spare < 0) return undefined
    kept = kept.filter((_line, index) => index !== spare)
  }
}

function inLargestSize(
  lines: readonly ContentLine[],
  box: Box,
  wholeWords: boolean,
): PlacedText[] | undefined {
  for (let size = largestText; size >= smallestText; size -= 0.05) {
    const rows = lines.flatMap((line) => wrap(line, size, box.width))
    const height = rows.length * size * lineHeight
    const isFit = height <= box.height && rows.every((row) => !row.isTooWide && !(wholeWords && row.isBroken))
    if (isFit) return stand(rows, size, box, height)
  }
  return undefined
}

interface Row extends ContentLine {
  readonly weight: Weight
  readonly from: number
  readonly isTooWide: boolean
  /** Ends inside a word. */
  readonly isBroken: boolean
}

/** Breaks a line at its spaces, and a word that is wider than the label where it must: a code is broken between groups only. */
function wrap(line: ContentLine, size: number, width: number): Row[] {
  const weight: Weight = line.bold ? 'bold' : 'regular'
  const rows: Row[] = []
  for (let from = 0; from < line.text.length; ) {
    const fitting = charactersIn(line.text, from, weight, size, width)
    const space = line.text.lastIndexOf(' ', fitting)
    const isWhole = fitting === line.text.length
    const end = isWhole ? fitting : space > from ? space : fitting
    const isBroken = !isWhole && end !== space
    if (end === from || (isBroken && line.slot)) return [{ ...line, weight, from, isTooWide: true, isBroken }]
    rows.push({ ...line, text: line.text.slice(from, end), weight, from, isTooWide: false, isBroken })
    from = line.text[end] === ' ' ? end + 1 : end
  }
  return rows
}

/** Where the text from `from` on stops fitting. */
function charactersIn(text: string, from: number, weight: Weight, size: number, width: number): number {
  let used = 0
  for (let at = from; at < text.length; at++) {
    used += widthOf(text[at] ?? '', weight, size)
    if (used > width) return at
  }
  return text.length
}

function stand(rows: readonly Row[], size: number, box: Box, height: number): PlacedText[] {
  const top = box.y + (box.height - height) / 2
  return rows.map(({ text, weight, slot, from }, index) => ({
    ...{ text, x: box.x, y: top + index * size * lineHeight + size, size, weight },
    ...(slot ? { slot: { name: slot, from, to: from + text.length } } : {}),
  }))
}
