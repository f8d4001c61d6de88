import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant } from '@nguon/domain'
import { StartError } from '../config.ts'
import { syncFolder } from '../files/write-once.ts'
import { manifestFile } from './manifest.ts'

const wholeName = /^nguon-(\d{8}T\d{6})\d{3}Z$/
const partialName = /^\.nguon-\d{8}T\d{9}Z\.partial$/
const dayMs = 86_400_000

/** A backup that is being written: nothing takes it for one before it is finished. */
export interface Draft {
  readonly folder: string
  /** Gives the backup its name. @returns its folder */
  finish(): string
  /** Removes what was written. */
  abandon(): void
}

/** Begins a backup among those of `parent`. What killed ones left there is removed once it is a day old. */
export function beginBackup(parent: string, madeAt: Instant): Draft {
  mkdirSync(parent, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(parent)) {
    const path = join(parent, name)
    if (partialName.test(name) && Date.now() - statSync(path).mtimeMs > dayMs)
      rmSync(path, { recursive: true })
  }
  const name = `nguon-${madeAt.replaceAll(/[-:.]/g, '')}`
  const folder = join(parent, `.${name}.partial`)
  mkdirSync(folder, { mode: 0o700 })
  return {
    folder,
    finish() {
      syncFolder(folder)
      renameSync(folder, join(parent, name))
      syncFolder(parent)
      return join(parent, name)
    },
    abandon: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** The whole backups of a folder, oldest first. */
export const listBackups = (parent: string): string[] =>
  readdirSync(parent)
    .filter((name) => wholeName.test(name) && existsSync(join(parent, name, manifestFile)))
    .sort()
    .map((name) => join(parent, name))

/** The backup that a person names: the folder itself, or the newest of those in it. @throws {StartError} when there is none */
export function findBackup(path: string): string {
  if (existsSync(join(path, manifestFile))) return path
  const newest = existsSync(path) ? listBackups(path).at(-1) : undefined
  if (newest) return newest
  throw new StartError(`${path} is not a backup, and holds none that is whole.`)
}

/**
 * Removes the backups that are older than so many days, but never the newest: what was erased since must not stay in them.
 *
 * @returns those that were removed
 */
export function pruneBackups(parent: string, days: number, now: Date): string[] {
  const since = new Date(now.getTime() - days * dayMs).toISOString().replaceAll(/[-:.]/g, '')
  const old = listBackups(parent)
    .slice(0, -1)
    .filter((path) => (path.split('nguon-').at(-1) ?? '') < since)
  for (const path of old) {
    rmSync(join(path, manifestFile)) // first: from then on it is not whole
    rmSync(path, { recursive: true })
  }
  return old
}
