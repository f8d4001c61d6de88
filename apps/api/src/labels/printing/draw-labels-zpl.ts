import sharp from 'sharp'
import { type LabelSlots, svgOf, textIn, textsSvg } from './draw-label-svg.ts'
import type { LabelLayout } from './layout-label.ts'
import type { QrModules } from './qr-modules.ts'

/** A black and white picture for a label printer: one bit a dot, rows begin at a byte. */
interface Bitmap {
  readonly width: number
  readonly height: number
  readonly rowBytes: number
  readonly bits: Uint8Array
}

/**
 * Draws labels one by one in ZPL. What is the same on all of them is drawn once as a picture, because the printer's own fonts lack
 * Vietnamese letters; the QR is drawn into a copy of it dot by dot. Codes and PINs are letters and digits the printer can write
 * itself, and nothing that a person typed stands in the ZPL as text.
 *
 * @param layout its scale is that of the printer already
 * @param shiftMm moves what is printed, as the printer's settings say
 */
export async function openZpl(
  layout: LabelLayout,
  shiftMm: { readonly x: number; readonly y: number } = { x: 0, y: 0 },
): Promise<(code: QrModules, slots: LabelSlots) => string> {
  const base = await rasterOf(layout)
  const dots = (mm: number): number => Math.round((mm * layout.dpi) / 25.4)
  const head = `^XA^PW${base.width}^LL${base.height}^LH0,0^LS${-dots(shiftMm.x)}^LT${dots(shiftMm.y)}^CI28`
  return (code, slots) => {
    const bitmap: Bitmap = { ...base, bits: new Uint8Array(base.bits) }
    drawQr(bitmap, layout, code, dots)
    const written = layout.texts
      .filter(({ slot }) => slot)
      .map((text) => {
        const height = dots(text.size * 1.05)
        const words = textIn(text, slots).replaceAll(/[^0-9A-Z._ -]/g, '')
        return `^FT${dots(text.x)},${dots(text.y)}^A0N,${height},${height}^FD${words}^FS`
      })
    return `${head}^FO0,0${graphicField(bitmap)}${written.join('')}^PQ1^XZ\n`
  }
}

/** The texts that all labels share, in dots. */
async function rasterOf(layout: LabelLayout): Promise<Bitmap> {
  const { widthMm, heightMm, dpi, texts } = layout
  const shared = texts.filter(({ slot }) => !slot)
  const svg = svgOf(widthMm, heightMm, textsSvg(shared, { code: '' }))
  const width = Math.round((widthMm * dpi) / 25.4)
  const height = Math.round((heightMm * dpi) / 25.4)
  const { data } = await sharp(Buffer.from(svg), { density: dpi })
    .resize(width, height, { fit: 'fill' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const rowBytes = Math.ceil(width / 8)
  const bits = new Uint8Array(rowBytes * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) if ((data[y * width + x] ?? 255) < 140) setBit(bits, rowBytes, x, y)
  return { width, height, rowBytes, bits }
}

function drawQr(
  bitmap: Bitmap,
  { qr }: LabelLayout,
  { size, dark }: QrModules,
  dots: (mm: number) => number,
): void {
  const [left, top] = [dots(qr.x), dots(qr.y)]
  for (let y = 0; y < size * qr.dots; y++)
    for (let x = 0; x < size * qr.dots; x++)
      if (dark[Math.floor(y / qr.dots) * size + Math.floor(x / qr.dots)])
        setBit(bitmap.bits, bitmap.rowBytes, left + x, top + y)
}

function setBit(bits: Uint8Array, rowBytes: number, x: number, y: number): void {
  const at = y * rowBytes + (x >> 3)
  bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7))
}

/** `^GFA` in Zebra's short form: `:` repeats a row, `,` fills it with white, letters count what follows (ZPL II, alternative data compression). */
function graphicField({ rowBytes, height, bits }: Bitmap): string {
  const total = rowBytes * height
  let data = ''
  let before = ''
  for (let y = 0; y < height; y++) {
    const row = Buffer.from(bits.subarray(y * rowBytes, (y + 1) * rowBytes))
      .toString('hex')
      .toUpperCase()
    data += row === before ? ':' : shortened(row)
    before = row
  }
  return `^GFA,${total},${total},${rowBytes},${data}^FS`
}

function shortened(row: string): string {
  const rest = row.replace(/0+$/, '')
  const even = rest.length < row.length ? rest : row
  return (
    even.replaceAll(/(.)\1{2,}/g, (run: string, digit: string) => `${countOf(run.length)}${digit}`) +
    (rest.length < row.length ? ',' : '')
  )
}

/** `G` to `Y` count 1 to 19, `g` to `z` 20, 40 … 400. */
function countOf(count: number): string {
  const twenties = Math.floor(count / 20)
  const ones = count % 20
  if (twenties > 20) return `z${countOf(count - 400)}`
  const high = twenties === 0 ? '' : String.fromCharCode('g'.charCodeAt(0) + twenties - 1)
  const low = ones === 0 ? '' : String.fromCharCode('G'.charCodeAt(0) + ones - 1)
  return high + low
}
