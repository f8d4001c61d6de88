import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Embedded, openEmbedded } from '../embedded.ts'
import { findPostmaster, isAlive, waitUntilGone } from './postmaster.ts'

const folderName = /^nguon-throwaway-(\d+)-/

/**
 * Waits for the end of our process, however it comes (the pipe closes), then ends PostgreSQL and removes the folder.
 * A shell in its own process group: neither Ctrl-C nor `kill -9` of ours reaches it.
 */
const watchdog = `
read -r _
pid=$(head -n 1 "$1/postgres/postmaster.pid" 2>/dev/null)
if [ -n "$pid" ]; then
  kill -QUIT "$pid" 2>/dev/null
  for _ in $(seq 500); do kill -0 "$pid" 2>/dev/null || break; sleep 0.02; done
fi
rm -rf "$1"`

/** A data folder that is removed, and whose PostgreSQL is ended, by `remove` or when the process dies. */
export type ThrowawayFolder = { dataDir: string; remove(): Promise<void> }

/** A PostgreSQL of its own in a temporary folder, for tests and tools. Nothing is left of it after `stop`. */
export async function startThrowaway(durability: 'full' | 'relaxed'): Promise<Embedded> {
  const { dataDir, remove } = await makeThrowawayFolder()
  try {
    const embedded = await openEmbedded({ dataDir, durability, as: 'cli' })
    return { ...embedded, stop: remove }
  } catch (error) {
    await remove()
    throw error
  }
}

/** Makes a temporary data folder, after removing those that dead processes left although watched. */
export async function makeThrowawayFolder(): Promise<ThrowawayFolder> {
  await removeLeftovers()
  const dataDir = realpathSync(mkdtempSync(join(tmpdir(), `nguon-throwaway-${process.pid}-`)))
  const dog = spawn('sh', ['-c', watchdog, 'sh', dataDir], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  dog.unref()
  return { dataDir, remove: () => release(dog) }
}

async function release(dog: ChildProcess): Promise<void> {
  if (dog.exitCode !== null) return
  const ended = once(dog, 'exit')
  dog.ref()
  dog.stdin?.end()
  await ended
}

async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(folderName.exec(name)?.[1])
    if (!pid || isAlive(pid)) continue
    const folder = join(tmpdir(), name)
    await endPostgres(join(folder, 'postgres'))
    rmSync(folder, { recursive: true, force: true })
  }
}

async function endPostgres(cluster: string): Promise<void> {
  const postmaster = findPostmaster(cluster)
  if (!postmaster) return
  process.kill(postmaster.pid, 'SIGQUIT')
  await waitUntilGone(cluster, postmaster.pid)
}
