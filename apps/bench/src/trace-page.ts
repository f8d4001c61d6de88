import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { requestsPerSecond } from './load.ts'
import { median, report } from './report.ts'
import { type ServerProcess, startBare, startUnkept } from './server.ts'

const serialAt = (index: number): string =>
  `/01/09520003000025/10/MD260115A/21/KS26-${String(index + 1).padStart(6, '0')}`
const path = serialAt(911)
/** More packages in turn than the server keeps pages, so that each page is made anew; what it says of the batch is kept. */
const packages = 2000
const clients = 32
const roundMs = 3000
const rounds = 5
const phone =
  'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36'
const requestOf = (asked: string): string =>
  `GET ${asked} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nUser-Agent: ${phone}\r\n\r\n`

/**
 * The trace page against a bare Express server that answers the same bytes: kept and checked; of a package nobody asked for before,
 * of a batch that somebody did; and with nothing kept, not even of the batch. Its size.
 */
export async function benchTracePage(demo: ServerProcess, dataDir: string, folder: string): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${demo.port}${path}`)
  if (answer.status !== 200) throw new Error(`the trace page answered ${answer.status}`)
  const body = Buffer.from(await answer.arrayBuffer())
  const file = join(folder, 'page.html')
  await writeFile(file, body)
  const bare = await startBare(file)
  const unkept = await startUnkept(dataDir)
  let turn = 0
  const next = { warm: () => requestOf(path), other: () => requestOf(serialAt(turn++ % packages)) }
  const measure = (port: number, ms: number, make = next.warm) => requestsPerSecond(port, clients, ms, make)
  const found = { warm: [] as number[], other: [] as number[], unkept: [] as number[], bare: [] as number[] }
  try {
    await measure(bare.port, 1000)
    await measure(demo.port, 1000)
    await measure(unkept.port, 1000)
    for (let round = 0; round < rounds; round++) {
      found.warm.push(await measure(demo.port, roundMs))
      found.bare.push(await measure(bare.port, roundMs))
      found.other.push(await measure(demo.port, roundMs, next.other))
      found.unkept.push(await measure(unkept.port, roundMs, next.other))
    }
  } finally {
    await bare.stop()
    await unkept.stop()
  }
  const baseline = { name: 'bare Express server, same bytes', value: median(found.bare) }
  const unit = 'requests/s'
  report({ name: 'trace page, warm', value: median(found.warm), unit, baseline, target: '≥ 0.6' })
  const cold = { unit, baseline, target: '≥ 0.15' }
  report({ name: 'trace page, a package nobody asked for before', value: median(found.other), ...cold })
  report({ name: 'trace page, nothing kept', value: median(found.unkept), ...cold })
  const size = { name: '60 KB in all', value: 60 * 1024 }
  report({ name: 'trace page, size', value: body.length, unit: 'bytes', baseline: size, target: '≤ 1' })
}
