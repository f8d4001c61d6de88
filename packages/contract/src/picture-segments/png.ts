import { bigEndian, chunkType, maxSegments, type Picture, pictureOf, type Segment } from './picture.ts'

/** What draws the picture and says how its colours are meant. */
const drawing = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'cHRM',
  'gAMA',
  'iCCP',
  'sBIT',
  'sRGB',
  'cICP',
  'mDCV',
  'cLLI',
  'bKGD',
  'hIST',
  'pHYs',
])

/**
 * The chunks of a PNG file; undefined when it is not one. The frames of an animation count as metadata: without them the still
 * picture remains.
 *
 * Source: PNG specification, third edition, section 5.
 */
export function walkPng(bytes: Uint8Array): Picture | undefined {
  const segments: Segment[] = [{ from: 0, to: 8, name: 'signature', kind: 'picture' }]
  let hasData = false
  for (let at = 8; segments.length < maxSegments; ) {
    const chunk = chunkAt(bytes, at)
    if (!chunk || (chunk.name === 'IHDR') !== (at === 8)) return undefined // one header, and first
    segments.push(chunk)
    if (chunk.name === 'IDAT') hasData = true
    if (chunk.name === 'IEND') {
      const size = { widthPx: bigEndian(bytes, 16, 4), heightPx: bigEndian(bytes, 20, 4) }
      return hasData ? pictureOf(bytes, segments, size) : undefined
    }
    at = chunk.to
  }
  return undefined
}

const fixedLength = new Map([
  ['IHDR', 13],
  ['IEND', 0],
])

function chunkAt(bytes: Uint8Array, from: number): Segment | undefined {
  const length = bigEndian(bytes, from, 4)
  const name = chunkType(bytes, from + 4)
  const to = from + 12 + length // length, type, data, check sum
  if (!(to <= bytes.length) || length !== (fixedLength.get(name) ?? length)) return undefined
  if (drawing.has(name)) return { from, to, name, kind: 'picture' }
  const isAncillary = /^[a-z][A-Za-z]{3}$/.test(name)
  return isAncillary ? { from, to, name, kind: 'metadata' } : undefined
}
