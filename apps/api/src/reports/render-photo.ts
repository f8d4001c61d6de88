import { mimeOf, photoMaxBytes } from '@nguon/contract'
import { DomainError } from '@nguon/domain'
import { renderCopy } from '../files/render-copy.ts'

/** Wide enough to read a label. */
const widthPx = 1280

/**
 * The picture of a report, made anew from its pixels: upright, at most 1280 pixels wide, and without anything it says of who took
 * it and where.
 *
 * @throws {DomainError} `FILE_TOO_LARGE` above 5 MB; `FILE_NOT_SUPPORTED` for what is no jpeg, png or webp, is damaged or has over 24 Mpx
 */
export async function renderPhoto(bytes: Buffer): Promise<Buffer> {
  if (bytes.length > photoMaxBytes) throw new DomainError('FILE_TOO_LARGE', 'the picture is over 5 MB')
  if (!mimeOf(bytes)?.startsWith('image/'))
    throw new DomainError('FILE_NOT_SUPPORTED', 'the picture is no jpeg, png or webp')
  return renderCopy(bytes, widthPx)
}
