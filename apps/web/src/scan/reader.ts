import type { Frame } from './decode-worker.ts'

/** Reads a code off the live picture: its text, or undefined when this frame shows none. */
export type Reader = (video: HTMLVideoElement) => Promise<string | undefined>

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector
  getSupportedFormats(): Promise<string[]>
}

/** The phone's own reader where it has one, else ours. */
export async function openReader(): Promise<Reader> {
  return (await nativeReader()) ?? workerReader()
}

async function nativeReader(): Promise<Reader | undefined> {
  const { BarcodeDetector } = window as { BarcodeDetector?: DetectorClass }
  const formats = (await BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? []
  if (!BarcodeDetector || !formats.includes('qr_code')) return undefined
  const detector = new BarcodeDetector({ formats: ['qr_code'] })
  return async (video) => (await detector.detect(video).catch(() => []))[0]?.rawValue
}

const LONGEST = 1280

function workerReader(): Reader {
  const worker = new Worker(new URL('./decode-worker.ts', import.meta.url), { type: 'module' })
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  let turn = 0
  return (video) =>
    new Promise((resolve) => {
      const scale = Math.min(1, LONGEST / Math.max(video.videoWidth, video.videoHeight, 1))
      canvas.width = Math.round(video.videoWidth * scale)
      canvas.height = Math.round(video.videoHeight * scale)
      if (!context || canvas.width === 0 || canvas.height === 0) return resolve(undefined)
      context.drawImage(video, 0, 0, canvas.width, canvas.height)
      const pixels = context.getImageData(0, 0, canvas.width, canvas.height)
      worker.onmessage = ({ data }: MessageEvent<string | undefined>) => resolve(data)
      worker.postMessage({ pixels, turn: turn++ } satisfies Frame, [pixels.data.buffer])
    })
}
