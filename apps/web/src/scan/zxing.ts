import BinaryBitmap from '@zxing/library/esm/core/BinaryBitmap.js'
import GlobalHistogramBinarizer from '@zxing/library/esm/core/common/GlobalHistogramBinarizer.js'
import HybridBinarizer from '@zxing/library/esm/core/common/HybridBinarizer.js'
import DecodeHintType from '@zxing/library/esm/core/DecodeHintType.js'
import QRCodeReader from '@zxing/library/esm/core/qrcode/QRCodeReader.js'
import RGBLuminanceSource from '@zxing/library/esm/core/RGBLuminanceSource.js'
import type { Luma } from './luma.ts'

/** Where the library is loaded as CommonJS the export hides one level deeper. */
const unwrap = <T>(loaded: T): T => (loaded as { default?: T }).default ?? loaded

const Bitmap = unwrap(BinaryBitmap)
const Source = unwrap(RGBLuminanceSource)
const Reader = unwrap(QRCodeReader)
const binarizers = { hybrid: unwrap(HybridBinarizer), global: unwrap(GlobalHistogramBinarizer) }
const hints = new Map([[unwrap(DecodeHintType).TRY_HARDER, true]])

/** The QR code in a grey picture, or undefined. `hybrid` copes with shadow, `global` with noise. */
export function readQr(
  { data, width, height }: Luma,
  binarizer: keyof typeof binarizers,
): string | undefined {
  const source = new Source(data, width, height)
  try {
    return new Reader().decode(new Bitmap(new binarizers[binarizer](source)), hints).getText()
  } catch {
    return undefined // the library reports "no code in this picture" by throwing, and on noise it throws anything
  }
}
