import pg from 'pg'
import { joinCluster, leaveCluster, ownerOf, preparePlace } from './embedded/join-cluster.ts'

/** How to connect to the embedded PostgreSQL. */
export type EmbeddedConnection = {
  host: string
  port: number
  user: string
  password: string
  database: string
}

export type EmbeddedOptions = {
  /** Folder that holds the cluster (`postgres/`), its passwords (`secrets.json`) and its log (`postgres.log`). */
  dataDir: string
  durability: 'full' | 'relaxed'
  /** A server is alone on its data folder, and brings PostgreSQL back when it crashes; the CLI is neither. */
  as: 'server' | 'cli'
  /** Told when PostgreSQL was gone and is back, on the same port. */
  onRestart?: (() => void) | undefined
  /** Told when PostgreSQL is gone for good. Default: an unhandled rejection, which ends the process. */
  onLost?: ((error: unknown) => void) | undefined
}

export type Embedded = {
  owner: EmbeddedConnection
  api: EmbeddedConnection
  /** Leaves; stops PostgreSQL unless another process of ours still uses it. */
  stop(): Promise<void>
}

/**
 * Starts the embedded PostgreSQL of the data folder, or joins the one that runs there already: that of another
 * process of ours, or one that a killed server left behind. Whoever leaves last stops it. The first start makes
 * the cluster, the passwords and the database `nguon`; the role `nguon_api` is made with the migrations (roles.ts).
 *
 * @throws {StartError} when another server uses the folder, or PostgreSQL cannot run
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const place = await preparePlace(options.dataDir, options.durability === 'full')
  let joined = await joinCluster(place, options.as)
  const owner = ownerOf(place, joined.postmaster)
  await createDatabase(owner)

  let stopping = false
  let recovery = Promise.resolve()
  const watch = (): void => {
    joined.seat.client.once('end', () => {
      if (!stopping) recovery = recover().catch(options.onLost)
    })
  }
  const recover = async (): Promise<void> => {
    place.start.port = owner.port // the pools know it
    joined = await joinCluster(place, options.as)
    watch()
    options.onRestart?.()
  }
  if (options.as === 'server') watch()

  return {
    owner,
    api: { ...owner, user: 'nguon_api', password: place.secrets.api },
    async stop() {
      stopping = true
      await recovery
      await leaveCluster(place, joined)
    },
  }
}

async function createDatabase(owner: EmbeddedConnection): Promise<void> {
  const client = new pg.Client({ ...owner, database: 'postgres' })
  await client.connect()
  try {
    const { rowCount } = await client.query(`SELECT FROM pg_database WHERE datname = '${owner.database}'`)
    if (rowCount === 0) await client.query(`CREATE DATABASE ${owner.database}`)
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    if (!['42P04', '23505'].includes(code)) throw error // else another process has just made it
  } finally {
    await client.end()
  }
}
