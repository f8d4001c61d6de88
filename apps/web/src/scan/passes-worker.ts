import { lumaOf } from './luma.ts'
import { look, study } from './passes.ts'
import type { Frame, Sight } from './worker-decoder.ts'

self.onmessage = ({ data: { pixels, kind, turn } }: MessageEvent<Frame>) => {
  const picture = lumaOf(pixels)
  const text = kind === 'live' ? look(picture, turn) : study(picture)
  self.postMessage({ turn, text } satisfies Sight)
}
