import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { misused } from './failure.ts'

/** A server that was started, and where. */
export interface Listening {
  readonly url: string
  close(): Promise<void>
}

/**
 * Listens at `PORT` of this machine, or at `HOST:PORT`; port 0 is any that is free.
 *
 * @throws {Failure} 2 when that is no such place or it is taken
 */
export async function listen(at: string, answer: RequestListener): Promise<Listening> {
  const [, host = '127.0.0.1', port = ''] = /^(?:\[?([^\]\s]+?)\]?:)?([0-9]{1,5})$/.exec(at) ?? []
  if (port === '' || Number(port) > 65_535) throw misused(`--listen wants PORT or HOST:PORT, not ${at}.`)
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, answer)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(misused(`${at} cannot be listened at: ${error.message}.`)))
    server.listen(Number(port), host, resolve)
  })
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${portOf(server)}`,
    close: () => close(server),
  }
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
