import { startThrowaway } from '../db/embedded/throwaway.ts'
import { prepareEmbedded, prepareExternal, removeTestDatabases } from './test-server.ts'

/** What global-teardown.ts calls; the two share nothing but the global object. */
export type WithTeardown = typeof globalThis & { endTestServer?: () => Promise<void> }

/**
 * Once a jest run: a PostgreSQL of its own, or the server that TEST_DATABASE_URL names (as a superuser, or an owner
 * with CREATEDB and CREATEROLE), with a migrated template on it.
 */
export default async function globalSetup(): Promise<void> {
  const url = process.env.TEST_DATABASE_URL
  const server = url ? await useExternal(url) : await useEmbedded()
  process.env.NGUON_TEST_SERVER = JSON.stringify(server)
}

async function useExternal(url: string) {
  const server = await prepareExternal(url)
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
