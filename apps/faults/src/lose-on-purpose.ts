import { findMistakes } from './find-mistakes.ts'
import { killOnce } from './kill-once.ts'
import { asOwner } from './postgres.ts'
import { copySeed, type Seed } from './seed.ts'
import { startServer } from './server.ts'
import { startLoad } from './write-load.ts'

/** PostgreSQL confirms before anything is written: the server refuses to start so, and here it is switched off behind its back. */
const careless = `
  ALTER DATABASE nguon SET synchronous_commit = off;
  SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`

/** Nobody else writes it meanwhile. */
const slowWriter = [
  "ALTER SYSTEM SET wal_writer_delay = '10s'",
  "ALTER SYSTEM SET wal_writer_flush_after = '1GB'",
  'ALTER SYSTEM SET bgwriter_lru_maxpages = 0',
  'SELECT pg_reload_conf()',
]

/**
 * The negative control of the kills: the same kill and the same oracle, on a PostgreSQL that confirms too early.
 *
 * @returns how many acknowledged events are lost
 */
export async function loseOnPurpose(seed: Seed): Promise<number> {
  const dataDir = copySeed(seed)
  const server = await startServer(dataDir, { env: { LOG_LEVEL: 'silent' } })
  const load = startLoad([server.port], seed)
  try {
    for (const sql of slowWriter) await asOwner(dataDir, sql)
    await asOwner(dataDir, careless)
    for (let many = 0; many < 300; many++) await load.nextAcknowledged()
    await killOnce(dataDir, load)
    const { acknowledged } = await load.stop()
    const rows = await asOwner<{ entry: Buffer }>(dataDir, 'SELECT entry FROM event')
    const { key } = seed
    const mistakes = await findMistakes(
      { entries: rows.map(({ entry }) => entry), notes: [], key },
      acknowledged,
    )
    return mistakes.filter((mistake) => mistake.startsWith('lost')).length
  } finally {
    await load.stop()
    await server.stop()
  }
}
