import { accessSync, constants, existsSync, mkdirSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from '../../config.ts'
import { findBinaries } from './binaries.ts'
import { initCluster } from './init-cluster.ts'
import {
  findPostmaster,
  type Postmaster,
  stopPostmaster,
  waitUntilGone,
  waitUntilReady,
} from './postmaster.ts'
import { type Seat, takeSeat } from './seat.ts'
import { loadSecrets, type Secrets } from './secrets.ts'
import { type StartOptions, startPostmaster } from './start-postmaster.ts'
import { chooseAccount, giveTo } from './unprivileged.ts'

/** A data folder whose cluster is made. */
export type Place = { dataDir: string; cluster: string; secrets: Secrets; start: StartOptions }

/** A running PostgreSQL that we keep running. */
export type Joined = { postmaster: Postmaster; seat: Seat }

const patienceMs = 60_000

/** Finds programs, account and passwords; makes the cluster on the first start. */
export async function preparePlace(dataDir: string, durable: boolean): Promise<Place> {
  const folder = makeFolder(dataDir)
  const cluster = join(folder, 'postgres')
  const binaries = findBinaries()
  const account = chooseAccount(folder, binaries.postgres)
  const secrets = loadSecrets(folder)
  await initCluster(folder, binaries, account, secrets.owner, durable)
  giveTo(account, cluster) // made by root in a user namespace, which it may not have today
  return { dataDir: folder, cluster, secrets, start: { binaries, account, durable, port: undefined } }
}

function makeFolder(dataDir: string): string {
  try {
    mkdirSync(dirname(dataDir), { recursive: true })
    if (!existsSync(dataDir)) mkdirSync(dataDir, { mode: 0o700 })
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
    return realpathSync(dataDir)
  } catch (cause) {
    throw new StartError(`${dataDir} cannot be used: ${(cause as Error).message}`, { cause })
  }
}

/**
 * Takes a seat at the place's PostgreSQL, which is started unless it runs.
 *
 * @throws {StartError} when there is a server already, or PostgreSQL does not start
 */
export async function joinCluster(place: Place, as: 'server' | 'cli'): Promise<Joined> {
  const deadline = Date.now() + patienceMs
  while (Date.now() < deadline) {
    const postmaster = (await findReady(place.cluster)) ?? (await startPostmaster(place.cluster, place.start))
    const seat = postmaster && (await takeSeat(ownerOf(place, postmaster), as, place.dataDir))
    if (postmaster && seat) {
      const joined = { postmaster, seat }
      if (as === 'cli' || (await isDurable(seat)) === place.start.durable) return joined
      if (!(await leaveCluster(place, joined)))
        throw new StartError(
          `PostgreSQL in ${place.dataDir} is in use with another NGUON_DURABILITY: end that first.`,
        )
    }
    await sleep(20)
  }
  throw new StartError(
    `PostgreSQL in ${place.dataDir} does not answer. Its log: ${place.dataDir}/postgres.log`,
  )
}

/** Leaves, and stops PostgreSQL when nobody else uses it; answers whether it was stopped. */
export async function leaveCluster(place: Place, { postmaster, seat }: Joined): Promise<boolean> {
  const last = await seat.leave()
  if (last) await stopPostmaster(place.cluster, postmaster.pid)
  return last
}

/** Connection options of the owner role. */
export function ownerOf(place: Place, { port }: Postmaster) {
  return { host: '127.0.0.1', port, user: 'nguon', password: place.secrets.owner, database: 'nguon' }
}

/** The running PostgreSQL, once it accepts connections; `undefined` when none runs. */
async function findReady(cluster: string): Promise<Postmaster | undefined> {
  const found = findPostmaster(cluster)
  if (!found || found.status === 'ready') return found
  if (found.status === 'stopping') await waitUntilGone(cluster, found.pid)
  return waitUntilReady(cluster, found.pid)
}

async function isDurable(seat: Seat): Promise<boolean> {
  const { rows } = await seat.client.query<{ fsync: string }>('SHOW fsync')
  return rows[0]?.fsync === 'on'
}
