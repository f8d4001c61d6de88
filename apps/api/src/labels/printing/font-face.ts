import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

export type Weight = 'regular' | 'bold'

const require = createRequire(import.meta.url)
const folder = '@expo-google-fonts/be-vietnam-pro'

/** The files of Be Vietnam Pro, with every Vietnamese letter. */
export const fontFiles: Readonly<Record<Weight, string>> = {
  regular: require.resolve(`${folder}/400Regular/BeVietnamPro_400Regular.ttf`),
  bold: require.resolve(`${folder}/600SemiBold/BeVietnamPro_600SemiBold.ttf`),
}

/** What pdfkit's own font reader offers of a face. */
interface Face {
  readonly unitsPerEm: number
  hasGlyphForCodePoint(codePoint: number): boolean
  layout(text: string): {
    readonly advanceWidth: number
    readonly glyphs: readonly { readonly path: { toSVG(): string } }[]
    readonly positions: readonly {
      readonly xAdvance: number
      readonly xOffset: number
      readonly yOffset: number
    }[]
  }
}

const faces = new Map<Weight, Face>()

function faceOf(weight: Weight): Face {
  const known = faces.get(weight)
  if (known) return known
  const document = new PDFDocument({ autoFirstPage: false }).font(fontFiles[weight])
  const { font } = (document as unknown as { _font: { font: Face } })._font
  faces.set(weight, font)
  return font
}

/** What can be drawn of a text: in normal form C, on one line, without what the font has no picture of (emoji, other scripts). */
export function drawable(text: string): string {
  const face = faceOf('regular')
  const known = [...text.normalize('NFC').replaceAll(/\s/g, ' ')].filter((character) => {
    const codePoint = character.codePointAt(0) ?? 0
    return codePoint >= 0x20 && face.hasGlyphForCodePoint(codePoint) && !/[\p{Cf}\p{Mn}]/u.test(character)
  })
  return known.join('').replaceAll(/ +/g, ' ').trim()
}

const advances: Record<Weight, Map<string, number>> = { regular: new Map(), bold: new Map() }

/** Width of a character, in the unit of `size`; what pairs of letters move closer is not counted. */
export function widthOf(character: string, weight: Weight, size: number): number {
  let advance = advances[weight].get(character)
  if (advance === undefined) {
    const face = faceOf(weight)
    advance = face.layout(character).advanceWidth / face.unitsPerEm
    advances[weight].set(character, advance)
  }
  return advance * size
}

/** The text as outlines for an SVG, its baseline beginning at (x, y): whoever shows it needs no font. */
export function outlineOf(text: string, weight: Weight, size: number, x: number, y: number): string {
  const face = faceOf(weight)
  const scale = size / face.unitsPerEm
  const { glyphs, positions } = face.layout(text)
  let pen = 0
  const parts = glyphs.map(({ path }, index) => {
    const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[index] ?? {}
    const move = `translate(${round(x + (pen + xOffset) * scale)} ${round(y - yOffset * scale)})`
    pen += xAdvance
    const outline = path.toSVG()
    return (
      outline &&
      `<path transform="${move} scale(${scale.toPrecision(6)} ${(-scale).toPrecision(6)})" d="${outline}"/>`
    )
  })
  return parts.join('')
}

const round = (value: number): number => Number(value.toFixed(4))
