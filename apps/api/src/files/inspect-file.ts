import { findPicture, maxPixels, mimeOf, type Picture, type Segment, upload } from '@nguon/contract'
import { DomainError } from '@nguon/domain'

export type FileMime = (typeof upload.mime)[number]

/**
 * Judges the bytes of a file before anything decodes them: a jpeg, png, webp or pdf of at most 10 MB that is what it is
 * declared to be; a picture is whole, has at most 24 Mpx, and carries neither metadata nor anything behind its end.
 *
 * @param declaredMime the request's Content-Type
 * @returns the type, which the bytes and the declaration agree on
 * @throws {DomainError} `FILE_TOO_LARGE`, `FILE_NOT_SUPPORTED`, `FILE_HAS_METADATA`
 */
export function inspectFile(bytes: Uint8Array, declaredMime: string): FileMime {
  if (bytes.length > upload.maxBytes)
    throw new DomainError(
      'FILE_TOO_LARGE',
      'the file is over 10 MB: choose a smaller picture or compress the file',
    )
  const mime = mimeOf(bytes)
  if (bytes.length === 0) throw new DomainError('FILE_NOT_SUPPORTED', 'the file is empty: choose it again')
  if (mime === undefined)
    throw new DomainError(
      'FILE_NOT_SUPPORTED',
      'the file is not a jpeg, png, webp or pdf: choose one of these',
    )
  if (declaredMime.split(';')[0]?.trim().toLowerCase() !== mime)
    throw new DomainError('FILE_NOT_SUPPORTED', `the file is of type ${mime}: send it with that Content-Type`)
  if (mime === 'application/pdf') assertPdf(bytes)
  else assertPicture(findPicture(bytes, mime))
  return mime
}

function assertPicture(picture: Picture | undefined): void {
  if (!picture)
    throw new DomainError(
      'FILE_NOT_SUPPORTED',
      'the picture is damaged or of a rare kind: save it again as a jpeg',
    )
  const { widthPx, heightPx, segments } = picture
  if (widthPx * heightPx > maxPixels)
    throw new DomainError(
      'FILE_TOO_LARGE',
      `the picture is ${widthPx} × ${heightPx}: make it smaller, at most 24 Mpx`,
    )
  const extra = segments.find(({ kind }) => kind !== 'picture')
  if (extra) throw new DomainError('FILE_HAS_METADATA', messageOf(extra))
}

const messageOf = ({ kind, name }: Segment): string =>
  kind === 'trailing'
    ? 'something is attached behind the end of the picture: save the picture again without it'
    : `the picture carries data about itself (${name.trim()}), such as where it was taken: remove them, then send it again`

/** Readers look for the end mark in the last 1024 bytes. */
const pdfTailBytes = 1024

function assertPdf(bytes: Uint8Array): void {
  const tail = Buffer.from(bytes.subarray(-pdfTailBytes)).toString('latin1')
  if (!tail.includes('%%EOF'))
    throw new DomainError('FILE_NOT_SUPPORTED', 'the end of the PDF is missing: save it again')
}
