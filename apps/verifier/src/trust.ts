import { existsSync, readFileSync } from 'node:fs'
import {
  formatVerifierKey,
  LogError,
  type OpenCheckpoint,
  openByPolicy,
  type Policy,
  parsePolicy,
  parseVerifierKey,
  type VerifierKey,
} from '@nguon/transparency'
import { misused, unverified } from './failure.ts'
import { isUrl, keysFile, type LogSource } from './log-source.ts'

/** What a person says about whom to trust: keys of a log, or a file with a policy. */
export interface TrustOptions {
  readonly key?: readonly string[] | undefined
  readonly policy?: string | undefined
}

/** Whom to trust, and what has to be said about it. */
export interface Trust {
  readonly policy: Policy
  /** Set when nobody but the server itself said so. */
  readonly warning?: string
}

export const keysOf = ({ logs }: Policy): string[] => logs.map(({ key }) => formatVerifierKey(key))

/** A policy that asks for no witnesses. */
export const trustKeys = (keys: readonly VerifierKey[]): Policy => ({
  logs: keys.map((key) => ({ key })),
  witnesses: [],
  isQuorum: () => true,
})

/** Whom the person named; `undefined` when nobody. @throws {Failure} 2 when it is no key or no policy */
export function namedTrust({ key = [], policy }: TrustOptions): Policy | undefined {
  if (policy !== undefined && key.length > 0) throw misused('Give either --key or --policy.')
  try {
    if (policy !== undefined) {
      if (!existsSync(policy)) throw misused(`There is no file ${policy}.`)
      return parsePolicy(readFileSync(policy, 'utf8'))
    }
    return key.length > 0 ? trustKeys(key.map(parseVerifierKey)) : undefined
  } catch (error) {
    throw error instanceof LogError ? misused(`This is no key and no policy: ${error.message}.`) : error
  }
}

/**
 * Whom to trust about the log at these places: whom the person named, else the keys that one of them, a mirror, keeps; else those
 * that a server says are its own, which has to be said loudly.
 *
 * @throws {Failure} 1 when a mirror keeps another log's keys than those named; 2 when nobody names any
 */
export async function findTrust(options: TrustOptions, ...sources: readonly LogSource[]): Promise<Trust> {
  const named = namedTrust(options)
  for (const source of sources.filter(({ name }) => !isUrl(name))) {
    const kept = await policyOf(source)
    if (!kept) continue
    if (named) assertKept(named, kept, source.name)
    return { policy: named ?? kept }
  }
  if (named) return { policy: named }
  for (const source of sources) {
    const policy = await policyOf(source)
    if (policy)
      return { policy: trustKeys(policy.logs.map(({ key }) => key)), warning: firstUse(policy, source) }
  }
  throw misused('Whose log it should be is not known: give --key or --policy.')
}

/** Opens a checkpoint as `policy` asks. @throws {Failure} 1, saying whose it is */
export async function openNoteOf(
  note: Buffer | string,
  policy: Policy,
  name: string,
): Promise<OpenCheckpoint> {
  try {
    return await openByPolicy(note, policy)
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    const hint =
      error.code === 'UNSIGNED'
        ? ` If the log has changed its key, its operator must say so where you trust it. Expected: ${keysOf(policy).join(' or ')}`
        : ''
    throw unverified(`The checkpoint of ${name} is not to be believed: ${error.message}.${hint}`)
  }
}

async function policyOf(source: LogSource): Promise<Policy | undefined> {
  const text = await source.readPolicy()
  if (text === undefined) return undefined
  try {
    return parsePolicy(text)
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    throw unverified(`${source.name} names its keys in a form that cannot be read: ${error.message}.`)
  }
}

function assertKept(named: Policy, kept: Policy, name: string): void {
  const keys = keysOf(kept)
  if (keysOf(named).some((key) => keys.includes(key))) return
  throw unverified(
    `${name} is a mirror of a log with another key than the one you give: ${keys.join(' or ')}. If the log has changed its key and ` +
      `you know that from its operator, write the new key into ${name}/${keysFile}.`,
  )
}

const firstUse = (policy: Policy, { name }: LogSource): string =>
  [
    `ATTENTION: nobody but ${name} itself says that this is its key:`,
    ...keysOf(policy).map((key) => `  ${key}`),
    'Compare it with the key that its operator publishes elsewhere (paper, decision, another site), then give it with --key.',
  ].join('\n')
