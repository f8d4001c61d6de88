import { hostname } from 'node:os'
import pg from 'pg'
import { ownerConnection, sequencerConnection, servingConnection } from '../db/connection.ts'
import { urlOf } from '../db/data-source.ts'
import { isAlive } from '../db/embedded/postmaster.ts'
import type { Embedded } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import type { ServingLogin } from '../db/roles.ts'
import { assertResettable, isCluster, type ResetServer, resetDatabase } from './reset-server.ts'

/** Where a run makes its databases. Plain data: jest hands it to its workers through the environment. */
export type TestServer = TemplateServer | ResetServer

/** A server on which each test file gets a copy of a database. */
type TemplateServer = {
  ownerUrl: string
  /** The serving login's URL; absent: the owner's login, reduced to the serving role. */
  apiUrl?: string
  /** A migrated database that tests are cloned from. */
  template: string
}

const prefix = `nguon_test_${hostname().replace(/\W/g, '').toLowerCase().slice(0, 20)}`

/** Makes the migrated template on `embedded`. */
export function prepareEmbedded(embedded: Embedded): Promise<TestServer> {
  const { user, password } = embedded.api
  const urls = { ownerUrl: urlOf(embedded.owner), apiUrl: urlOf(embedded.api) }
  return prepareTemplate(urls, { user, password })
}

/**
 * Makes the migrated template on the server that TEST_DATABASE_URL names, after removing what dead runs left there. A cluster gets none:
 * its one database is emptied for each test file, as is an ordinary one of whom that is asked.
 *
 * @param apiUrl the serving login's URL, which a cluster needs
 */
export async function prepareExternal(
  ownerUrl: string,
  { apiUrl, reset }: { apiUrl?: string | undefined; reset: boolean },
): Promise<TestServer> {
  const onCluster = await isCluster(ownerUrl)
  if (onCluster || reset) {
    const server = { ownerUrl, isCluster: onCluster, ...(apiUrl ? { apiUrl } : {}) }
    assertResettable(server)
    return server
  }
  await dropDatabases(ownerUrl, (pid) => pid === process.pid || !isAlive(pid))
  return prepareTemplate({ ownerUrl }, 'owner')
}

/** Removes this run's databases. */
export async function removeTestDatabases(server: TestServer): Promise<void> {
  if ('template' in server) await dropDatabases(server.ownerUrl, (pid) => pid === process.pid)
}

async function prepareTemplate(
  urls: Omit<TemplateServer, 'template'>,
  login: ServingLogin,
): Promise<TestServer> {
  const template = `${prefix}_${process.pid}_template`
  await withOwner(urls.ownerUrl, (client) => client.query(`CREATE DATABASE ${template}`))
  await migrate(ownerConnection(databaseUrl(urls.ownerUrl, template)), login)
  return { ...urls, template }
}

/** A migrated, empty database, and how to connect to it. */
export const openFresh = (server: TestServer) =>
  'template' in server ? cloneTemplate(server) : resetDatabase(server)

let clones = 0

/** Copies the template, in 26–49 ms, and says how to connect to the copy. */
async function cloneTemplate({ ownerUrl, apiUrl, template }: TemplateServer) {
  clones += 1
  const name = template.replace('_template', `_${process.pid}_${clones}`)
  await withOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num')
    const strategy = Number(rows[0]?.server_version_num) >= 150_000 ? 'STRATEGY file_copy' : ''
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} ${strategy}`)
  })
  return {
    owner: ownerConnection(databaseUrl(ownerUrl, name)),
    serving: servingConnection(databaseUrl(apiUrl ?? ownerUrl, name), apiUrl === undefined),
    sequencer: sequencerConnection(databaseUrl(ownerUrl, name)),
    drop: () => withOwner(ownerUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  }
}

async function dropDatabases(ownerUrl: string, ofRun: (pid: number) => boolean): Promise<void> {
  await withOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)',
      [`${prefix}_`],
    )
    for (const { name } of rows) {
      const pid = Number(name.slice(prefix.length + 1).split('_')[0])
      if (ofRun(pid)) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    }
  })
}

async function withOwner(ownerUrl: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(ownerConnection(ownerUrl))
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

function databaseUrl(url: string, database: string): string {
  const target = new URL(url)
  target.pathname = `/${database}`
  return target.href
}
