import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { requestsPerSecond } from './load.ts'
import { median, report } from './report.ts'
import { type ServerProcess, startBare } from './server.ts'

const path = '/01/09520003000025/10/MD260115A/21/KS26-000912'
const clients = 32
const roundMs = 3000
const rounds = 5

/** The trace page, kept and checked, against a bare Express server that answers the same bytes; and its size. */
export async function benchTracePage(demo: ServerProcess, folder: string): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${demo.port}${path}`)
  if (answer.status !== 200) throw new Error(`the trace page answered ${answer.status}`)
  const body = Buffer.from(await answer.arrayBuffer())
  const file = join(folder, 'page.html')
  await writeFile(file, body)
  const bare = await startBare(file)
  const request = `GET ${path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n`
  const measure = (port: number, ms: number) => requestsPerSecond(port, clients, ms, () => request)
  const ours: number[] = []
  const theirs: number[] = []
  try {
    await measure(bare.port, 1000)
    await measure(demo.port, 1000)
    for (let round = 0; round < rounds; round++) {
      ours.push(await measure(demo.port, roundMs))
      theirs.push(await measure(bare.port, roundMs))
    }
  } finally {
    await bare.stop()
  }
  const baseline = { name: 'bare Express server, same bytes', value: median(theirs) }
  report({ name: 'trace page, warm', value: median(ours), unit: 'requests/s', baseline, target: '≥ 0.5' })
  const size = { name: '60 KB in all', value: 60 * 1024 }
  report({ name: 'trace page, size', value: body.length, unit: 'bytes', baseline: size, target: '≤ 1' })
}
