import { spawn } from 'node:child_process'
import { create } from 'qrcode'
import { median, report } from './report.ts'

const labels = 10_000
const rounds = 3

/** What printing package labels costs: time against the QR arithmetic alone on one thread, and memory. */
export async function benchLabels(): Promise<void> {
  const drawn: Drawn[] = []
  const alone: number[] = []
  for (let round = 0; round < rounds; round++) {
    drawn.push(await drawApart())
    alone.push(arithmeticAlone())
  }
  const seconds = median(drawn.map((each) => each.seconds))
  const baseline = { name: 'qrcode.create alone, one thread', value: median(alone) }
  report({ name: `${labels} package labels as PDF`, value: seconds, unit: 's', baseline, target: '≤ 0.9' })
  const rss = Math.max(...drawn.map((each) => each.rssMb))
  const limit = { name: 'target', value: 200 }
  report({ name: 'memory while printing them', value: rss, unit: 'MB', baseline: limit, target: '≤ 1' })
}

interface Drawn {
  readonly seconds: number
  readonly rssMb: number
}

/** In a process of its own, built as the server is, so that its memory is that of printing. */
function drawApart(): Promise<Drawn> {
  const script = new URL('../dist/draw-labels.js', import.meta.url).pathname
  const child = spawn(process.execPath, [script, String(labels)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk
  })
  return new Promise((resolve, reject) =>
    child.once('exit', (code) =>
      code === 0 ? resolve(JSON.parse(said)) : reject(new Error(`drawing ended with ${code}`)),
    ),
  )
}

function arithmeticAlone(): number {
  const began = performance.now()
  for (let label = 0; label < labels; label++)
    create(
      `HTTPS://TRUYXUAT.EXAMPLE.VN/01/08935085000015/21/${label.toString(32).toUpperCase().padStart(14, '0')}`,
      {
        errorCorrectionLevel: 'Q',
      },
    )
  return (performance.now() - began) / 1000
}
