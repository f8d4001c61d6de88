import { LabelMedium } from '@nguon/domain'
import { formatDecimal, type Lang, parseDecimal } from '@nguon/locale'

/** A size of labels as it stands in its form; what of it counts hangs on `kind`. Millimetres. */
export interface TypedSize {
  readonly kind: 'usual' | 'sheet' | 'roll'
  readonly width: string
  readonly height: string
  readonly columns: string
  readonly rows: string
  /** From the edge of the paper to the first label. */
  readonly left: string
  readonly top: string
  /** Between two labels: side by side, and one above the other. */
  readonly gapX: string
  readonly gapY: string
  readonly dpi: '203' | '300'
}

const hundredths = (mm: number): number => Math.round(mm * 100) / 100

/** A size as people type it. */
export function typedSize(medium: LabelMedium | undefined, lang: Lang): TypedSize {
  const text = (value: number) => formatDecimal(String(hundredths(value)), lang)
  const nothing = { width: '', height: '', columns: '', rows: '', left: '0', top: '0', gapX: '0', gapY: '0' }
  const shared = { ...nothing, dpi: '203' as const }
  if (!medium) return { ...shared, kind: 'usual' }
  const sides = { width: text(medium.widthMm), height: text(medium.heightMm) }
  if (medium.kind === 'roll')
    return { ...shared, ...sides, kind: 'roll', dpi: medium.dpi === 203 ? '203' : '300' }
  const { columns, rows, leftMm, topMm, stepXMm, stepYMm, widthMm, heightMm } = medium
  return {
    ...{ ...shared, ...sides, kind: 'sheet', columns: text(columns), rows: text(rows) },
    ...{ left: text(leftMm), top: text(topMm) },
    ...{ gapX: text(Math.max(0, stepXMm - widthMm)), gapY: text(Math.max(0, stepYMm - heightMm)) },
  }
}

/** What is wrong with a typed size: not all filled in, out of the bounds of labels, more than the paper holds. */
export type SizeFault = 'sizeUnfilled' | 'sizeBounds' | 'sizeWide' | 'sizeHigh'

/** The typed size, none where the usual ones do, or why it is none. */
export function sizeOf(
  typed: TypedSize,
  lang: Lang,
): { readonly medium: LabelMedium | undefined } | { readonly fault: SizeFault } {
  if (typed.kind === 'usual') return { medium: undefined }
  const number = (text: string) => Number(parseDecimal(text.trim(), lang) ?? Number.NaN)
  const [widthMm, heightMm] = [number(typed.width), number(typed.height)]
  const size =
    typed.kind === 'roll'
      ? { kind: 'roll', widthMm, heightMm, dpi: Number(typed.dpi) }
      : {
          ...{ kind: 'sheet', widthMm, heightMm, columns: number(typed.columns), rows: number(typed.rows) },
          ...{ leftMm: number(typed.left), topMm: number(typed.top) },
          stepXMm: hundredths(widthMm + number(typed.gapX)),
          stepYMm: hundredths(heightMm + number(typed.gapY)),
        }
  if (Object.values(size).some(Number.isNaN)) return { fault: 'sizeUnfilled' }
  const parsed = LabelMedium.safeParse(size)
  return parsed.success ? { medium: parsed.data } : { fault: faultOf(size) }
}

/** Whether the labels as they are would lie beyond the paper; else a single measure is out of bounds. */
function faultOf(size: object): SizeFault {
  const { leftMm, columns, stepXMm, widthMm } = { leftMm: 0, columns: 1, stepXMm: 0, widthMm: 0, ...size }
  const { topMm, rows, stepYMm, heightMm } = { topMm: 0, rows: 1, stepYMm: 0, heightMm: 0, ...size }
  if (leftMm + (columns - 1) * stepXMm + widthMm > 210.01) return 'sizeWide'
  return topMm + (rows - 1) * stepYMm + heightMm > 297.01 ? 'sizeHigh' : 'sizeBounds'
}
