/** @jest-environment node */
import { describe, expect, test } from '@jest/globals'
import LevelModule from '@zxing/library/esm/core/qrcode/decoder/ErrorCorrectionLevel.js'
import EncoderModule from '@zxing/library/esm/core/qrcode/encoder/Encoder.js'
import { lumaOf } from './luma.ts'
import { look, passes } from './passes.ts'

const unwrap = <T>(loaded: T): T => (loaded as { default?: T }).default ?? loaded
const Encoder = unwrap(EncoderModule)
const text = 'HTTPS://TRUYXUAT.EXAMPLE.VN/T/7K3M9QXA2B4C'

/** A frame as a camera gives it: the code in the middle, `scale` pixels a module, ink and paper as bright as said. */
function frame({ scale = 8, ink = 20, paper = 235, noise = 0, width = 1280, height = 720 } = {}) {
  const matrix = Encoder.encode(text, unwrap(LevelModule).Q).getMatrix()
  const size = matrix.getWidth() * scale
  const [left, top] = [(width - size) >> 1, (height - size) >> 1]
  const data = new Uint8ClampedArray(width * height * 4)
  let seed = 1
  for (let pixel = 0; pixel < width * height; pixel++) {
    seed = (seed * 48_271) % 2_147_483_647
    const x = Math.floor(((pixel % width) - left) / scale)
    const y = Math.floor((Math.floor(pixel / width) - top) / scale)
    const dark = x >= 0 && y >= 0 && x < matrix.getWidth() && y < matrix.getHeight() && matrix.get(x, y) === 1
    const grey = (dark ? ink : paper) + ((seed / 2_147_483_647) * 2 - 1) * noise
    data.set([grey, grey, grey, 255], pixel * 4)
  }
  return lumaOf({ data, width, height })
}

/** The first turn that reads the frame, of a second's worth of them. */
const turnThatReads = (luma: ReturnType<typeof frame>) =>
  Array.from({ length: passes.length }, (_, turn) => turn).find((turn) => look(luma, turn) === text)

describe('the scanner', () => {
  test.each([
    ['a clear code', {}],
    ['a code that fills the frame', { scale: 14 }],
    ['a faint code', { ink: 110, paper: 160 }],
    ['a noisy picture', { noise: 90 }],
    ['a small code far away', { scale: 3 }],
    ['a picture held upright', { width: 720, height: 1280 }],
  ])('reads %s within a few frames', (_what, picture) => {
    expect(turnThatReads(frame(picture))).toBeDefined()
  })

  test('reads nothing where there is no code', () => {
    expect(turnThatReads(frame({ ink: 200, paper: 200, noise: 40 }))).toBeUndefined()
  })
})
