import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { ownerConnection, sequencerConnection, servingConnection } from '../../db/connection.ts'
import type { Reached } from '../../db/data-source.ts'
import type { TestDatabase } from '../../testing/test-database.ts'

/** A database beside that of the test, in which nothing was made yet. */
export interface EmptyDatabase extends Reached {
  readonly url: string
  asOwner(sql: string): Promise<Record<string, unknown>[]>
}

export async function createEmptyDatabase({ asOwner }: TestDatabase): Promise<EmptyDatabase> {
  const [row] = (await asOwner('SELECT current_database() AS name')) as { name: string }[]
  const name = `${row?.name}_${randomBytes(4).toString('hex')}`
  await asOwner(`CREATE DATABASE ${name}`)
  const urls = JSON.parse(process.env.NGUON_TEST_SERVER ?? '{}') as { ownerUrl: string; apiUrl?: string }
  const [url, api] = [urlOf(urls.ownerUrl, name), urls.apiUrl && urlOf(urls.apiUrl, name)]
  const owner = ownerConnection(url)
  const { username, password } = new URL(api ?? url)
  return {
    ...{ url, owner, sequencer: sequencerConnection(url) },
    serving: servingConnection(api ?? url, api === undefined),
    login: api ? { user: username, password: decodeURIComponent(password) } : 'owner',
    async asOwner(sql) {
      const client = new pg.Client(owner)
      await client.connect()
      return client
        .query(sql)
        .then(({ rows }) => rows)
        .finally(() => client.end())
    },
    async stop() {
      await asOwner(`DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

function urlOf(url: string, database: string): string {
  const target = new URL(url)
  target.pathname = `/${database}`
  return target.href
}
