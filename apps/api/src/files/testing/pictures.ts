import type { PictureMime } from '@nguon/contract'
import sharp from 'sharp'

type Options = { progressive?: boolean; lossless?: boolean; palette?: boolean; alpha?: boolean }

/** Every way our pictures are written. */
export const allPictures: readonly [name: string, PictureMime, Options][] = [
  ['baseline', 'image/jpeg', {}],
  ['progressive', 'image/jpeg', { progressive: true }],
  ['colours', 'image/png', {}],
  ['palette', 'image/png', { palette: true }],
  ['interlaced', 'image/png', { progressive: true, alpha: true }],
  ['lossy', 'image/webp', {}],
  ['lossy with alpha', 'image/webp', { alpha: true }],
  ['lossless', 'image/webp', { lossless: true, alpha: true }],
]

/** A small picture of noise, without metadata. */
export function pictureOf(
  mime: PictureMime,
  { alpha = false, ...options }: Options = {},
  width = 24,
): Promise<Buffer> {
  const channels = alpha ? 4 : 3
  const noise = Buffer.from(Array.from({ length: width * 16 * channels }, (_, index) => (index * 7919) % 251))
  const format = mime === 'image/jpeg' ? 'jpeg' : mime === 'image/png' ? 'png' : 'webp'
  return sharp(noise, { raw: { width, height: 16, channels } })
    .toFormat(format, options)
    .toBuffer()
}

const position = { IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '22/1 8/1 0/1' }, IFD0: { Make: 'Phone' } }
const xmp =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>'
const withExif = (picture: Buffer) => sharp(picture).keepMetadata().withExif(position).toBuffer()
const withXmp = (picture: Buffer) => sharp(picture).withXmp(xmp).toBuffer()

/** Puts `inserted` into the bytes at `at`. */
const insertAt = (at: number, inserted: Buffer) => async (picture: Buffer) =>
  Buffer.concat([picture.subarray(0, at), inserted, picture.subarray(at)])

const segment = (marker: number, text: string): Buffer => {
  const data = Buffer.from(text, 'latin1')
  return Buffer.concat([Buffer.from([0xff, marker, 0, data.length + 2]), data])
}

/** With a zero check sum: decoders skip such a chunk with a warning. */
const chunk = (type: string, text: string): Buffer => {
  const length = Buffer.from([0, 0, 0, text.length])
  return Buffer.concat([length, Buffer.from(type + text, 'latin1'), Buffer.alloc(4)])
}

type AddMetadata = (picture: Buffer) => Promise<Buffer>

/** Pictures that carry data about themselves. */
export const withMetadata: readonly [name: string, PictureMime, AddMetadata][] = [
  ['a jpeg with Exif and position', 'image/jpeg', withExif],
  ['a jpeg with XMP', 'image/jpeg', withXmp],
  ['a jpeg with IPTC', 'image/jpeg', insertAt(2, segment(0xed, 'Photoshop 3.0\0'))],
  ['a jpeg with a comment', 'image/jpeg', insertAt(2, segment(0xfe, 'made by'))],
  ['a jpeg of a burst', 'image/jpeg', insertAt(2, segment(0xe2, 'MPF\0'))],
  ['a png with Exif and position', 'image/png', withExif],
  ['a png with XMP', 'image/png', withXmp],
  ['a png with a text', 'image/png', insertAt(33, chunk('tEXt', 'Author\0Lan'))],
  ['a png with a date', 'image/png', insertAt(33, chunk('tIME', '\x07\xea\x05\x10\x05\x1e\0'))],
  ['a webp with Exif and position', 'image/webp', withExif],
  ['a webp with XMP', 'image/webp', withXmp],
]

export const attachedTo = (picture: Buffer, text: string): Buffer =>
  Buffer.concat([picture, Buffer.from(text, 'latin1')])

/** A png that says it is this large, with next to no data. */
export function pngHeader(width: number, height: number): Buffer {
  const header = Buffer.concat([chunk('IHDR', '\0\0\0\0\0\0\0\0\x08\x02\0\0\0')])
  header.writeUInt32BE(width, 8)
  header.writeUInt32BE(height, 12)
  const start = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([start, header, chunk('IDAT', 'x'), chunk('IEND', '')])
}

export const plainPdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer <<>>\n%%EOF\n')
