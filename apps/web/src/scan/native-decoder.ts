import type { Decoder } from './decoder.ts'

interface Detector {
  detect(source: ImageData): Promise<readonly { readonly rawValue: string }[]>
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector
  getSupportedFormats(): Promise<string[]>
}

/**
 * The phone's own reader; undefined where there is none for QR codes. Some phones name one and then fail at every picture, so an
 * empty picture is tried first.
 */
export async function nativeDecoder(): Promise<Decoder | undefined> {
  const { BarcodeDetector } = window as { BarcodeDetector?: DetectorClass }
  const formats = (await BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? []
  if (!BarcodeDetector || !formats.includes('qr_code')) return undefined
  const detector = new BarcodeDetector({ formats: ['qr_code'] })
  const works = await detector.detect(new ImageData(16, 16)).then(
    () => true,
    () => false,
  )
  if (!works) return undefined
  return { read: async (frame) => (await detector.detect(frame).catch(() => []))[0]?.rawValue }
}
