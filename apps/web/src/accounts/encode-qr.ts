import ErrorCorrectionLevel from '@zxing/library/esm/core/qrcode/decoder/ErrorCorrectionLevel.js'
import Encoder from '@zxing/library/esm/core/qrcode/encoder/Encoder.js'

/** Where the library is loaded as CommonJS the export hides one level deeper. */
const unwrap = <T>(loaded: T): T => (loaded as { default?: T }).default ?? loaded

const QrEncoder = unwrap(Encoder)
const { M: mediumLevel } = unwrap(ErrorCorrectionLevel)

/** Light around the code, in modules: ISO/IEC 18004 asks for four. */
const QUIET = 4

/**
 * A text as a QR code, drawn here: nothing secret leaves the device.
 *
 * @returns its width in modules with the quiet zone, and the dark modules as the path of an SVG
 */
export function encodeQr(text: string): { width: number; path: string } {
  const matrix = QrEncoder.encode(text, mediumLevel).getMatrix()
  const size = matrix.getWidth()
  const modules = Array.from({ length: size * size }, (_, at) => [at % size, Math.floor(at / size)] as const)
  const path = modules
    .filter(([x, y]) => matrix.get(x, y) === 1)
    .map(([x, y]) => `M${x + QUIET} ${y + QUIET}h1v1h-1z`)
    .join('')
  return { width: size + 2 * QUIET, path }
}
