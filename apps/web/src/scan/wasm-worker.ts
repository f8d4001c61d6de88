import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import type { Frame, Sight } from './worker-decoder.ts'

// From our own host: the library would ask a public one. The server lets this script, and no other, compile WebAssembly.
prepareZXingModule({ overrides: { locateFile: () => wasmUrl } })

async function read(pixels: ImageData): Promise<string | undefined> {
  const [code] = await readBarcodes(pixels, { formats: ['QRCode'], maxNumberOfSymbols: 1, tryHarder: true })
  return code?.isValid ? code.text : undefined
}

self.onmessage = async ({ data: { pixels, turn } }: MessageEvent<Frame>) => {
  const text = await read(pixels).catch(() => undefined) // a browser without WebAssembly keeps the six passes
  self.postMessage({ turn, text } satisfies Sight)
}
