/** A grey picture, one byte a pixel. */
export interface Luma {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

/** The brightness of an RGBA picture, green counted twice. */
export function lumaOf({
  data,
  width,
  height,
}: {
  data: Uint8ClampedArray
  width: number
  height: number
}): Luma {
  const grey = new Uint8ClampedArray(width * height)
  for (let pixel = 0, at = 0; pixel < grey.length; pixel++, at += 4)
    grey[pixel] = ((data[at] ?? 0) + 2 * (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) >> 2
  return { data: grey, width, height }
}

/** The centred square of at most `side` pixels. */
export function crop({ data, width, height }: Luma, side: number): Luma {
  const size = Math.min(side, width, height)
  const left = (width - size) >> 1
  const top = (height - size) >> 1
  const cut = new Uint8ClampedArray(size * size)
  for (let row = 0; row < size; row++) {
    const from = (top + row) * width + left
    cut.set(data.subarray(from, from + size), row * size)
  }
  return { data: cut, width: size, height: size }
}

/** Half the size: each pixel the mean of four. */
export function half({ data, width, height }: Luma): Luma {
  const [w, h] = [width >> 1, height >> 1]
  const small = new Uint8ClampedArray(w * h)
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const at = 2 * y * width + 2 * x
      small[y * w + x] =
        ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + width] ?? 0) + (data[at + width + 1] ?? 0)) >> 2
    }
  return { data: small, width: w, height: h }
}

/** Twice the size, each pixel four times: for codes whose modules are hardly wider than a pixel. */
export function double({ data, width, height }: Luma): Luma {
  const [w, h] = [width * 2, height * 2]
  const large = new Uint8ClampedArray(w * h)
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) large[y * w + x] = data[(y >> 1) * width + (x >> 1)] ?? 0
  return { data: large, width: w, height: h }
}

/** The mean of 3 × 3 pixels: takes the grain out of noise and kraft paper. The rim stays as it is. */
export function blur({ data, width, height }: Luma): Luma {
  const smooth = new Uint8ClampedArray(data)
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      let sum = 0
      for (let dy = -width; dy <= width; dy += width)
        for (let dx = -1; dx <= 1; dx++) sum += data[y * width + x + dy + dx] ?? 0
      smooth[y * width + x] = sum / 9
    }
  return { data: smooth, width, height }
}
