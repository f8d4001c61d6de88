/** One piece of a picture's file, from its marker or chunk header to its last byte. */
export interface Segment {
  /** First byte. */
  readonly from: number
  /** First byte after it. */
  readonly to: number
  /** JPEG marker or chunk type, e.g. `APP1`, `tEXt`. */
  readonly name: string
  /** `picture`: needed to draw it; `metadata`: says something about it; `trailing`: stands after its end. */
  readonly kind: 'picture' | 'metadata' | 'trailing'
}

/** What a picture's file consists of. The segments lie end to end and cover every byte. */
export interface Picture {
  readonly widthPx: number
  readonly heightPx: number
  readonly segments: readonly Segment[]
}

export type Size = Pick<Picture, 'widthPx' | 'heightPx'>

/** More than any camera writes; a file of nothing but headers would fill the memory. */
export const maxSegments = 10_000

/** The picture of these segments with whatever stands behind the last; undefined when it has no area. */
export function pictureOf(
  bytes: Uint8Array,
  segments: readonly Segment[],
  { widthPx, heightPx }: Size,
): Picture | undefined {
  if (!(widthPx > 0 && heightPx > 0)) return undefined
  const from = segments.at(-1)?.to ?? 0
  const trailing: Segment = { from, to: bytes.length, name: 'trailing', kind: 'trailing' }
  return { widthPx, heightPx, segments: from < bytes.length ? [...segments, trailing] : segments }
}

/** The byte at `at`. NaN outside: no comparison with it holds, so lengths read there lead nowhere. */
export const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? Number.NaN

/** `count` bytes, most significant first. */
export function bigEndian(bytes: Uint8Array, at: number, count: number): number {
  let value = 0
  for (let index = 0; index < count; index += 1) value = value * 256 + byteAt(bytes, at + index)
  return value
}

/** `count` bytes, least significant first. */
export function littleEndian(bytes: Uint8Array, at: number, count: number): number {
  let value = 0
  for (let index = count - 1; index >= 0; index -= 1) value = value * 256 + byteAt(bytes, at + index)
  return value
}

/** Whether the bytes at `at` spell `text`, one byte a character. */
export function spells(bytes: Uint8Array, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1)
    if (bytes[at + index] !== text.charCodeAt(index)) return false
  return true
}

/** Four letters of a chunk's type. */
export const chunkType = (bytes: Uint8Array, at: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + 4))
