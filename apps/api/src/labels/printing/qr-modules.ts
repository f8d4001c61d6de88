import { create, type QRCodeSegment } from 'qrcode'

/** The dark and light modules of a QR, row by row, without the quiet zone. */
export interface QrModules {
  readonly size: number
  /** 1 is dark. */
  readonly dark: Uint8Array
}

/** The QR of a text with error correction Q (a quarter of it may be wet or torn). */
export function qrModules(text: string): QrModules {
  const { modules } = create(segmentsOf(text) as QRCodeSegment[], { errorCorrectionLevel: 'Q' })
  return { size: modules.size, dark: modules.data }
}

/**
 * How a text is written into a QR: an upper-case address in one piece of the alphanumeric mode. Looking for a shorter mixture of
 * modes takes an eighth of the time of a code, and for our addresses finds none that makes it smaller.
 */
export const segmentsOf = (text: string): { data: string; mode?: 'alphanumeric' }[] =>
  /^[0-9A-Z $%*+\-./:]+$/.test(text) ? [{ data: text, mode: 'alphanumeric' }] : [{ data: text }]

/** Calls `draw` for each run of dark modules that lie side by side: one rectangle less for every neighbour. */
export function eachRun(
  { size, dark }: QrModules,
  draw: (x: number, y: number, length: number) => void,
): void {
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      if (!dark[y * size + x]) continue
      const start = x
      while (x < size && dark[y * size + x]) x++
      draw(start, y, x - start)
    }
}

/**
 * Scheme and host do not mind their case, and lots, serials and own codes are upper case: so the whole address can be, and fits
 * the alphanumeric mode, a smaller code. An address with percent escapes or lower-case parts stays as it is.
 */
export function upperCase(address: string): string {
  const { origin, pathname } = new URL(address)
  return pathname === pathname.toUpperCase() ? `${origin.toUpperCase()}${pathname}` : address
}
