import { once } from 'node:events'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { StartError } from '../../config.ts'
import type { Binaries } from './binaries.ts'
import { isAlive } from './postmaster.ts'
import { type Account, giveTo, spawnAs } from './unprivileged.ts'

const draftName = /^\.initdb-(\d+)$/

/**
 * Makes the cluster in `<dataDir>/postgres` unless it is there. It is made aside and renamed when complete, so a
 * crash never leaves half a cluster, and of two processes that start at once one wins.
 *
 * @param password of the owner role `nguon`
 */
export async function initCluster(
  dataDir: string,
  binaries: Binaries,
  account: Account,
  password: string,
  durable: boolean,
): Promise<void> {
  const cluster = join(dataDir, 'postgres')
  if (existsSync(cluster)) return
  removeLeftDrafts(dataDir)

  const draft = join(dataDir, `.initdb-${process.pid}`)
  mkdirSync(draft, { mode: 0o700 })
  try {
    writeFileSync(join(draft, 'password'), `${password}\n`, { mode: 0o600 })
    giveTo(account, draft)
    await runInitdb(draft, binaries, account, durable)
    renameSync(join(draft, 'cluster'), cluster)
    if (durable) syncFolder(dataDir)
  } catch (error) {
    if (!existsSync(cluster)) throw error // else another process was faster
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

async function runInitdb(
  draft: string,
  binaries: Binaries,
  account: Account,
  durable: boolean,
): Promise<void> {
  const args = [
    `--pgdata=${join(draft, 'cluster')}`,
    `--pwfile=${join(draft, 'password')}`,
    '--username=nguon',
    '--auth=scram-sha-256',
    '--data-checksums',
    '--encoding=UTF8',
    '--locale=C', // bytes decide the order everywhere alike; C.UTF-8 below still knows the letters of ộ and Ộ
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(durable ? [] : ['--no-sync']),
  ]
  const initdb = spawnAs(account, binaries.initdb, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const [complaint, [code]] = await Promise.all([
    initdb.stderr ? text(initdb.stderr) : '',
    once(initdb, 'close') as Promise<[number | null]>,
  ])
  if (code !== 0) throw new StartError(`PostgreSQL could not make its data folder:\n${complaint.trim()}`)
}

/** Drafts of processes that were killed before they were done. */
function removeLeftDrafts(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    const pid = draftName.exec(name)?.[1]
    if (pid && (Number(pid) === process.pid || !isAlive(Number(pid))))
      rmSync(join(dataDir, name), { recursive: true, force: true })
  }
}

/** Makes the rename itself survive a power failure. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
