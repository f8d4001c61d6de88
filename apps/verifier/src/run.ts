import { parseArgs } from 'node:util'
import type { Command, Io, Words } from './command.ts'
import { Failure, misused, unreachable } from './failure.ts'
import { readingCommands } from './reading-commands.ts'
import { servingCommands } from './serving-commands.ts'

/** What the program says in the end, and its exit code: 0 all is well, 1 it does not verify, 2 wrong usage, 3 not reached. */
export interface Outcome {
  readonly code: 0 | 1 | 2 | 3
  readonly out: string
  readonly err: string
}

const commands: Readonly<Record<string, Command>> = { ...readingCommands, ...servingCommands }

const options = {
  key: { type: 'string', multiple: true },
  log: { type: 'string', multiple: true },
  policy: { type: 'string' },
  entry: { type: 'string' },
  listen: { type: 'string' },
  state: { type: 'string' },
  'tree-only': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Runs one command. Never throws, unless the program itself is wrong. */
export async function run(argv: readonly string[], io: Io): Promise<Outcome> {
  const isJson = argv.includes('--json')
  try {
    const { values, positionals } = parse(argv)
    const [name, ...names] = positionals
    if (values.help || name === undefined) return { code: values.help ? 0 : 2, out: help(), err: '' }
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined
    if (!command) throw misused(`There is no command ${name}.\n\n${help()}`)
    const [least, most] = command.takes
    if (names.length < least || names.length > most) throw misused(`Usage: nguon-log ${command.usage}`)
    const { text, data } = await command.run(wordsOf(names, values), io)
    return { code: 0, out: isJson ? json({ ok: true, ...data }) : text && `${text}\n`, err: '' }
  } catch (error) {
    const { code, message, evidence } = failureOf(error)
    const told = evidence === undefined ? {} : { evidence }
    if (isJson) return { code, out: json({ ok: false, code, message, ...told }), err: '' }
    return { code, out: evidence ?? '', err: `${message}\n` }
  }
}

/** A full disk, a folder that may not be read: nothing was found wrong, and nothing right. */
function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error
  const { syscall, message } = error as NodeJS.ErrnoException
  if (syscall !== undefined) return unreachable(`${message}.`)
  throw error
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true })
  } catch (error) {
    throw misused(`${(error as Error).message}\n\n${help()}`)
  }
}

function wordsOf(names: readonly string[], values: ReturnType<typeof parse>['values']): Words {
  const { key = [], log = [], json: _json, help: _help, 'tree-only': treeOnly = false, ...rest } = values
  return { names, key, log, treeOnly, ...rest }
}

const json = (value: object): string => `${JSON.stringify(value)}\n`

const help = (): string =>
  [
    'nguon-log checks the log of a Nguon server without trusting the server.',
    '',
    ...Object.values(commands).map(({ usage, about }) => `  nguon-log ${usage}\n      ${about}`),
    '',
    '--json answers in JSON. Exit code: 0 all is well, 1 it does not verify, 2 wrong usage, 3 could not be reached.',
    '',
  ].join('\n')
