import { create } from 'qrcode'
import sharp from 'sharp'

/** A grey picture as a camera gives it, and what its code says. */
export interface Shot {
  readonly kind: Harm
  readonly text: string
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

export const harms = [
  ...(['perspective', 'blur', 'noise', 'low contrast'] as const),
  ...(['glare', 'damage', 'small', 'curved'] as const),
]
type Harm = (typeof harms)[number]

type Random = () => number
const [width, height] = [640, 480]

/** Numbers from 0 to 1 that are the same on every machine (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const between = (random: Random, low: number, high: number): number => low + (high - low) * random()

/** Where a picture's point lies on the label, in modules from the middle of the code. */
type Place = (x: number, y: number) => readonly [number, number]

/** A label held somewhat askew; every kind of harm is drawn with a strength of its own, from mild to beyond reading. */
export async function takeShot(kind: Harm, random: Random): Promise<Shot> {
  const serial = Array.from(
    { length: 14 },
    () => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[Math.floor(random() * 32)],
  )
  const text = `HTTPS://TRUYXUAT.EXAMPLE.VN/T/${serial.join('')}`
  const { modules } = create(text, { errorCorrectionLevel: 'Q' })
  const harm = random()
  const place = placeOf(kind, harm, random)
  const [ink, paper] = kind === 'low contrast' ? [120, 170 - 38 * harm] : [35, 215]
  const tone = (x: number, y: number): number => {
    const [u, v] = place(x, y)
    const [column, row] = [Math.floor(u + modules.size / 2), Math.floor(v + modules.size / 2)]
    const margin = Math.max(-column, -row, column - modules.size + 1, row - modules.size + 1)
    if (margin > 4) return 110
    return margin <= 0 && modules.get(row, column) ? ink : paper
  }
  let data = paint(tone)
  if (kind === 'damage') scratch(data, harm, random)
  if (kind === 'glare') shine(data, harm, random)
  const softness = kind === 'blur' ? 1 + 4.5 * harm : between(random, 0.4, 0.9)
  data = await soften(data, softness)
  addGrain(data, kind === 'noise' ? 30 + 100 * harm : 3, random)
  return { kind, text, data: Uint8ClampedArray.from(data), width, height }
}

function placeOf(kind: Harm, harm: number, random: Random): Place {
  const turn = between(random, -0.35, 0.35)
  const scale = kind === 'small' ? 3.2 - 1.9 * harm : between(random, 5, 8)
  const [left, top] = [width / 2 + between(random, -40, 40), height / 2 + between(random, -30, 30)]
  const tilt = kind === 'perspective' ? 0.0008 + 0.0026 * harm : 0
  const lean = between(random, -1, 1)
  const radius = kind === 'curved' ? 34 - 18 * harm : Number.POSITIVE_INFINITY
  return (x, y) => {
    const [right, down] = [x - left, y - top]
    const away = 1 - tilt * (right + lean * down)
    const u = (Math.cos(turn) * right + Math.sin(turn) * down) / scale / away
    const v = (Math.cos(turn) * down - Math.sin(turn) * right) / scale / away / (1 - 150 * tilt)
    if (radius === Number.POSITIVE_INFINITY) return [u, v]
    return Math.abs(u) < radius ? [radius * Math.asin(u / radius), v] : [99, v] // round a tube, seen from the front
  }
}

/** Each pixel the mean of four points in it. */
function paint(tone: (x: number, y: number) => number): Float32Array {
  const data = new Float32Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (let part = 0; part < 4; part++) sum += tone(x + (part & 1) / 2, y + (part >> 1) / 2)
      data[y * width + x] = sum / 4
    }
  return data
}

/** Strips of paper torn off. */
function scratch(data: Float32Array, harm: number, random: Random): void {
  for (let count = Math.round(2 + 10 * harm); count > 0; count--) {
    const [x, y] = [between(random, 200, 430), between(random, 120, 350)]
    const [wide, high] = [between(random, 8, 46), between(random, 8, 30)]
    for (let row = Math.floor(y); row < y + high; row++)
      data.fill(200, row * width + (x | 0), row * width + ((x + wide) | 0))
  }
}

/** A lamp mirrored in plastic film: white in the middle, fading out. */
function shine(data: Float32Array, harm: number, random: Random): void {
  const [x0, y0] = [between(random, 230, 410), between(random, 150, 330)]
  const size = 30 + 90 * harm
  data.forEach((tone, at) => {
    const distance = Math.hypot((at % width) - x0, Math.floor(at / width) - y0) / size
    data[at] = tone + 260 * Math.exp(-(distance ** 2))
  })
}

async function soften(data: Float32Array, sigma: number): Promise<Float32Array> {
  const bytes = Uint8ClampedArray.from(data)
  const raw = { width, height, channels: 1 } as const
  return Float32Array.from(await sharp(bytes, { raw }).blur(sigma).extractChannel(0).raw().toBuffer())
}

function addGrain(data: Float32Array, sigma: number, random: Random): void {
  for (let at = 0; at < data.length; at++) {
    const normal = random() + random() + random() + random() - 2 // a spread of 0.577
    data[at] = Math.min(255, Math.max(0, (data[at] ?? 0) + (normal / 0.577) * sigma))
  }
}
