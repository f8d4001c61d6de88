import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import pg from 'pg'
import { findPostmaster, waitUntilGone } from '../db/embedded/postmaster.ts'
import { makeThrowawayFolder, type ThrowawayFolder } from '../db/embedded/throwaway.ts'
import { openEmbedded } from '../db/embedded.ts'
import { randomSeason } from './testing/random-season.ts'

const program = fileURLToPath(new URL('../cli.ts', import.meta.url))

let folder: ThrowawayFolder
let file: string
beforeEach(async () => {
  folder = await makeThrowawayFolder()
  file = join(folder.dataDir, 'season.json')
  // long enough to be killed in the middle; the rules refuse nothing of it
  await writeFile(file, longSeason(6_000))
})
afterEach(() => folder.remove())

/** A season of chance, and a crop that is watered as often as asked. */
function longSeason(count: number): string {
  const file = JSON.parse(randomSeason(10, 50, false))
  const at = (hour: number) => new Date(Date.parse('2026-10-01T00:00:00Z') + hour * 60_000).toISOString()
  for (let index = 0; index < count; index++)
    file.events.push({
      id: `water-${index}`,
      type: 'irrigating',
      org: 'coop-a',
      occurred_at: at(index),
      recorded_at: at(index + 1),
      for_crop: 'c0',
    })
  return JSON.stringify(file)
}

function startImport(): ChildProcess {
  const env = { ...process.env, NGUON_DATA: folder.dataDir, DATABASE_URL: undefined }
  return spawn(process.execPath, ['--import', 'tsx', program, 'import', file], { env })
}

async function countRows(sql: string): Promise<number> {
  const embedded = await openEmbedded({ dataDir: folder.dataDir, durability: 'full', as: 'cli' })
  const client = new pg.Client(embedded.owner)
  await client.connect()
  try {
    return (await client.query(sql)).rows[0].count
  } finally {
    await client.end()
    await embedded.stop()
  }
}

/** Waits until the transaction of the import has written events, which nobody else can see yet. */
async function inTheMiddle(): Promise<void> {
  const embedded = await openEmbedded({ dataDir: folder.dataDir, durability: 'full', as: 'cli' })
  const client = new pg.Client(embedded.owner)
  await client.connect()
  const written = async () =>
    (await client.query("SELECT pg_relation_size('event') > 100000 AS written")).rows[0].written
  while (!(await written().catch(() => false))) await new Promise((resolve) => setTimeout(resolve, 10))
  expect((await client.query('SELECT count(*)::int AS count FROM event')).rows[0].count).toBe(0)
  client.on('error', () => undefined) // it is killed with the rest
  await client.end()
  await embedded.stop()
}

test.each([
  ['the command', async (child: ChildProcess) => void child.kill('SIGKILL')],
  [
    'PostgreSQL under it',
    async () => {
      const cluster = join(folder.dataDir, 'postgres')
      const postmaster = findPostmaster(cluster)
      if (!postmaster) throw new Error('no PostgreSQL runs')
      process.kill(postmaster.pid, 'SIGKILL')
      await waitUntilGone(cluster, postmaster.pid)
    },
  ],
])(
  'an import in which %s is killed leaves nothing, and is done by the next one',
  async (_what, kill) => {
    const child = startImport()
    const ended = once(child, 'exit')
    await inTheMiddle()
    await kill(child)
    expect(await ended).not.toEqual([0, null])
    expect(await countRows('SELECT count(*)::int AS count FROM event')).toBe(0)
    const again = startImport()
    const output: Buffer[] = []
    again.stdout?.on('data', (chunk) => output.push(chunk))
    expect(await once(again, 'exit')).toEqual([0, null])
    const counts = JSON.parse(Buffer.concat(output).toString())
    expect(counts).toMatchObject({ unchanged: 0 })
    expect(
      await countRows("SELECT count(*)::int AS count FROM event WHERE type = 'irrigating'"),
    ).toBeGreaterThan(5_999)
  },
  120_000,
)
