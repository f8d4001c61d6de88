import { expect, test } from '@jest/globals'
import sharp from 'sharp'
import { readCodes } from '../labels/printing/testing/read-back.ts'
import { pageQr } from './page-qr.ts'

const origin = 'https://truyxuat.example.vn'

test.each([
  ['a package with its lot', `${origin}/01/09520003000025/10/MD260115A/21/7K3M9QXA2B4CDE`, 3000],
  ['an own code', `${origin}/T/7K3M9QXA2B4C`, 2000],
  ['a lot with percent escapes', `${origin}/01/09520003000025/10/a%2Fb%25c`, 3500],
])('the QR of %s is read back as its address, and is small', async (_what, address, bytes) => {
  const { width, path } = pageQr(address)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -.5 ${width} ${width}" width="${width * 6}" height="${width * 6}"><path fill="#fff" d="M0-1h${width}v${width}H0z"/><path stroke="#000" d="${path}"/></svg>`
  const { data, info } = await sharp(Buffer.from(svg))
    .flatten()
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const [read = ''] = await readCodes(new Uint8ClampedArray(data), info.width, info.height)
  expect(read.toLowerCase()).toBe(address.toLowerCase())
  expect(path).toMatch(/^M4 4h7m/) // four modules of light, then the first finder
  expect(path.length).toBeLessThan(bytes)
})
