import type { Decoder } from './decoder.ts'

/** What a decoding worker is given. */
export interface Frame {
  readonly pixels: ImageData
  readonly kind: 'live' | 'still'
  /** Counts up with every picture. */
  readonly turn: number
}

/** What it answers. */
export interface Sight {
  readonly turn: number
  readonly text: string | undefined
}

/** Decoding stays off the page's thread: the live picture must not stutter. A worker that could not start reads nothing. */
function workerDecoder(worker: Worker): Decoder {
  const waiting = new Map<number, (text: string | undefined) => void>()
  let turns = 0
  let isDead = false
  const answer = (turn: number, text: string | undefined) => {
    waiting.get(turn)?.(text)
    waiting.delete(turn)
  }
  worker.onmessage = ({ data }: MessageEvent<Sight>) => answer(data.turn, data.text)
  worker.onerror = () => {
    isDead = true
    for (const turn of waiting.keys()) answer(turn, undefined)
  }
  return {
    read: (pixels, kind) =>
      new Promise((resolve) => {
        if (isDead) return resolve(undefined)
        const turn = turns++
        waiting.set(turn, resolve)
        worker.postMessage({ pixels, kind, turn } satisfies Frame)
      }),
  }
}

/** Our six passes over @zxing/library: two of them a picture. */
export const passesDecoder = (): Decoder =>
  workerDecoder(new Worker(new URL('./passes-worker.ts', import.meta.url), { type: 'module' }))

/** zxing-wasm, close to a megabyte: ready once it has answered to an empty picture. */
export async function wasmDecoder(): Promise<Decoder> {
  const decoder = workerDecoder(new Worker(new URL('./wasm-worker.ts', import.meta.url), { type: 'module' }))
  await decoder.read(new ImageData(16, 16), 'still')
  return decoder
}
