import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { requestsPerSecond } from './load.ts'
import { median, report } from './report.ts'
import { type ServerProcess, startBare } from './server.ts'

const serialAt = (index: number): string =>
  `/01/09520003000025/10/MD260115A/21/KS26-${String(index + 1).padStart(6, '0')}`
const path = serialAt(911)
/** More packages in turn than the server keeps pages, so that each page is made anew. */
const packages = 2000
const clients = 32
const roundMs = 3000
const rounds = 5
const phone =
  'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36'
const requestOf = (asked: string): string =>
  `GET ${asked} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nUser-Agent: ${phone}\r\n\r\n`

/** The trace page, kept and checked, and made anew for each request, against a bare Express server that answers the same bytes; its size. */
export async function benchTracePage(demo: ServerProcess, folder: string): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${demo.port}${path}`)
  if (answer.status !== 200) throw new Error(`the trace page answered ${answer.status}`)
  const body = Buffer.from(await answer.arrayBuffer())
  const file = join(folder, 'page.html')
  await writeFile(file, body)
  const bare = await startBare(file)
  let turn = 0
  const next = { warm: () => requestOf(path), cold: () => requestOf(serialAt(turn++ % packages)) }
  const measure = (port: number, ms: number, make = next.warm) => requestsPerSecond(port, clients, ms, make)
  const found = { warm: [] as number[], cold: [] as number[], bare: [] as number[] }
  try {
    await measure(bare.port, 1000)
    await measure(demo.port, 1000)
    for (let round = 0; round < rounds; round++) {
      found.warm.push(await measure(demo.port, roundMs))
      found.bare.push(await measure(bare.port, roundMs))
      found.cold.push(await measure(demo.port, roundMs, next.cold))
    }
  } finally {
    await bare.stop()
  }
  const baseline = { name: 'bare Express server, same bytes', value: median(found.bare) }
  const unit = 'requests/s'
  report({ name: 'trace page, warm', value: median(found.warm), unit, baseline, target: '≥ 0.6' })
  report({ name: 'trace page, nothing kept', value: median(found.cold), unit, baseline, target: '≥ 0.15' })
  const size = { name: '60 KB in all', value: 60 * 1024 }
  report({ name: 'trace page, size', value: body.length, unit: 'bytes', baseline: size, target: '≤ 1' })
}
