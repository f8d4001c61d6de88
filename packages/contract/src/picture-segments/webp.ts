import type { Picture, Segment, Size } from './picture.ts'
import { byteAt, chunkType, littleEndian, maxSegments, pictureOf, spells } from './picture.ts'

const frames = new Set(['VP8 ', 'VP8L'])
const drawing = new Set([...frames, 'VP8X', 'ICCP', 'ALPH'])
const animation = new Set(['ANIM', 'ANMF'])

/**
 * The chunks of a WebP file; undefined when it is not one, or moves.
 *
 * Source: RFC 9649, section 2.
 */
export function walkWebp(bytes: Uint8Array): Picture | undefined {
  const end = 8 + littleEndian(bytes, 4, 4)
  if (!(end <= bytes.length)) return undefined
  const segments: Segment[] = [{ from: 0, to: 12, name: 'RIFF', kind: 'picture' }]
  for (let at = 12; at < end; ) {
    const chunk = chunkAt(bytes, at)
    if (!chunk || chunk.to > end || segments.length > maxSegments) return undefined
    segments.push(chunk)
    at = chunk.to
  }
  const size = sizeOf(bytes, segments)
  return size && pictureOf(bytes, segments, size)
}

function chunkAt(bytes: Uint8Array, from: number): Segment | undefined {
  const length = littleEndian(bytes, from + 4, 4)
  const name = chunkType(bytes, from)
  const to = from + 8 + length + (length % 2)
  if (!(to <= bytes.length) || !/^[\w ]{4}$/.test(name) || animation.has(name)) return undefined
  return { from, to, name, kind: drawing.has(name) ? 'picture' : 'metadata' }
}

/** The size of the one frame; undefined unless there is one, and the canvas of an extended file is as large. */
function sizeOf(bytes: Uint8Array, segments: readonly Segment[]): Size | undefined {
  const drawn = segments.filter(({ name }) => frames.has(name))
  const canvases = segments.filter(({ name }) => name === 'VP8X')
  const [frame] = drawn
  const [canvas] = canvases
  if (!frame || drawn.length > 1 || canvases.length > 1) return undefined
  if (segments[1] !== (canvas ?? frame)) return undefined
  const size = frame.name === 'VP8 ' ? lossySize(bytes, frame) : losslessSize(bytes, frame)
  if (!size || !canvas) return size
  const isWhole = canvas.to - canvas.from === 18
  const width = littleEndian(bytes, canvas.from + 12, 3) + 1
  const height = littleEndian(bytes, canvas.from + 15, 3) + 1
  return isWhole && width === size.widthPx && height === size.heightPx ? size : undefined
}

/** Key frame of VP8 (RFC 6386, section 9.1): tag, start code, two sizes of 14 bits. */
function lossySize(bytes: Uint8Array, { from, to }: Segment): Size | undefined {
  if (to - from < 18 || !spells(bytes, from + 11, '\x9d\x01\x2a')) return undefined
  const side = (at: number) => littleEndian(bytes, at, 2) & 0x3fff
  return { widthPx: side(from + 14), heightPx: side(from + 16) }
}

/** VP8L (RFC 9649, section 3.4): signature, then 14 bits for each size less one. */
function losslessSize(bytes: Uint8Array, { from, to }: Segment): Size | undefined {
  if (to - from < 13 || byteAt(bytes, from + 8) !== 0x2f) return undefined
  const bits = littleEndian(bytes, from + 9, 4)
  return { widthPx: (bits & 0x3fff) + 1, heightPx: ((bits >>> 14) & 0x3fff) + 1 }
}
