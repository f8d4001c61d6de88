import { joinLater } from './decoder.ts'
import { frameOf } from './frame-of.ts'
import { nativeDecoder } from './native-decoder.ts'
import { passesDecoder, wasmDecoder } from './worker-decoder.ts'

/** Reads a code off the live picture: its text, or undefined when this frame shows none. */
export type Reader = (video: HTMLVideoElement) => Promise<string | undefined>

/** A page opens each decoder once, however often it looks. */
function once<T>(open: () => T): () => T {
  let opened: { readonly it: T } | undefined
  return () => {
    opened ??= { it: open() }
    return opened.it
  }
}
const openNative = once(nativeDecoder)
const openPasses = once(passesDecoder)
const openWasm = once(wasmDecoder)

const LIVE_PX = 1280

/** The phone's own reader where it has one, else ours, which zxing-wasm joins when two seconds bring nothing. */
export async function openReader(): Promise<Reader> {
  const decoder = (await openNative()) ?? joinLater(openPasses(), openWasm)
  return async (video) => {
    const frame = frameOf(video, video.videoWidth, video.videoHeight, LIVE_PX)
    return frame && decoder.read(frame, 'live')
  }
}

const STILL_PX = [LIVE_PX, 2560]

/**
 * Reads a photo with every decoder in turn, first small, then larger for codes that are small on it.
 *
 * @throws {DOMException} when the file is no picture
 */
export async function readPicture(file: Blob): Promise<string | undefined> {
  const picture = await createImageBitmap(file)
  const sizes = Math.max(picture.width, picture.height) > LIVE_PX ? STILL_PX : [LIVE_PX]
  for (const size of sizes) {
    const frame = frameOf(picture, picture.width, picture.height, size)
    const text = frame && (await readEveryWay(frame))
    if (text !== undefined) return text
  }
  return undefined
}

async function readEveryWay(frame: ImageData): Promise<string | undefined> {
  const native = await openNative()
  const text = (await native?.read(frame, 'still')) ?? (await openPasses().read(frame, 'still'))
  return text ?? (await openWasm()).read(frame, 'still')
}
