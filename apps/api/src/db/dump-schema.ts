/**
 * `tsx src/db/dump-schema.ts` writes schema.sql: what the migrations add up to.
 * With `--check` it writes nothing, and fails with the difference when schema.sql is out of date.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { ownerConnection } from './connection.ts'
import { urlOf } from './data-source.ts'
import { startThrowaway } from './embedded/throwaway.ts'
import { migrate } from './migrate.ts'
import { dumpSchema } from './schema-dump.ts'

const file = fileURLToPath(new URL('schema.sql', import.meta.url))
const header =
  '-- What the migrations add up to, read back from the database. Written by dump-schema.ts; not edited by hand.\n'

async function readSchema(): Promise<string> {
  const embedded = await startThrowaway('relaxed')
  try {
    const owner = ownerConnection(urlOf(embedded.owner))
    await migrate(owner, embedded.api)
    const client = new pg.Client(owner)
    await client.connect()
    const schema = await dumpSchema(client)
    await client.end()
    return header + schema
  } finally {
    await embedded.stop()
  }
}

const schema = await readSchema()
if (!process.argv.includes('--check')) {
  writeFileSync(file, schema)
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== schema) {
  process.stderr.write(
    'schema.sql is not what the migrations make. Run dump-schema.ts and review the difference:\n',
  )
  spawnSync('diff', ['-u', existsSync(file) ? file : '/dev/null', '-'], {
    input: schema,
    stdio: ['pipe', 2, 2],
  })
  process.exitCode = 1
}
