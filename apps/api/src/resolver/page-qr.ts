import type { PageQr } from '@nguon/web/public'
import { create, type QRCodeSegment } from 'qrcode'
import { eachRun, segmentsOf, upperCase } from '../labels/printing/qr-modules.ts'

/** Light around the code, in modules: ISO/IEC 18004 asks for four. */
const quiet = 4

/**
 * The QR of a page's own address, for its print: error correction M will do on paper that no field wears, and so will any of the
 * eight masks. Looking for the one that a worn print bears best takes four fifths of the time of a code, for each page that is made.
 */
export function pageQr(address: string): PageQr {
  const segments = segmentsOf(upperCase(address)) as QRCodeSegment[]
  const { modules } = create(segments, { errorCorrectionLevel: 'M', maskPattern: 2 })
  let path = ''
  let at = { x: 0, y: -1 }
  eachRun({ size: modules.size, dark: modules.data }, (x, y, length) => {
    path += y === at.y ? `m${x - at.x} 0h${length}` : `M${x + quiet} ${y + quiet}h${length}`
    at = { x: x + length, y }
  })
  return { address, width: modules.size + 2 * quiet, path }
}
