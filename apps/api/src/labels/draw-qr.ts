import { create, type QRCode, toBuffer } from 'qrcode'

const options = { errorCorrectionLevel: 'Q' } as const

/** Modules of white around a code: the standard asks for 4. */
const quiet = 4

/** The QR of an address as SVG: one path, black on white, scalable. */
export function qrSvg(address: string): string {
  const { modules }: QRCode = create(upperCase(address), options)
  const side = modules.size + 2 * quiet
  let path = ''
  for (let y = 0; y < modules.size; y++)
    for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) path += `M${x + quiet} ${y + quiet}h1v1h-1z`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges" role="img" aria-label="QR"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${path}"/></svg>`
}

/** The same as PNG, `width` pixels wide. */
export const qrPng = (address: string, width: number): Promise<Buffer> =>
  toBuffer(upperCase(address), { ...options, margin: quiet, width, type: 'png' })

/**
 * Scheme and host do not mind their case, and lots, serials and own codes are upper case: so the whole address can be, and fits
 * the alphanumeric mode, a smaller code. An address with percent escapes or lower-case parts stays as it is.
 */
function upperCase(address: string): string {
  const { origin, pathname } = new URL(address)
  return pathname === pathname.toUpperCase() ? `${origin.toUpperCase()}${pathname}` : address
}
