import { startThrowaway } from '../db/embedded/throwaway.ts'
import { prepareEmbedded, prepareExternal, removeTestDatabases } from './test-server.ts'

/** What global-teardown.ts calls; the two share nothing but the global object. */
export type WithTeardown = typeof globalThis & { endTestServer?: () => Promise<void> }

/**
 * Once a jest run: a PostgreSQL of its own, or the server that TEST_DATABASE_URL names (as a superuser, or an owner
 * with CREATEDB and CREATEROLE), with a migrated template on it. A Citus cluster, and any server with TEST_DATABASE_RESET=1, has one
 * database instead, which is emptied for each test file: run jest with --runInBand then (docs/scale.md says how).
 */
export default async function globalSetup(): Promise<void> {
  const url = process.env.TEST_DATABASE_URL
  const server = url ? await useExternal(url) : await useEmbedded()
  process.env.NGUON_TEST_SERVER = JSON.stringify(server)
}

async function useExternal(url: string) {
  const { TEST_DATABASE_URL_API: apiUrl, TEST_DATABASE_RESET: reset } = process.env
  const server = await prepareExternal(url, { apiUrl, reset: reset === '1' })
  const scope: WithTeardown = globalThis
  scope.endTestServer = () => removeTestDatabases(server)
  return server
}

async function useEmbedded() {
  const embedded = await startThrowaway('relaxed')
  const scope: WithTeardown = globalThis
  scope.endTestServer = embedded.stop
  return prepareEmbedded(embedded)
}
