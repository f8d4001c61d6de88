import { hostname } from 'node:os'
import pg from 'pg'
import { ownerConnection, servingConnection } from '../db/connection.ts'
import { urlOf } from '../db/data-source.ts'
import { isAlive } from '../db/embedded/postmaster.ts'
import type { Embedded } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import type { ServingLogin } from '../db/roles.ts'

/** Where a run makes its databases. Plain data: jest hands it to its workers through the environment. */
export type TestServer = {
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

/** Makes the migrated template on the server that TEST_DATABASE_URL names, after removing what dead runs left there. */
export async function prepareExternal(ownerUrl: string): Promise<TestServer> {
  await dropDatabases(ownerUrl, (pid) => pid === process.pid || !isAlive(pid))
  return prepareTemplate({ ownerUrl }, 'owner')
}

/** Removes this run's databases. */
export function removeTestDatabases(server: TestServer): Promise<void> {
  return dropDatabases(server.ownerUrl, (pid) => pid === process.pid)
}

async function prepareTemplate(urls: Omit<TestServer, 'template'>, login: ServingLogin): Promise<TestServer> {
  const template = `${prefix}_${process.pid}_template`
  await withOwner(urls.ownerUrl, (client) => client.query(`CREATE DATABASE ${template}`))
  await migrate(ownerConnection(databaseUrl(urls.ownerUrl, template)), login)
  return { ...urls, template }
}

let clones = 0

/** Copies the template, in 26–49 ms, and says how to connect to the copy. */
export async function cloneTemplate({ ownerUrl, apiUrl, template }: TestServer) {
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
