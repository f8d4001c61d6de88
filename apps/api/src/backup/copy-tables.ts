import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { StartError } from '../config.ts'
import type { TableShape } from './catalog.ts'
import { type TableFile, tablePath } from './manifest.ts'

/** Writes the rows of a table that the transaction sees to its file, as PostgreSQL's COPY writes them, packed by gzip. */
export async function copyOut(
  client: pg.Client,
  { name, columns }: TableShape,
  folder: string,
): Promise<TableFile> {
  const rows = client.query(copyTo(`COPY (SELECT ${listOf(client, columns)} FROM ${name}) TO STDOUT`))
  const hash = createHash('sha256')
  // hardly larger than at level 6, in a third of the time
  const packed = createGzip({ level: 1 })
  const file = createWriteStream(tablePath(folder, { name }), { flags: 'wx', mode: 0o600, flush: true })
  await pipeline(rows, packed, (chunks: AsyncIterable<Buffer>) => hashed(chunks, hash), file)
  return { name, columns: [...columns], rows: rows.rowCount, sha256: hash.digest('hex') }
}

/** Throws unless the file of a table is the one that was written. */
export async function assertUnchanged(folder: string, table: TableFile): Promise<void> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(tablePath(folder, table)), hash)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause
    throw new StartError(`The backup has no file of the table ${table.name}.`, { cause })
  }
  if (hash.digest('hex') !== table.sha256)
    throw new StartError(
      `The file of the table ${table.name} is not the one that was written: the backup was damaged or changed. Take another.`,
    )
}

/**
 * Puts the rows of a backup into an empty table, inside the owner's transaction. The policies bind the owner too, and COPY knows none:
 * they do not meanwhile.
 */
export async function copyIn(client: pg.Client, table: TableFile, folder: string): Promise<void> {
  const { name, columns, rows } = table
  const { rows: found } = await client.query<{ secured: boolean }>(
    `SELECT relrowsecurity AS secured FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname = $1`,
    [name],
  )
  if (!found[0]) throw new StartError(`The backup has a table ${name}, which is not known.`)
  const { secured } = found[0]
  if (secured) await client.query(`ALTER TABLE ${name} NO FORCE ROW LEVEL SECURITY`)
  const target = client.query(copyFrom(`COPY ${name} (${listOf(client, columns)}) FROM STDIN`))
  await pipeline(createReadStream(tablePath(folder, table)), createGunzip(), target)
  if (secured) await client.query(`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`)
  if (target.rowCount !== rows)
    throw new StartError(`The table ${name} has ${target.rowCount} rows in the backup, which says ${rows}.`)
}

const listOf = (client: pg.Client, columns: readonly string[]): string =>
  columns.map((column) => client.escapeIdentifier(column)).join(', ')

async function* hashed(chunks: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    hash.update(chunk)
    yield chunk
  }
}
