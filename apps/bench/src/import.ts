import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { median, report, seconds } from './report.ts'
import { seasonFile } from './season-file.ts'
import { ownerOf, startDemo } from './server.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const count = 100_000
const rounds = 3

/** What an import writes to. */
const tables = [
  'event',
  'event_batch',
  'batch',
  'code',
  'disclosure',
  'label_range',
  'label_run',
  'gtin',
  'subject_entry',
  'reference',
]

/**
 * The import of a file with 100,000 events by the command line, from its start to its end, against COPY of the rows it leaves into
 * empty tables with the same indexes, in one transaction on the same server. fsync is on for both.
 */
export async function benchImport(folder: string): Promise<void> {
  const dataDir = join(folder, 'import')
  const file = join(folder, 'season.json')
  const { text, events } = seasonFile(count)
  await writeFile(file, text)
  const demo = await startDemo(dataDir)
  try {
    const elapsed = await seconds(() => importInto(dataDir, file))
    const value = events / elapsed
    const copied = events / (await copyAgain(await ownerOf(dataDir), join(folder, 'copy')))
    const target = { name: 'target', value: 5000 }
    report({ name: 'import of 100,000 events', value, unit: 'events/s', baseline: target, target: '≥ 1' })
    const copy = { name: 'COPY of the same rows', value: copied }
    report({ name: 'import of 100,000 events', value, unit: 'events/s', baseline: copy, target: '≥ 0.25' })
  } finally {
    await demo.stop()
  }
}

async function importInto(dataDir: string, file: string): Promise<void> {
  const words = ['--import', 'tsx', join(root, 'apps/api/src/cli.ts'), 'import', file, '--json']
  const env = { ...process.env, NGUON_DATA: dataDir }
  const child = spawn('node', words, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`the import ended with ${code}`)
}

/** Seconds that COPY takes for the rows of every table. */
async function copyAgain(owner: pg.ClientConfig, folder: string): Promise<number> {
  await mkdir(folder)
  await chmod(folder, 0o777) // PostgreSQL writes there, as a user of its own
  const client = new pg.Client(owner)
  await client.connect()
  const path = (table: string) => `'${join(folder, table).replaceAll("'", "''")}'`
  for (const table of tables) await client.query(`COPY public.${table} TO ${path(table)}`)
  for (const table of tables) await readFile(join(folder, table)) // in the page cache, as the rows of the import are in memory
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    await client.query('CREATE SCHEMA copied')
    for (const table of tables)
      await client.query(`CREATE TABLE copied.${table} (LIKE public.${table} INCLUDING ALL)`)
    await client.query('CHECKPOINT')
    times.push(
      await seconds(async () => {
        await client.query('BEGIN')
        for (const table of tables) await client.query(`COPY copied.${table} FROM ${path(table)}`)
        await client.query('COMMIT')
      }),
    )
    await client.query('DROP SCHEMA copied CASCADE')
  }
  await client.end()
  return median(times)
}
