import { constants, copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Copies the keys of a data folder to where another has them. What is there stays. @returns the names of those that were copied */
export function takeKeys(from: string, to: string): string[] {
  const folder = join(from, 'keys')
  const names = existsSync(folder) ? readdirSync(folder).map((name) => join('keys', name)) : []
  return [...names, 'secret.key'].filter((name) => {
    const target = join(to, name)
    if (!existsSync(join(from, name)) || existsSync(target)) return false
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
    copyFileSync(join(from, name), target, constants.COPYFILE_EXCL) // with its permissions: the owner's only
    return true
  })
}
