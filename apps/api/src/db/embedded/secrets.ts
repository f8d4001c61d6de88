import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { StartError } from '../../config.ts'

/** Passwords of the embedded cluster's two roles. */
export type Secrets = z.output<typeof Secrets>
const Secrets = z.object({ owner: z.string().min(20), api: z.string().min(20) })

/**
 * The passwords kept in `<dataDir>/secrets.json` (mode 0600), generated on first use. Two processes that start at
 * once end up with the same ones.
 */
export function loadSecrets(dataDir: string): Secrets {
  const path = join(dataDir, 'secrets.json')
  return readSecrets(path) ?? writeSecrets(path)
}

function readSecrets(path: string): Secrets | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const secrets = Secrets.safeParse(parseJson(text))
  if (!secrets.success) throw new StartError(`${path} is damaged: put it back from a backup.`)
  return secrets.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function writeSecrets(path: string): Secrets {
  const secrets = { owner: newPassword(), api: newPassword() }
  const draft = `${path}.${process.pid}`
  rmSync(draft, { force: true })
  const file = openSync(draft, 'wx', 0o600)
  writeSync(file, `${JSON.stringify(secrets, undefined, 2)}\n`)
  fsyncSync(file)
  closeSync(file)
  try {
    linkSync(draft, path) // unlike a rename, refuses to replace what another process has just written
    return secrets
  } catch (error) {
    const winner = readSecrets(path)
    if (winner) return winner
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

const newPassword = (): string => randomBytes(24).toString('base64url')
