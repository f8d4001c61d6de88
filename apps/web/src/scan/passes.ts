import { blur, crop, double, half, type Luma } from './luma.ts'
import { readQr } from './zxing.ts'

const SIDE = 640

/** Ways of looking at a frame, the most fruitful first. Each is cheap enough for one frame of a slow phone. */
export const passes: readonly ((frame: Luma) => string | undefined)[] = [
  (frame) => readQr(half(crop(frame, SIDE)), 'hybrid'),
  (frame) => readQr(crop(frame, SIDE), 'global'),
  (frame) => readQr(blur(crop(frame, SIDE)), 'hybrid'),
  (frame) => readQr(blur(crop(frame, SIDE)), 'global'),
  (frame) => readQr(double(crop(frame, 420)), 'hybrid'),
  (frame) => readQr(frame, 'hybrid'),
]

/** Looks at a frame in two ways: the best one always, the others in turn over successive frames. */
export function look(frame: Luma, turn: number): string | undefined {
  const [best, ...others] = passes
  return best?.(frame) ?? others[turn % others.length]?.(frame)
}

/** Looks at a picture in every way until one reads it. */
export function study(picture: Luma): string | undefined {
  for (const pass of passes) {
    const text = pass(picture)
    if (text !== undefined) return text
  }
  return undefined
}
