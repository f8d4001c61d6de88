import pg from 'pg'
import type { DataSourceOptions } from 'typeorm'
import { sequencerRole, servingRole } from './roles.ts'

/** What a session is set to when it begins: PostgreSQL's own parameter names. */
type SessionSettings = Record<string, string>

const serving: SessionSettings = {
  statement_timeout: '30s', // longer than the slowest trace; what is slower is a bug, and must not hold locks
  idle_in_transaction_session_timeout: '60s',
  timezone: 'UTC',
}

/**
 * Sessions of the owner: without time limits, for migrations and backup.
 *
 * @param url `postgres://…`
 */
export function ownerConnection(url: string): pg.ClientConfig {
  return connectionOf(url, { timezone: 'UTC' })
}

/**
 * Sessions that serve requests.
 *
 * @param url of the serving login; or of the owner with `reduced`, then each session starts as the serving role
 */
export function servingConnection(url: string, reduced: boolean): pg.ClientConfig {
  const connection = connectionOf(url, reduced ? { ...serving, role: servingRole } : serving)
  return { ...connection, connectionTimeoutMillis: 10_000 } // also the longest wait for a free one of the pool
}

/**
 * Sessions that seal entries into the log.
 *
 * @param url of the owner; each session starts as the role of the sequencer
 */
export function sequencerConnection(url: string): pg.ClientConfig {
  const connection = connectionOf(url, { ...serving, role: sequencerRole })
  return { ...connection, connectionTimeoutMillis: 10_000 }
}

/** TypeORM's options for `connection`: everything goes through to pg, TypeORM's own URL reader loses parameters. */
export function typeormOptions(connection: pg.ClientConfig, poolSize: number) {
  return {
    type: 'postgres',
    extra: { ...connection, max: poolSize, pipeline: true }, // query-prepared.ts; so no COPY, cursor or stream of pg's on these
    installExtensions: false, // the role that serves could not, and migrations say what they need
    synchronize: false,
    logging: false,
  } as const satisfies DataSourceOptions
}

function connectionOf(url: string, settings: SessionSettings): pg.ClientConfig {
  const target = new URL(url)
  const given = target.searchParams.get('options')
  target.searchParams.delete('options') // else it would replace ours
  const ours = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`)
  return {
    connectionString: given === null ? url : target.href,
    options: [given, ...ours].filter(Boolean).join(' '),
    types: plainTypes,
  }
}

/**
 * How values arrive: int8 and numeric as text, because a JavaScript number would round them silently; bytea as Buffer;
 * timestamptz as Date; all of that is pg's own. A date arrives as text `YYYY-MM-DD`: pg would make it local midnight.
 */
const plainTypes = new pg.TypeOverrides()
plainTypes.setTypeParser(pg.types.builtins.DATE, (text: string) => text)
