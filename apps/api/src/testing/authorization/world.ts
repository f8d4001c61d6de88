import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Id, newId, type Organization } from '@nguon/domain'
import { generateKey, type SignerKey } from '@nguon/transparency'
import type { Express } from 'express'
import { pino } from 'pino'
import type { DataSource } from 'typeorm'
import { hashPassword } from '../../accounts/password.ts'
import { createApp } from '../../app.ts'
import { openSequencing } from '../../db/data-source.ts'
import { createFileVault, type FileVault } from '../../files/file-vault.ts'
import type { ShownLog } from '../../log/published.ts'
import { sealPending } from '../../log/seal.ts'
import { givenVersion } from '../given.ts'
import { inHaNoi, inThaiNguyen } from '../given-organization-at.ts'
import { type GivenPerson, givenPerson } from '../given-people.ts'
import { testOrigin, testSecretKey } from '../serve-test.ts'
import { createTestDatabase, type TestDatabase } from '../test-database.ts'
import { testLabels } from '../test-labels.ts'
import type { Target } from './matrix.ts'
import { givenTenant, type Tenant } from './tenant.ts'

/** Two organizations full of canaries, two inspectorates, an operator, and the app that serves them. */
export interface World {
  readonly db: DataSource
  readonly app: Express
  /** How many entries the log has. */
  readonly logSize: number
  /** Where the app listens. */
  readonly root: string
  readonly A: Tenant
  readonly B: Tenant
  /** The inspectorate that has A in its area. */
  readonly inspectorate: Id
  readonly elsewhere: Id
  readonly operator: GivenPerson
  readonly password: string
  readonly passwordHash: string
  /** Runs a statement past every wall. */
  asOwner(sql: string): Promise<unknown[]>
  stop(): Promise<void>
}

export async function createWorld(): Promise<World> {
  const database = await createTestDatabase()
  const { db } = database
  const folder = await mkdtemp(join(tmpdir(), 'nguon-matrix-'))
  const vault = createFileVault(folder)
  const key = await generateKey('nguon.example.vn/log')
  const app = appOver(db, vault, { key, lastPath: join(folder, 'checkpoint.last') })
  const http = app.listen(0)
  const password = 'bốn con trâu ăn cỏ'
  const tenants = {
    A: await givenTenant(db, vault, 'A', inThaiNguyen),
    B: await givenTenant(db, vault, 'B', inHaNoi),
  }
  return {
    ...{
      db,
      app,
      ...tenants,
      logSize: await sealAll(database, key),
      password,
      passwordHash: await hashPassword(password),
    },
    root: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    inspectorate: await givenInspectorate(db),
    elsewhere: await givenInspectorate(db),
    operator: await givenPerson(db, 'operator'),
    asOwner: (sql) => database.asOwner(sql),
    async stop() {
      http.closeAllConnections()
      http.close()
      await database.drop()
      await rm(folder, { recursive: true })
    },
  }
}

/** Another app like the one that is served. It believes one proxy, so that each call can come from a network of its own. */
export const appOver = (db: DataSource, vault: FileVault, log?: ShownLog): Express =>
  createApp({
    ...{ db, vault, publicUrl: testOrigin, demo: false, secretKey: testSecretKey, proxies: 1 },
    labels: testLabels(db),
    ...(log ? { log } : {}),
    ...{ logger: pino({ level: 'silent' }), webDir: join(tmpdir(), 'no-web') },
  })

/** Seals what was recorded so far. @returns how many entries the log has */
async function sealAll(database: TestDatabase, key: SignerKey): Promise<number> {
  const sealer = await openSequencing(database.sequencer)
  await sealPending(sealer, key, undefined)
  const sealed = await sealPending(sealer, key, undefined)
  await sealer.destroy()
  return sealed?.checkpoint.size ?? 0
}

async function givenInspectorate(db: DataSource): Promise<Id> {
  const id = newId()
  const office: Organization = { kind: 'inspectorate', name: 'Chi cục', addresses: [], status: 'active' }
  return givenVersion(db, 'organization', id, office, id)
}

/** The organization that a call is about; undefined for one that nobody has. */
export const tenantOf = (world: World, target: Target): Tenant | undefined =>
  target === 'A' ? world.A : target === 'B' ? world.B : undefined
