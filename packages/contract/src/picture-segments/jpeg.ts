import {
  bigEndian,
  byteAt,
  maxSegments,
  type Picture,
  pictureOf,
  type Segment,
  type Size,
  spells,
} from './picture.ts'

/** A progressive picture has about ten; each costs the decoder a pass over all of it. */
const maxScans = 100

const startOfScan = 0xda
const endOfImage = 0xd9

/** What draws the picture, by marker: baseline, extended and progressive frames, their tables and scans. */
const drawing = new Map([
  [0xc0, 'SOF'],
  [0xc1, 'SOF'],
  [0xc2, 'SOF'],
  [0xc4, 'DHT'],
  [startOfScan, 'SOS'],
  [0xdb, 'DQT'],
  [0xdd, 'DRI'],
])

/**
 * The segments of a JPEG file; undefined when it is not one, or of a kind that browsers do not show.
 *
 * Source: ITU-T T.81, annex B.
 */
export function walkJpeg(bytes: Uint8Array): Picture | undefined {
  const segments: Segment[] = [{ from: 0, to: 2, name: 'SOI', kind: 'picture' }]
  let size: Size | undefined
  let scans = 0
  for (let at = 2; segments.length < maxSegments; ) {
    const segment = segmentAt(bytes, at)
    if (!segment) return undefined
    segments.push(segment)
    if (segment.name === 'EOI') return size && scans > 0 ? pictureOf(bytes, segments, size) : undefined
    if (segment.name === 'SOF') {
      if (size) return undefined // a second frame would be drawn without its size having been judged
      size = frameSize(bytes, segment)
      if (!size) return undefined
    }
    if (segment.name === 'SOS') scans += 1
    if (scans > maxScans) return undefined
    at = segment.to
  }
  return undefined
}

function segmentAt(bytes: Uint8Array, from: number): Segment | undefined {
  const at = markerAt(bytes, from)
  if (at === undefined) return undefined
  const marker = byteAt(bytes, at)
  if (marker === endOfImage) return { from, to: at + 1, name: 'EOI', kind: 'picture' }
  const length = bigEndian(bytes, at + 1, 2) // counts itself
  const end = at + 1 + length
  if (!(length >= 2 && end <= bytes.length)) return undefined
  const to = marker === startOfScan ? endOfScan(bytes, end) : end
  const name = drawing.get(marker)
  if (name !== undefined) return { from, to, name, kind: 'picture' }
  if (marker === 0xfe) return { from, to, name: 'COM', kind: 'metadata' }
  if (marker < 0xe0 || marker > 0xef) return undefined
  const kind = isNeeded(bytes, marker, at + 3, length) ? 'picture' : 'metadata'
  return { from, to, name: `APP${marker - 0xe0}`, kind }
}

/** Where the marker's code stands: after one 0xff, or several that fill up. */
function markerAt(bytes: Uint8Array, from: number): number | undefined {
  if (bytes[from] !== 0xff) return undefined
  let at = from + 1
  while (bytes[at] === 0xff) at += 1
  return at < bytes.length ? at : undefined
}

/** Application data without which the colours would change: JFIF (without a thumbnail), ICC profile, Adobe's colour transform. */
function isNeeded(bytes: Uint8Array, marker: number, at: number, length: number): boolean {
  if (marker === 0xe0) return length === 16 && spells(bytes, at, 'JFIF\0')
  if (marker === 0xe2) return spells(bytes, at, 'ICC_PROFILE\0')
  return marker === 0xee && spells(bytes, at, 'Adobe')
}

/** The first marker after coded data that is not part of them; the end of the file when there is none. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = byteAt(bytes, at + 1)
    const isData = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7)
    if (!isData) return at
  }
  return bytes.length
}

function frameSize(bytes: Uint8Array, { from, to }: Segment): Size | undefined {
  const at = (markerAt(bytes, from) ?? to) + 1 // behind the marker: length, precision, height, width
  if (at + 7 > to) return undefined
  return { heightPx: bigEndian(bytes, at + 3, 2), widthPx: bigEndian(bytes, at + 5, 2) }
}
