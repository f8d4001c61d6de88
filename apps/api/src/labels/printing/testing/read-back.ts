import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

const require = createRequire(import.meta.url)
let ready: Promise<unknown> | undefined

/** Every QR on a picture, read by a decoder that shares nothing with what drew it. */
export async function readCodes(grey: Uint8ClampedArray, width: number, height: number): Promise<string[]> {
  ready ??= readFile(require.resolve('zxing-wasm/reader/zxing_reader.wasm')).then((wasm) =>
    prepareZXingModule({ overrides: { wasmBinary: wasm.buffer as ArrayBuffer }, fireImmediately: true }),
  )
  await ready
  const picture = { data: grey, width, height, colorSpace: 'srgb' } as ImageData
  const found = await readBarcodes(picture, { formats: ['QRCode'], maxNumberOfSymbols: 255, tryHarder: true })
  return found.filter(({ isValid }) => isValid).map(({ text }) => text)
}

let library: Promise<PDFiumLibrary> | undefined

/** The pages of a PDF as pictures (four bytes a dot). */
export async function renderPages(
  pdf: Buffer,
  dpi: number,
): Promise<{ data: Uint8ClampedArray; width: number; height: number }[]> {
  library ??= PDFiumLibrary.init()
  const document = await (await library).loadDocument(new Uint8Array(pdf))
  const pages = []
  for (const page of document.pages()) {
    const { data, width, height } = await page.render({ scale: dpi / 72, render: 'bitmap' })
    pages.push({ data: new Uint8ClampedArray(data), width, height })
  }
  document.destroy()
  return pages
}

/** Every code on every page of a PDF, printed at so many dots an inch. */
export async function readPdf(pdf: Buffer, dpi: number): Promise<string[]> {
  const codes: string[] = []
  for (const { data, width, height } of await renderPages(pdf, dpi))
    codes.push(...(await readCodes(data, width, height)))
  return codes
}

/** All that a stream gives. */
export async function collect(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

/** The words of a PDF, as whoever copies them gets them. */
export async function textOf(pdf: Buffer): Promise<string> {
  library ??= PDFiumLibrary.init()
  const document = await (await library).loadDocument(new Uint8Array(pdf))
  const words = [...document.pages()].map((page) => page.getText()).join('\n')
  document.destroy()
  return words
}
