import { Worker } from 'node:worker_threads'
import { type QrModules, segmentsOf } from './qr-modules.ts'

/** Threads that work out QR codes. */
export interface QrPool {
  /** The codes of these texts, in their order. */
  draw(texts: readonly string[]): Promise<QrModules[]>
  stop(): Promise<void>
}

interface Answer {
  readonly turn: number
  readonly codes?: QrModules[]
  readonly error?: string
}

interface Waiting {
  readonly resolve: (codes: QrModules[]) => void
  readonly reject: (error: Error) => void
}

/** A thread needs little memory, and nothing that the program was started with. */
const modest = { execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 32 } }

/** Opens up to `threads` threads, when there is work; idle, they do not keep the program from ending. Each batch goes to the next. */
export function openQrPool(threads = 2): QrPool {
  const waiting = new Map<number, Waiting>()
  const workers = new Map<number, Worker>()
  let turn = 0
  const rest = (): void => {
    if (waiting.size === 0) for (const worker of workers.values()) worker.unref()
  }
  const settle = ({ turn: of, codes, error }: Answer): void => {
    const asker = waiting.get(of)
    waiting.delete(of)
    rest()
    if (codes) asker?.resolve(codes)
    else asker?.reject(new Error(error))
  }
  const failAll = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
    workers.clear() // the next batch gets new ones
  }
  const workerFor = (of: number): Worker => {
    const at = of % threads
    const worker =
      workers.get(at) ??
      new Worker(new URL('./qr-worker.js', import.meta.url), modest)
        .on('message', settle)
        .on('error', failAll)
    workers.set(at, worker)
    return worker
  }
  return {
    draw: (texts) =>
      new Promise((resolve, reject) => {
        const of = ++turn
        waiting.set(of, { resolve, reject })
        const worker = workerFor(of)
        worker.ref()
        worker.postMessage({ turn: of, messages: texts.map(segmentsOf) })
      }),
    async stop() {
      const opened = [...workers.values()]
      workers.clear()
      await Promise.all(opened.map((worker) => worker.terminate()))
      failAll(new Error('the threads were stopped'))
    },
  }
}
