import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { judge } from './controls.ts'
import { type Fault, type Outcome, unless } from './fault.ts'
import { readHistory } from './history.ts'
import { copySeed, type Seed } from './seed.ts'
import { publicUrl, startServer } from './server.ts'
import { mayMount, mountSmallVolume, type SmallVolume } from './small-volume.ts'
import { type Load, startLoad } from './write-load.ts'

/** The disk of the data is full, then that of the files; both are freed again. */
export const diskFull: Fault = {
  name: 'F5',
  title: 'the disk is full under 24 writers',
  async run({ size, seed }) {
    if (!mayMount()) return { said: '', mistakes: [], notRun: 'only root may mount a small disk' }
    const above = join(seed.folder, '..', 'small')
    const volume = mountSmallVolume(above, 700)
    try {
      return await fillAndFree(seed, above, volume, size === 'ci' ? 1 : 5)
    } finally {
      volume.unmount()
    }
  },
}

async function fillAndFree(seed: Seed, above: string, volume: SmallVolume, times: number): Promise<Outcome> {
  const dataDir = copySeed(seed, above)
  const files = mountSmallVolume(join(dataDir, 'files'), 2)
  const server = await startServer(dataDir, { env: { LOG_LEVEL: 'silent' } })
  const load = startLoad([server.port], seed)
  try {
    const mistakes: string[] = []
    for (let time = 0; time < times; time++) mistakes.push(...(await harm(volume, load)))
    const { acknowledged, away, odd, awayWithoutTime } = await load.stop()
    const uploads = [await upload(server.port, seed.cookie)]
    files.fill()
    uploads.push(await upload(server.port, seed.cookie))
    files.free()
    uploads.push(await upload(server.port, seed.cookie))
    const history = await readHistory(dataDir, server.port)
    return {
      said: `503 to ${away} requests while it was full, ${acknowledged.length} acknowledged in all; a file before, while and after its disk was full: ${uploads.join(', ')}`,
      mistakes: [
        ...mistakes,
        ...(await judge(history, acknowledged)),
        ...odd,
        ...unless(awayWithoutTime === 0, `${awayWithoutTime} answers 503 without Retry-After`),
        ...unless(uploads.join() === '201,503,201', `a file is answered ${uploads}`),
      ],
    }
  } finally {
    await load.stop()
    await server.stop()
    files.unmount()
  }
}

/** Fills the disk until somebody is told so, for a while, and frees it until everybody could record again. */
async function harm(volume: SmallVolume, load: Load): Promise<string[]> {
  for (let many = 0; many < 200; many++) await load.nextAcknowledged()
  const before = load.written()
  volume.fill()
  for (const until = Date.now() + 20_000; Date.now() < until && load.written().away === before.away; )
    await pause(50)
  await pause(2000)
  const told = load.written().away > before.away
  volume.free()
  for (let many = 0; many < 50; many++) await load.nextAcknowledged()
  return unless(told, 'the full disk hit nobody')
}

/** Sends a PDF that is like no other. @returns the status */
async function upload(port: number, cookie: string): Promise<number> {
  const body = Buffer.concat([Buffer.from('%PDF-1.4\n%'), randomBytes(100_000), Buffer.from('\n%%EOF\n')])
  const headers = { 'content-type': 'application/pdf', origin: publicUrl, cookie }
  return (await fetch(`http://127.0.0.1:${port}/api/v1/files`, { method: 'POST', headers, body })).status
}
