import { lumaOf } from './luma.ts'
import { look } from './passes.ts'

export interface Frame {
  readonly pixels: ImageData
  readonly turn: number
}

// Decoding stays off the page's thread: the live picture must not stutter.
self.onmessage = ({ data }: MessageEvent<Frame>) => {
  self.postMessage(look(lumaOf(data.pixels), data.turn))
}
