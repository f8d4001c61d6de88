import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { StartError } from '../config.ts'
import { ownerConnection } from './connection.ts'
import { type DatabaseConfig, openDatabase, openSequencing, urlOf } from './data-source.ts'
import { makeThrowawayFolder, startThrowaway } from './embedded/throwaway.ts'
import type { Embedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import { ensureRoles, ownRoles } from './roles.ts'

/** Stands for a server of the operator's; of its own, because roles belong to the whole server. */
let server: Embedded
let superuser: pg.Client
beforeAll(async () => {
  server = await startThrowaway('relaxed')
  superuser = new pg.Client(server.owner)
  await superuser.connect()
})
afterAll(async () => {
  await superuser.end()
  await server.stop()
})

const urlFor = (user: string, database: string, password = 'pw'): string =>
  urlOf({ ...server.owner, user, password, database })

/** A database whose owner has no more rights than it needs, and no serving role yet. */
async function givenDatabase(name: string, rights = 'CREATEROLE'): Promise<string> {
  const { rows } = await superuser.query<{ datname: string }>(
    `SELECT datname FROM pg_database WHERE datname LIKE 'db_%'`,
  )
  for (const { datname } of rows) await superuser.query(`DROP DATABASE ${datname} WITH (FORCE)`)
  await superuser.query(`DROP ROLE IF EXISTS ${ownRoles.join(', ')}`)
  await superuser.query(`CREATE ROLE ${name} LOGIN ${rights} PASSWORD 'pw'`)
  await superuser.query(`CREATE DATABASE db_${name} OWNER ${name}`)
  return urlFor(name, `db_${name}`)
}

async function servingUserOf(config: Partial<DatabaseConfig>): Promise<unknown> {
  const database = await open(config)
  const rows: unknown = await database.api.query(
    `SELECT session_user AS login, current_user AS acts, (SELECT count(*) FROM event) AS events`,
  )
  await database.close()
  return rows
}

const open = (config: Partial<DatabaseConfig>) =>
  openDatabase({ NGUON_DATA: '/nonexistent', NGUON_DURABILITY: 'relaxed', ...config } as DatabaseConfig, {
    as: 'server',
  })

describe('the embedded database', () => {
  test('is opened migrated, as the serving role, and again', async () => {
    const { dataDir, remove } = await makeThrowawayFolder()
    const serving = [{ login: 'nguon_api', acts: 'nguon_api', events: '0' }]
    expect(await servingUserOf({ NGUON_DATA: dataDir })).toEqual(serving)
    expect(await servingUserOf({ NGUON_DATA: dataDir })).toEqual(serving)
    await remove()
  })
})

describe('a server named by DATABASE_URL', () => {
  test('alone: the owner logs in and every connection is reduced to the serving role', async () => {
    const DATABASE_URL = await givenDatabase('alone')
    const serving = [{ login: 'alone', acts: 'nguon_api', events: '0' }]
    expect(await servingUserOf({ DATABASE_URL })).toEqual(serving)
    expect(await servingUserOf({ DATABASE_URL })).toEqual(serving)
  })

  test('the owner’s login seals the log as a role of its own, and may not do as the others do until it says so', async () => {
    const DATABASE_URL = await givenDatabase('sealing')
    const database = await open({ DATABASE_URL })
    const sealer = await openSequencing(database.sequencer)
    expect(await sealer.query('SELECT session_user AS login, current_user AS acts')).toEqual([
      { login: 'sealing', acts: 'nguon_sequencer' },
    ])
    await sealer.destroy()
    await database.close()
    const { rows } = await superuser.query(
      `SELECT role, pg_has_role('sealing', role, 'USAGE') AS inherits FROM unnest($1::text[]) AS role`,
      [ownRoles.slice(1)],
    )
    expect(rows).toEqual(ownRoles.slice(1).map((role) => ({ role, inherits: false })))
  })

  test('with a password for the serving role: the role is made with it, also when it could not log in before', async () => {
    const DATABASE_URL = await givenDatabase('beside')
    const DATABASE_URL_API = urlFor('nguon_api', 'db_beside', 'its own/pw')
    const serving = [{ login: 'nguon_api', acts: 'nguon_api', events: '0' }]
    expect(await servingUserOf({ DATABASE_URL, DATABASE_URL_API })).toEqual(serving)

    await superuser.query('ALTER ROLE nguon_api NOLOGIN')
    expect(await servingUserOf({ DATABASE_URL, DATABASE_URL_API })).toEqual(serving)
  })

  test('with a login of the operator: it gets the rights of the serving role', async () => {
    const DATABASE_URL = await givenDatabase('hosted')
    await superuser.query(`CREATE ROLE web LOGIN PASSWORD 'pw'`)
    expect(await servingUserOf({ DATABASE_URL, DATABASE_URL_API: urlFor('web', 'db_hosted') })).toEqual([
      { login: 'web', acts: 'web', events: '0' },
    ])
  })

  test('is migrated once by several processes that start together', async () => {
    const DATABASE_URL = await givenDatabase('together')
    const opened = await Promise.all([1, 2, 3].map(() => open({ DATABASE_URL })))
    await Promise.all(opened.map((database) => database.close()))
  })

  test('gets its roles right when two databases of it are set up at once', async () => {
    const DATABASE_URL = await givenDatabase('first')
    await superuser.query('CREATE DATABASE db_second OWNER first')
    const urls = [DATABASE_URL, urlFor('first', 'db_second')]
    const clients = urls.map((url) => new pg.Client(url))
    for (const client of clients) await client.connect()
    await Promise.all(clients.map((client) => ensureRoles(client, 'owner')))
    for (const client of clients) await client.end()
  })

  test('is refused with what to do when its owner may not make roles', async () => {
    const DATABASE_URL = await givenDatabase('weak', 'NOCREATEROLE')
    await expect(open({ DATABASE_URL })).rejects.toThrow(/CREATE ROLE nguon_api;.*GRANT nguon_api, .* TO/)

    for (const role of ownRoles)
      await superuser.query(`CREATE ROLE ${role}; GRANT ${role} TO weak WITH ADMIN OPTION`)
    expect(await servingUserOf({ DATABASE_URL })).toEqual([{ login: 'weak', acts: 'nguon_api', events: '0' }])
  })

  test('is refused when a newer program has migrated it', async () => {
    const DATABASE_URL = await givenDatabase('newer')
    await migrate(ownerConnection(DATABASE_URL), 'owner')
    await expect(migrate(ownerConnection(DATABASE_URL), 'owner', [])).rejects.toThrow('newer version')
  })

  test.each([
    ['a wrong password', () => urlFor('nguon', 'nguon', 'topsecret')],
    ['an unknown database', () => urlFor('nguon', 'nowhere', server.owner.password)],
    ['a closed port', () => 'postgres://nguon:topsecret@127.0.0.1:1/nguon'],
  ])('is refused in one line for %s', async (_case, url) => {
    const refusal = open({ DATABASE_URL: url() }).catch((error: unknown) => error)
    expect(await refusal).toBeInstanceOf(StartError)
    expect(String(await refusal)).toMatch(/^StartError: The database cannot be reached: (?!.*topsecret).+$/)
  })
})
