import { connect, createServer, type Socket } from 'node:net'

/** A line to PostgreSQL that can be made slow, or cut. */
export interface SlowLine {
  readonly port: number
  /** How long bytes are under way, each way together, in ms. */
  setDelay(ms: number): void
  /** Cuts every connection and takes none, until `mend`. */
  cut(): void
  mend(): void
  /** How many connections it has cut or refused. */
  broken(): number
  close(): void
}

/** @param target port of PostgreSQL */
export async function startSlowLine(target: number): Promise<SlowLine> {
  const open = new Set<Socket>()
  let [delayMs, isCut, broken] = [0, false, 0]
  const server = createServer((near) => {
    if (isCut) {
      broken += 1
      near.destroy()
      return
    }
    const far = connect(target, '127.0.0.1')
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from)
      from.setNoDelay(true)
      from.on('data', (bytes) => setTimeout(() => to.writable && to.write(bytes), delayMs / 2))
      from.once('error', () => to.destroy())
      from.once('close', () => {
        open.delete(from)
        setTimeout(() => to.destroy(), delayMs / 2 + 10)
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const cutAll = () => {
    broken += open.size / 2
    for (const socket of open) socket.destroy()
  }
  return {
    port,
    setDelay(ms) {
      delayMs = ms
    },
    cut() {
      isCut = true
      cutAll()
    },
    mend() {
      isCut = false
    },
    broken: () => broken,
    close() {
      server.close()
      cutAll()
    },
  }
}
