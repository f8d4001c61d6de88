import { findPicture, maxPixels, mimeOf, stripMetadata, upload } from '@nguon/contract'
import { DomainError } from '@nguon/domain'

export { stripMetadata }

/** A file as it is signed and sent. */
export interface PreparedFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly mime: (typeof upload.mime)[number]
}

/**
 * Makes a chosen or taken file ready to be kept: a picture loses its metadata and stays the same otherwise, unless it lies on
 * its side, is too large or of a kind the server does not know; then it is drawn anew as a jpeg.
 *
 * @throws {DomainError} `FILE_NOT_SUPPORTED` when this browser cannot open it
 */
export async function prepareFile(file: Blob): Promise<PreparedFile> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const mime = mimeOf(bytes)
  if (mime === 'application/pdf') return { bytes, mime }
  const picture = mime && findPicture(bytes, mime)
  if (mime && picture && picture.widthPx * picture.heightPx <= maxPixels && orientationOf(bytes) === 1) {
    const stripped = stripMetadata(bytes, mime)
    if (stripped.length <= upload.maxBytes) return { bytes: stripped, mime }
  }
  const drawn = new Uint8Array(await (await drawAnew(file)).arrayBuffer())
  return { bytes: stripMetadata(drawn, 'image/jpeg'), mime: 'image/jpeg' }
}

/** Side that is enough to read a label on a photo. */
const longestSidePx = 4096

/** The picture upright, as a browser shows it. */
async function drawAnew(file: Blob): Promise<Blob> {
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined)
  if (!image) throw new DomainError('FILE_NOT_SUPPORTED', 'this browser cannot open the file')
  const scale = Math.min(1, longestSidePx / Math.max(image.width, image.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.width * scale))
  canvas.height = Math.max(1, Math.round(image.height * scale))
  const context = canvas.getContext('2d')
  if (!context) throw new DomainError('FILE_NOT_SUPPORTED', 'this browser cannot draw pictures')
  context.fillStyle = 'white' // a jpeg has no see-through parts
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  image.close()
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9))
  if (!drawn) throw new DomainError('FILE_NOT_SUPPORTED', 'this browser cannot draw pictures')
  return drawn
}

/**
 * How the camera was held, as a jpeg's Exif says it: 1 upright … 8; 1 when it says nothing.
 *
 * Source: Exif 3.0, section 4.6.5: tag 0x0112 of the first directory.
 */
export function orientationOf(bytes: Uint8Array): number {
  const exif = findPicture(bytes, 'image/jpeg')?.segments.find(({ name, kind, from }) => {
    const text = String.fromCharCode(...bytes.subarray(from + 4, from + 10))
    return kind === 'metadata' && name === 'APP1' && text === 'Exif\0\0'
  })
  if (!exif) return 1
  const tiff = bytes.slice(exif.from + 10, exif.to)
  const isLittle = tiff[0] === 0x49
  const view = new DataView(tiff.buffer)
  const short = (at: number) => (at + 2 <= tiff.length ? view.getUint16(at, isLittle) : 0)
  const first = tiff.length >= 8 ? view.getUint32(4, isLittle) : 0
  for (let entry = 0; entry < short(first); entry += 1)
    if (short(first + 2 + entry * 12) === 0x0112) return short(first + 10 + entry * 12) || 1
  return 1
}
