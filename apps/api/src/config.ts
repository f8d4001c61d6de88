import { join, resolve } from 'node:path'
import * as z from 'zod'

/** The operator has to change something: its message says what, and no stack helps. Start-up prints it and exits 1. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const Flag = z.enum(['0', '1'], 'must be 1 (yes) or 0 (no)').default('0')
const DatabaseUrl = z
  .string()
  .refine(isDatabaseUrl, 'must look like postgres://user:password@host:5432/database')
const PublicUrl = z
  .string()
  .refine(isOrigin, 'must be an http or https address without path, such as https://trace.example.vn')

const Environment = z
  .object({
    /** TCP port of the web server. */
    PORT: z
      .string()
      .regex(/^\d{1,5}$/, 'must be a whole number from 1 to 65535')
      .transform(Number)
      .refine((port) => port >= 1 && port <= 65_535, 'must be a whole number from 1 to 65535')
      .default(3000),
    /** Address to listen on; absent: every address of the machine. */
    HOST: z.string().regex(/^\S+$/, 'must be a host name or an IP address').optional(),
    /** Owner of the database: runs migrations. Absent: an embedded PostgreSQL in NGUON_DATA. */
    DATABASE_URL: DatabaseUrl.optional(),
    /** The login that serves requests. Absent: DATABASE_URL, reduced to the serving role. */
    DATABASE_URL_API: DatabaseUrl.optional(),
    /** Folder of the database, files and keys. */
    NGUON_DATA: z
      .string()
      .default('./data')
      .transform((path) => resolve(path)),
    /**
     * Where the last signed checkpoint of the log is kept outside the database: from it the server sees that a database was put back
     * from an older backup, and signs no second history. Best on another disk. Absent: in NGUON_DATA.
     */
    NGUON_CHECKPOINT: z
      .string()
      .transform((path) => resolve(path))
      .optional(),
    /**
     * Who is asked to say that they saw each checkpoint of the log: `url vkey` of each witness, separated by commas, or the path of a
     * file with such lines.
     */
    NGUON_WITNESSES: z.string().optional(),
    /** An mmdb file that says in which province an address is; absent: scans are counted without a province. */
    GEOIP_FILE: z
      .string()
      .transform((path) => resolve(path))
      .optional(),
    /** What the printed codes point to. Cannot be changed once labels are printed. */
    PUBLIC_URL: PublicUrl.transform((url) => new URL(url).origin).optional(),
    /** Fill an empty database with the demonstration story. */
    NGUON_DEMO: Flag.transform((flag) => flag === '1'),
    /** `relaxed` may lose what it confirmed when the power fails: tests only. */
    NGUON_DURABILITY: z.enum(['full', 'relaxed'], 'must be full or relaxed').default('full'),
    /** How many reverse proxies of the operator stand before the server, each adding an address to X-Forwarded-For. */
    NGUON_PROXIES: z
      .string()
      .regex(/^[0-5]$/, 'must be a whole number from 0 to 5')
      .transform(Number)
      .default(0),
    LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
  })
  .refine((env) => env.DATABASE_URL !== undefined || env.DATABASE_URL_API === undefined, {
    path: ['DATABASE_URL_API'],
    message: 'is only read beside DATABASE_URL, which is not set',
    when: () => true, // also beside other mistakes: they are all named at once
  })
  .transform((env) => ({
    ...env,
    PUBLIC_URL: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
    NGUON_CHECKPOINT: env.NGUON_CHECKPOINT ?? join(env.NGUON_DATA, 'log', 'checkpoint.last'),
  }))

/** The environment as a typed object; names are those of the variables. */
export type Config = z.output<typeof Environment>

/**
 * Reads and checks the environment. A variable set to the empty text counts as absent, as compose files write it.
 *
 * @throws {StartError} one message naming every mistake: variable, value (unless it may hold a password), what is allowed
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const config = Environment.safeParse(given)
  if (config.success) return config.data

  const lines = config.error.issues.map((issue) => {
    const name = issue.path.map(String).join('.')
    return `  ${name}${shown(name, given[name])} ${issue.message}`
  })
  throw new StartError(`The environment cannot be used:\n${lines.join('\n')}`)
}

function shown(name: string, value: string | undefined): string {
  const secret = name.startsWith('DATABASE_URL') || value?.includes('@')
  return value === undefined || secret ? '' : ` is ${JSON.stringify(value)} but`
}

function isDatabaseUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const known = url?.protocol === 'postgres:' || url?.protocol === 'postgresql:'
  return known && url.pathname.length > 1
}

function isOrigin(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const web = url?.protocol === 'http:' || url?.protocol === 'https:'
  return web && url.href === `${url.origin}/` // nothing but scheme, host and port
}
