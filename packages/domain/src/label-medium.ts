import * as z from 'zod'

const Mm = z.number().multipleOf(0.01)

/** A sheet of labels in rows and columns, by its measures in millimetres. */
export const SheetMedium = z
  .strictObject({
    kind: z.literal('sheet'),
    widthMm: Mm.min(15).max(210),
    heightMm: Mm.min(10).max(297),
    columns: z.int().min(1).max(20),
    rows: z.int().min(1).max(40),
    /** From the edge of the paper to the first label. */
    leftMm: Mm.min(0).max(100),
    topMm: Mm.min(0).max(100),
    /** From the edge of one label to that of the next. */
    stepXMm: Mm.min(0).max(210),
    stepYMm: Mm.min(0).max(297),
  })
  .refine(({ widthMm, columns, leftMm, stepXMm }) => leftMm + (columns - 1) * stepXMm + widthMm <= 210.01, {
    path: ['columns'],
    message: 'wider than A4',
  })
  .refine(({ heightMm, rows, topMm, stepYMm }) => topMm + (rows - 1) * stepYMm + heightMm <= 297.01, {
    path: ['rows'],
    message: 'higher than A4',
  })
  .refine(({ stepXMm, widthMm, columns }) => columns === 1 || stepXMm >= widthMm, {
    path: ['stepXMm'],
    message: 'labels lie on one another',
  })
  .refine(({ stepYMm, heightMm, rows }) => rows === 1 || stepYMm >= heightMm, {
    path: ['stepYMm'],
    message: 'labels lie on one another',
  })
export type SheetMedium = z.infer<typeof SheetMedium>

/** A roll of single labels in a label printer. */
export const RollMedium = z.strictObject({
  kind: z.literal('roll'),
  widthMm: Mm.min(15).max(110),
  heightMm: Mm.min(10).max(200),
  /** Dots an inch of the printer: 8 or 12 dots a millimetre. */
  dpi: z.union([z.literal(203), z.literal(300)]),
})
export type RollMedium = z.infer<typeof RollMedium>

/** What labels are printed on. */
export const LabelMedium = z.union([SheetMedium, RollMedium])
export type LabelMedium = z.infer<typeof LabelMedium>

/** Labels side by side and one above the other without gaps, in the middle of A4. */
const filling = (widthMm: number, heightMm: number, columns: number, rows: number): SheetMedium => ({
  ...{ kind: 'sheet', widthMm, heightMm, columns, rows },
  leftMm: (210 - columns * widthMm) / 2,
  topMm: (297 - rows * heightMm) / 2,
  ...{ stepXMm: widthMm, stepYMm: heightMm },
})

const roll = (widthMm: number, heightMm: number, dpi: 203 | 300): RollMedium => ({
  ...{ kind: 'roll', widthMm, heightMm, dpi },
})

/** The media that are sold everywhere, smallest labels first within each kind; margins as their makers print them. */
export const labelMedia = {
  'a4-38x21': {
    ...{ kind: 'sheet', widthMm: 38.1, heightMm: 21.2, columns: 5, rows: 13 },
    ...{ leftMm: 4.65, topMm: 10.7, stepXMm: 40.6, stepYMm: 21.2 },
  },
  'a4-63x38': {
    ...{ kind: 'sheet', widthMm: 63.5, heightMm: 38.1, columns: 3, rows: 7 },
    ...{ leftMm: 7.2, topMm: 15.1, stepXMm: 66.04, stepYMm: 38.1 },
  },
  'a4-70x37': filling(70, 37, 3, 8),
  'a4-105x37': filling(105, 37, 2, 8),
  'a4-105x74': filling(105, 74, 2, 4),
  'roll-30x20-203': roll(30, 20, 203),
  'roll-40x30-203': roll(40, 30, 203),
  'roll-50x30-203': roll(50, 30, 203),
  'roll-75x50-203': roll(75, 50, 203),
  'roll-30x20-300': roll(30, 20, 300),
  'roll-40x30-300': roll(40, 30, 300),
  'roll-50x30-300': roll(50, 30, 300),
  'roll-75x50-300': roll(75, 50, 300),
} as const satisfies Record<string, LabelMedium>

export type LabelMediumId = keyof typeof labelMedia
export const labelMediumIds = Object.keys(labelMedia) as [LabelMediumId, ...LabelMediumId[]]

/** Labels on one sheet; a roll counts as sheets of one. */
export const cellsOf = (medium: LabelMedium): number =>
  medium.kind === 'sheet' ? medium.columns * medium.rows : 1

/**
 * How many sheets so many labels take when the first of them lies in cell `start`.
 *
 * @param start 1 is the cell at the top left; cells are counted row by row
 */
export const sheetsFor = (medium: LabelMedium, count: number, start: number): number =>
  Math.ceil((count + start - 1) / cellsOf(medium))

/** What may stand on a label beside the code, the domain and the lot, which always do. */
export const labelFields = ['product', 'organization', 'packed', 'harvested', 'useBy', 'hotline'] as const
export type LabelField = (typeof labelFields)[number]
