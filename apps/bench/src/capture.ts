import { createHash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'

/** A statement as the server sent it, its parameters as text. */
export interface Statement {
  readonly sql: string
  /** Under which it was prepared; undefined where it was sent to be planned. */
  readonly name: string | undefined
  readonly values: readonly (string | null)[]
}

/**
 * The statements of the transaction that stores an event, read from PostgreSQL's own log while `work` runs: what the bare script
 * repeats. In the parameters the event's id, its batch, the sequence and the hash of the entry are left open as `{event}`, `{batch}`,
 * `{sequence}` and `{leaf}`, and the entry is the text it is, not its hex: see {@link fill}.
 */
export async function captureStatements(
  dataDir: string,
  owner: pg.ClientConfig,
  names: { event: string; batch: string },
  work: () => Promise<void>,
): Promise<Statement[]> {
  const client = new pg.Client(owner)
  await client.connect()
  const log = join(dataDir, 'postgres.log')
  await setting(client, 'log_line_prefix', '%p|')
  await setting(client, 'log_statement', 'all')
  const { size } = await stat(log)
  await work()
  await setting(client, 'log_statement', 'none')
  await client.end()
  const file = await open(log)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(10_000_000), 0, 10_000_000, size)
  await file.close()
  return openParameters(transactionIn(buffer.subarray(0, bytesRead).toString()), names)
}

async function setting(client: pg.Client, name: string, value: string): Promise<void> {
  await client.query(`ALTER SYSTEM SET ${name} = '${value}'`)
  await client.query('SELECT pg_reload_conf()')
  for (let shown = ''; shown !== value; ) shown = (await client.query(`SHOW ${name}`)).rows[0][name]
}

/** The log's statements from START TRANSACTION to COMMIT of the session that inserted into `event`. */
function transactionIn(text: string): Statement[] {
  const lines = text.replaceAll('\n\t', ' ').split('\n')
  const session = /^(\d+)\|/.exec(lines.find((line) => line.includes('INSERT INTO event (')) ?? '')?.[1]
  if (!session) throw new Error('no INSERT INTO event in the log of PostgreSQL')
  const statements: { sql: string; name: string | undefined; values: (string | null)[] }[] = []
  for (const line of lines.filter((each) => each.startsWith(`${session}|`))) {
    const [, name, sql] = /\|LOG: +(?:statement|execute ([^:]+)): (.*)$/.exec(line) ?? []
    if (sql) statements.push({ sql: sql.trim(), name: name === '<unnamed>' ? undefined : name, values: [] })
    const [, values] = /\|DETAIL: +[Pp]arameters: (.*)$/.exec(line) ?? []
    if (values) statements.at(-1)?.values.push(...valuesIn(values))
  }
  const from = statements.findIndex(({ sql }) => /^(START TRANSACTION|BEGIN)/.test(sql))
  const to = statements.findIndex(({ sql }) => /^COMMIT/.test(sql))
  return statements.slice(from, to + 1)
}

/** `$1 = 'text', $2 = NULL, …` */
function valuesIn(text: string): (string | null)[] {
  return [...text.matchAll(/\$\d+ = (?:'((?:[^']|'')*)'|NULL)/g)].map(
    ([, value]) => value?.replaceAll("''", "'") ?? null,
  )
}

function openParameters(
  statements: readonly Statement[],
  { event, batch }: { event: string; batch: string },
): Statement[] {
  const entry = bytesIn(statements, 'INSERT INTO event (')
  const leaf = leafHash(entry).toString('hex')
  return statements.map(({ sql, name, values }) => ({
    sql,
    name,
    values: values.map((value, index) => {
      if (value === null) return null
      if (/^INSERT INTO event_batch/.test(sql) && index === 7) return value.replace(/\d+/, '{sequence}')
      const text = value === `\\x${entry.toString('hex')}` ? entryMark + entry : value
      return text.replaceAll(event, '{event}').replaceAll(batch, '{batch}').replaceAll(leaf, '{leaf}')
    }),
  }))
}

const entryMark = 'entry '

/** The entry that the statement with this text stores: the one value that is an object of JSON in hex. */
function bytesIn(statements: readonly Statement[], text: string): Buffer {
  const values = statements.find(({ sql }) => sql.includes(text))?.values ?? []
  const hex = values.find((value) => value?.startsWith('\\x7b'))?.slice(2)
  if (!hex) throw new Error('no entry among the parameters')
  return Buffer.from(hex, 'hex')
}

/** The statements for another event, so that the sequencer finds the entry to be what its hash says. */
export function fill(
  statements: readonly Statement[],
  given: { event: string; batch: string; sequence: number },
): Statement[] {
  const put = (text: string) =>
    text
      .replaceAll('{event}', given.event)
      .replaceAll('{batch}', given.batch)
      .replaceAll('{sequence}', String(given.sequence))
  const isEntry = (value: string | null) => value?.startsWith(entryMark) === true
  const [text] = statements.flatMap(({ values }) => values.filter(isEntry))
  const entry = Buffer.from(put(text ?? '').slice(entryMark.length))
  const leaf = leafHash(entry).toString('hex')
  const filled = (value: string | null) => {
    if (value === null) return null
    return isEntry(value) ? `\\x${entry.toString('hex')}` : put(value).replaceAll('{leaf}', leaf)
  }
  return statements.map(({ values, ...rest }) => ({ ...rest, values: values.map(filled) }))
}

const leafHash = (entry: Buffer): Buffer =>
  createHash('sha256')
    .update(Buffer.from([0]))
    .update(entry)
    .digest()
