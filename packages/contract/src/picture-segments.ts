import { DomainError } from '@nguon/domain'
import type { upload } from './api.ts'
import { walkJpeg } from './picture-segments/jpeg.ts'
import { type Picture, spells } from './picture-segments/picture.ts'
import { walkPng } from './picture-segments/png.ts'
import { walkWebp } from './picture-segments/webp.ts'

export type { Picture, Segment } from './picture-segments/picture.ts'

/** The largest picture that is kept: 24 Mpx, the size phones take by default. */
export const maxPixels = 24 * 1024 * 1024

export type PictureMime = Exclude<(typeof upload.mime)[number], 'application/pdf'>

const walks: Record<PictureMime, (bytes: Uint8Array) => Picture | undefined> = {
  'image/jpeg': walkJpeg,
  'image/png': walkPng,
  'image/webp': walkWebp,
}

/** The kind of file by its first bytes, whatever it is called. */
export function mimeOf(bytes: Uint8Array): PictureMime | 'application/pdf' | undefined {
  if (spells(bytes, 0, '\xff\xd8\xff')) return 'image/jpeg'
  if (spells(bytes, 0, '\x89PNG\r\n\x1a\n')) return 'image/png'
  if (spells(bytes, 0, 'RIFF') && spells(bytes, 8, 'WEBP')) return 'image/webp'
  return spells(bytes, 0, '%PDF-') ? 'application/pdf' : undefined
}

/**
 * Takes a picture's file apart without decoding it. Reads what anyone may have sent: never outside the bytes, in time
 * proportional to their number.
 *
 * @returns undefined when its first bytes do not say it is a `mime`, or it is damaged, cut off or of a rare kind
 */
export function findPicture(bytes: Uint8Array, mime: PictureMime): Picture | undefined {
  return mimeOf(bytes) === mime ? walks[mime](bytes) : undefined
}

/**
 * The same picture without position, camera, dates, comments, thumbnails and whatever was attached behind its end. What draws
 * it stays as it is, byte for byte; an orientation said in the metadata is lost.
 *
 * @throws {DomainError} `FILE_NOT_SUPPORTED` when the bytes are not a picture of this type
 */
export function stripMetadata(bytes: Uint8Array, mime: PictureMime): Uint8Array<ArrayBuffer> {
  const picture = findPicture(bytes, mime)
  if (!picture) throw new DomainError('FILE_NOT_SUPPORTED', `the file is damaged, or no ${mime}`)
  const kept = picture.segments.filter(({ kind }) => kind === 'picture')
  const stripped = new Uint8Array(kept.reduce((sum, { from, to }) => sum + to - from, 0))
  let at = 0
  for (const { from, to } of kept) {
    stripped.set(bytes.subarray(from, to), at)
    at += to - from
  }
  if (mime === 'image/webp') correctWebp(stripped)
  return stripped
}

/** Its header says how long the file is, and in an extended one whether Exif (bit 3) and XMP (bit 2) follow. */
function correctWebp(bytes: Uint8Array<ArrayBuffer>): void {
  const view = new DataView(bytes.buffer)
  view.setUint32(4, bytes.length - 8, true)
  if (spells(bytes, 12, 'VP8X')) view.setUint8(20, view.getUint8(20) & ~0b1100)
}
