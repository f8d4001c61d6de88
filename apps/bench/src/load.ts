import { connect, type Socket } from 'node:net'

/**
 * Requests a second that a server on this machine answers to `clients` connections, each sending the next request as soon as it
 * has the answer. The client is as thin as can be, so that the server is what is measured.
 *
 * @param next the bytes of the next request; called once a request
 */
export async function requestsPerSecond(
  port: number,
  clients: number,
  durationMs: number,
  next: (client: number) => string,
): Promise<number> {
  const until = Date.now() + durationMs
  const began = process.hrtime.bigint()
  const counts = await Promise.all(
    Array.from({ length: clients }, (_, client) => runClient(port, until, () => next(client))),
  )
  const elapsed = Number(process.hrtime.bigint() - began) / 1e9
  return counts.reduce((sum, count) => sum + count, 0) / elapsed
}

function runClient(port: number, until: number, next: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(port, '127.0.0.1', () => socket.write(next()))
    let count = 0
    let received = Buffer.alloc(0)
    socket.setNoDelay(true).on('error', reject)
    socket.on('data', (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
      const size = answerSize(received)
      if (size === undefined || received.length < size) return
      const status = received.subarray(9, 12).toString('latin1')
      if (status[0] !== '2') return reject(new Error(`answered ${received.subarray(0, 2000).toString()}`))
      received = Buffer.alloc(0)
      count++
      if (Date.now() < until) socket.write(next())
      else socket.end(() => resolve(count))
    })
  })
}

/** Bytes of the whole answer, once its head has come. */
function answerSize(received: Buffer): number | undefined {
  const end = received.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const length = /content-length: (\d+)/i.exec(received.subarray(0, end).toString('latin1'))
  if (!length) throw new Error('an answer without Content-Length')
  return end + 4 + Number(length[1])
}
