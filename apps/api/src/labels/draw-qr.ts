import { toBuffer } from 'qrcode'
import { quietModules } from './printing/layout-label.ts'
import { eachRun, qrModules, upperCase } from './printing/qr-modules.ts'

/** The QR of an address as SVG: one path, black on white, scalable. */
export function qrSvg(address: string): string {
  const code = qrModules(upperCase(address))
  const side = code.size + 2 * quietModules
  let path = ''
  eachRun(code, (x, y, length) => {
    path += `M${x + quietModules} ${y + quietModules}h${length}v1h-${length}z`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges" role="img" aria-label="QR"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${path}"/></svg>`
}

/** The same as PNG, `width` pixels wide. */
export const qrPng = (address: string, width: number): Promise<Buffer> =>
  toBuffer(upperCase(address), { errorCorrectionLevel: 'Q', margin: quietModules, width, type: 'png' })
