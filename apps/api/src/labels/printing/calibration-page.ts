import { formatDecimal } from '@nguon/locale'
import PDFDocument from 'pdfkit'
import type { PrinterShift } from './draw-labels-pdf.ts'
import { fontFiles } from './font-face.ts'

const points = (mm: number): number => (mm * 72) / 25.4
/** The font has no Δ: the words are those of the fields. */
const words = [
  'Trang căn chỉnh máy in tem',
  '1. In ở cỡ 100 % (Actual size), tắt “Vừa trang” (Fit to page).',
  '2. Đo từ mép giấy đến hai đường kẻ góc trên bên trái: mỗi khoảng phải đúng 20 mm.',
  '    Thiếu bao nhiêu thì cộng bấy nhiêu vào “sang phải” hoặc “xuống dưới”; thừa thì trừ.',
  '3. Đo thước ngang: phải đúng 150 mm. Nếu không: tỉ lệ mới = tỉ lệ cũ × 150 ÷ số đo được.',
]

/** An A4 page with a corner and rulers of known length: what is measured on it are the settings of the printer. */
export function calibrationPage({ xMm, yMm, scale }: PrinterShift): NodeJS.ReadableStream {
  const page = new PDFDocument({ size: 'A4', margin: 0, info: { Title: 'Căn chỉnh máy in' } })
  for (const [name, file] of Object.entries(fontFiles)) page.registerFont(name, file)
  page.scale(scale).translate(points(xMm), points(yMm)).lineWidth(points(0.15))
  page.moveTo(points(20), 0).lineTo(points(20), points(297)).stroke()
  page.moveTo(0, points(20)).lineTo(points(210), points(20)).stroke()
  ruler(page, (mm) => [30 + mm, 60], 150, [0, 1])
  ruler(page, (mm) => [30, 60 + mm], 200, [1, 0])
  words.forEach((line, index) => {
    const [font, size] = index === 0 ? ['bold', 16] : ['regular', 11]
    page.font(font as string).fontSize(size as number)
    page.text(line, points(40), points(80 + index * 9), { lineBreak: false })
  })
  const number = (value: number) => formatDecimal(String(value), 'vi')
  const percent = number(Number((scale * 100).toFixed(2)))
  const settings = `Trang này: sang phải ${number(xMm)} mm · xuống dưới ${number(yMm)} mm · tỉ lệ ${percent} %`
  page.font('regular').text(settings, points(40), points(130), { lineBreak: false })
  page.end()
  return page
}

function ruler(
  page: PDFKit.PDFDocument,
  at: (mm: number) => readonly [number, number],
  length: number,
  [acrossX, acrossY]: readonly [number, number],
): void {
  const line = (from: readonly number[], to: readonly number[]) =>
    page
      .moveTo(points(from[0] ?? 0), points(from[1] ?? 0))
      .lineTo(points(to[0] ?? 0), points(to[1] ?? 0))
      .stroke()
  line(at(0), at(length))
  for (let mm = 0; mm <= length; mm++) {
    const tick = mm % 10 === 0 ? 5 : mm % 5 === 0 ? 3 : 1.5
    const [x, y] = at(mm)
    line([x, y], [x + acrossX * tick, y + acrossY * tick])
  }
}
