import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { DomainError } from '@nguon/domain'
import { inviteOperator } from './accounts/create-set-up-invite.ts'
import { totpCode } from './accounts/totp.ts'
import { type BackupOptions, backupCommands, backupUsage, closedCommands } from './backup/backup-commands.ts'
import { type Config, readConfig, StartError } from './config.ts'
import { type Database, openDatabase } from './db/data-source.ts'
import { distribute } from './db/distribute.ts'
import { readEnvironment } from './environment.ts'
import { drillReferences, linesOfDrill } from './exchange/drill-references.ts'
import { exportFile } from './exchange/export-file.ts'
import { resolveBatch } from './exchange/find-reference.ts'
import { importFile } from './exchange/import-file.ts'
import { sayProgress } from './exchange/say-progress.ts'
import { traceReferences } from './exchange/trace-references.ts'
import { writePrivate } from './exchange/write-private.ts'
import { UsageError } from './usage-error.ts'

const usage = `npm run nguon -- COMMAND

  import FILE [--json]                      reads a file of the exchange format, whole or not at all; says how far it is
                                            unless --json
  export FILE                               writes everything, private data too, as such a file
                                            ("-" is the standard output)
  trace REF --direction back|forward [--json]
                                            what is in a batch, or where it went; REF is an id, or a name
                                            that an imported file gave (org-b/bat-b1 where it is not unique)
  recall REF --drill [--json]               all that a recall would reach, in four lists with quantities, and in what time; REF is a
                                            batch as above, or lot:NUMBER for a supplier's lot. It stops nothing, and its result is
                                            kept. A recall itself takes two people, who sign in
  invite-operator                           a link that makes an operator, once, within 72 hours: the way back in when
                                            no operator can sign in any more
  totp KEY                                  the present code of an authenticator key, as the demo prints them
  migrate                                   brings the database up to date
${backupUsage}
  db distribute                             spreads the tables of DATABASE_URL over the machines of its Citus cluster

The command line joins the running database of NGUON_DATA or DATABASE_URL, or starts it for its duration.`

type Command = (
  database: Database,
  words: readonly string[],
  options: Options,
  config: Config,
) => Promise<void>

type ClosedCommand = (words: readonly string[], options: Options, config: Config) => Promise<void>

/** What needs no database, or opens it itself. */
const closed: Record<string, ClosedCommand> = {
  ...closedCommands,
  async totp([key]) {
    if (!key || !/^[A-Z2-7]{16,}$/.test(key)) throw new UsageError('totp KEY')
    console.log(totpCode(key, new Date()))
  },
}

interface Options extends BackupOptions {
  readonly direction?: string | undefined
  readonly drill?: boolean | undefined
}

const commands: Record<string, Command> = {
  ...backupCommands,
  async import({ api: db }, [file], { json }) {
    if (!file) throw new UsageError('import FILE')
    const text = await readFile(file, 'utf8')
    const onProgress = json ? undefined : sayProgress((line) => console.error(line))
    const importedAt = new Date().toISOString()
    const counts = await importFile(db, { kind: 'operator' }, text, { importedAt, onProgress })
    console.log(JSON.stringify(counts))
  },
  async export({ api: db }, [file]) {
    if (!file) throw new UsageError('export FILE')
    const text = await exportFile(db)
    if (file === '-') process.stdout.write(text)
    else await writePrivate(file, text)
    console.error('It holds private data in clear (names, phone numbers, buyers): show it to nobody.')
  },
  async trace({ api: db }, [reference], { direction, json }) {
    if (!reference || (direction !== 'back' && direction !== 'forward'))
      throw new UsageError('trace REF --direction back|forward')
    const trace = await traceReferences(db, await resolveBatch(db.manager, reference), direction)
    if (json) return console.log(JSON.stringify(trace))
    for (const [name, refs] of Object.entries(trace))
      if (Array.isArray(refs)) console.log(`${name}: ${refs.join(' ')}`)
    console.log('complete')
  },
  async recall({ api: db }, [reference], { drill, json }) {
    if (!reference || !drill) throw new UsageError('recall REF --drill')
    const told = await drillReferences(db, reference)
    for (const line of json ? [JSON.stringify(told)] : linesOfDrill(told)) console.log(line)
  },
  async 'invite-operator'({ api }, _words, _options, { PUBLIC_URL }) {
    console.log(await inviteOperator(api, PUBLIC_URL))
  },
  async migrate() {
    console.log('the database is up to date')
  },
  async db({ owner }, [action]) {
    if (action !== 'distribute') throw new UsageError('db distribute')
    await distribute(owner, (line) => console.log(line))
  },
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      direction: { type: 'string' },
      drill: { type: 'boolean' },
      json: { type: 'boolean' },
      mirror: { type: 'string' },
      prune: { type: 'string' },
      reason: { type: 'string' },
      'with-keys': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  const [name = '', ...words] = positionals
  if (values.help) return console.log(usage)
  if (Object.hasOwn(closed, name)) return closed[name]?.(words, values, readConfig(readEnvironment()))
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) throw new UsageError(name ? `no command ${name}` : 'no command')
  const config = readConfig(readEnvironment())
  const database = await openDatabase(config, { as: 'cli' })
  try {
    await command(database, words, values, config)
  } finally {
    await database.close()
  }
}

main().catch((error: unknown) => {
  const misused =
    error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
  if (misused) console.error(`${(error as Error).message}\n\n${usage}`)
  else if (error instanceof DomainError) printRefusal(error)
  else console.error(error instanceof StartError ? error.message : error)
  process.exitCode = misused ? 2 : 1
})

function printRefusal(error: DomainError): void {
  console.error(`${error.code}: ${error.message}`)
  for (const { path, code, message } of error.violations) console.error(`  ${path ?? ''} ${code} ${message}`)
}
