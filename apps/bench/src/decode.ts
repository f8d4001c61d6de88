import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { study } from '../../web/src/scan/passes.ts'
import { readQr } from '../../web/src/scan/zxing.ts'
import { harms, randomOf, type Shot, takeShot } from './degrade.ts'
import { report } from './report.ts'

const shots = 300
const seed = 20_261_123

type Read = (shot: Shot) => string | undefined | Promise<string | undefined>

/**
 * How many of 300 degraded pictures each decoder of the scanner reads, and the chain of them as the scanner asks them: the six
 * passes, then zxing-wasm. A wrong text counts as unread.
 */
export async function benchDecode(): Promise<void> {
  const wasm = await openWasm()
  const random = randomOf(seed)
  const single: Record<string, Read> = {
    'zxing, plain': (shot) => readQr(shot, 'hybrid'),
    'six passes': study,
    wasm,
  }
  const hits = new Map<string, number>()
  const count = (decoder: string, kind: string, isRight: boolean) => {
    for (const name of [decoder, `${decoder}: ${kind}`])
      hits.set(name, (hits.get(name) ?? 0) + Number(isRight))
  }
  for (let index = 0; index < shots; index++) {
    const shot = await takeShot(harms[index % harms.length] ?? 'blur', random)
    const read = new Map<string, string | undefined>()
    for (const [name, decode] of Object.entries(single)) {
      read.set(name, await decode(shot))
      count(name, shot.kind, read.get(name) === shot.text)
    }
    count('chain', shot.kind, (read.get('six passes') ?? read.get('wasm')) === shot.text)
  }
  print(Object.keys(single), hits)
}

function print(singles: readonly string[], hits: ReadonlyMap<string, number>): void {
  const rate = (name: string) => (hits.get(name) ?? 0) / shots
  const best = singles.reduce((a, b) => (rate(b) > rate(a) ? b : a))
  const baseline = { name: `best single decoder (${best})`, value: rate(best) }
  for (const name of [...singles, 'chain']) {
    const target = name === 'chain' ? '≥ 1' : 'told only'
    report({ name: `degraded pictures read by ${name}`, value: rate(name), unit: 'share', baseline, target })
    const kinds = harms.map((kind) => `${kind} ${hits.get(`${name}: ${kind}`)}`)
    console.error(`  ${name} (seed ${seed}): ${kinds.join(', ')}`)
  }
}

async function openWasm(): Promise<Read> {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  const wasmBinary = (await readFile(file)).buffer as ArrayBuffer
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
  return async ({ data: grey, width, height }) => {
    const data = new Uint8ClampedArray(grey.length * 4).map((_, at) =>
      at % 4 === 3 ? 255 : (grey[at >> 2] ?? 0),
    )
    const picture = { data, width, height, colorSpace: 'srgb' } as ImageData
    const [code] = await readBarcodes(picture, {
      formats: ['QRCode'],
      maxNumberOfSymbols: 1,
      tryHarder: true,
    })
    return code?.isValid ? code.text : undefined
  }
}
