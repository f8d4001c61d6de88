import { on } from 'node:events'
import { availableParallelism } from 'node:os'
import { parentPort, type Worker } from 'node:worker_threads'
import { checkSignatures, type SignedBundle, type Verdict } from './check-signatures.ts'

/** Threads that check signatures beside the one that reads the log. */
export interface SignatureThreads {
  /** @throws whatever ended the thread before it could answer */
  check(signed: SignedBundle): Promise<Verdict>
  close(): Promise<void>
}

/**
 * One thread for each processor, each started when there is something for it to do.
 *
 * @param start starts a thread that runs {@link serveSignatures}
 */
export function openThreads(start: () => Worker, most = availableParallelism()): SignatureThreads {
  const threads: Thread[] = []
  return {
    check(signed) {
      const idlest = threads.toSorted((a, b) => a.load() - b.load())[0]
      if (idlest && (idlest.load() === 0 || threads.length >= most)) return idlest.ask(signed)
      const started = openThread(start())
      threads.push(started)
      return started.ask(signed)
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.end()))
    },
  }
}

interface Thread {
  /** How many questions wait for an answer. */
  load(): number
  ask(signed: SignedBundle): Promise<Verdict>
  end(): Promise<unknown>
}

function openThread(worker: Worker): Thread {
  const waiting: { resolve(verdict: Verdict): void; reject(error: Error): void }[] = []
  let over: Error | undefined
  const fail = (error: Error) => {
    over ??= error
    for (const { reject } of waiting.splice(0)) reject(over)
  }
  worker.on('message', (verdict: Verdict) => waiting.shift()?.resolve(verdict)) // in the order of the questions
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('a thread that checks signatures has ended')))
  return {
    load: () => waiting.length,
    ask: (signed) =>
      new Promise((resolve, reject) => {
        if (over) return reject(over)
        waiting.push({ resolve, reject })
        worker.postMessage(signed, [signed.bundle.buffer])
      }),
    end: () => worker.terminate(),
  }
}

/** What such a thread does, until it is ended: it checks one bundle after the other. */
export async function serveSignatures(): Promise<void> {
  if (!parentPort) return
  for await (const [signed] of on(parentPort, 'message'))
    parentPort.postMessage(await checkSignatures(signed))
}
