import { join } from 'node:path'
import { report, seconds } from './report.ts'
import { freePort, startProcess } from './server.ts'

/** How long `npm run demo` takes to its `ready` line: on an empty folder, and again. */
export async function benchStart(folder: string): Promise<void> {
  const dataDir = join(folder, 'start')
  const port = String(await freePort())
  const env = { ...process.env, NGUON_DATA: dataDir, PORT: port, LOG_LEVEL: 'error' }
  for (const [name, limit] of [
    ['npm run demo, first start', 15],
    ['npm run demo, next start', 3],
  ] as const) {
    let stop = async () => {}
    const value = await seconds(async () => {
      stop = (await startProcess('npm', ['run', 'demo'], env, /^ready /m)).stop
    })
    await stop()
    report({ name, value, unit: 's', baseline: { name: 'target', value: limit }, target: '≤ 1' })
  }
}
