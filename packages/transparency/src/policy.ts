import { type OpenCheckpoint, openCheckpoint } from './checkpoint.ts'
import { LogError, malformed } from './error.ts'
import { isSameBytes } from './hash.ts'
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from './note-key.ts'

/** Whom somebody trusts (C2SP tlog-policy): the keys of the log, its witnesses, and how many of them must have seen a checkpoint. */
export interface Policy {
  readonly logs: readonly Trusted[]
  readonly witnesses: readonly Trusted[]
  /** Whether these witnesses are enough. */
  readonly isQuorum: (cosigners: readonly VerifierKey[]) => boolean
}

/** A key, and where to reach who has it. */
export interface Trusted {
  readonly key: VerifierKey
  readonly url?: string
}

type IsQuorum = Policy['isQuorum']

interface Draft {
  readonly logs: Trusted[]
  readonly witnesses: Trusted[]
  /** By name; each may be a member of one group only, so that nobody counts twice. */
  readonly names: Map<string, { readonly isQuorum: IsQuorum; isMember: boolean }>
  quorum: IsQuorum | undefined
}

/** Reads a policy. @throws {LogError} `MALFORMED`, with the number of the line */
export function parsePolicy(text: string): Policy {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\x00-\x08\x0b-\x1f\x7f]/.test(text)) throw malformed('a policy with control characters')
  const draft: Draft = { logs: [], witnesses: [], names: new Map(), quorum: undefined }
  for (const [at, line] of text.split('\n').entries()) {
    const [keyword = '', ...words] = line.split(/[ \t]+/).filter((word) => word !== '')
    if (keyword === '' || keyword.startsWith('#')) continue
    if (!addLine(draft, keyword, words)) throw malformed(`policy, line ${at + 1}: ${line}`)
  }
  const { logs, witnesses, quorum } = draft
  if (!quorum) throw malformed('a policy without a quorum')
  return { logs, witnesses, isQuorum: quorum }
}

/** The policy that asks for `threshold` of these witnesses; for 0, none is asked for. */
export function formatPolicy({
  logs,
  witnesses,
  threshold,
}: Pick<Policy, 'logs' | 'witnesses'> & { readonly threshold: number }): string {
  const line = (...words: readonly (string | number | undefined)[]) =>
    `${words.filter((word) => word !== undefined).join(' ')}\n`
  const names = witnesses.map((_witness, at) => `witness-${at + 1}`)
  const quorum = threshold === 0 ? 'none' : 'witnesses'
  return [
    ...logs.map(({ key, url }) => line('log', formatVerifierKey(key), url)),
    ...witnesses.map(({ key, url }, at) => line('witness', names[at], formatVerifierKey(key), url)),
    ...(threshold === 0 ? [] : [line('group', quorum, threshold, ...names)]),
    line('quorum', quorum),
  ].join('')
}

/**
 * Opens the note of a checkpoint as a policy asks for.
 *
 * @throws {LogError} as {@link openCheckpoint}, and `TOO_FEW_WITNESSES`
 */
export async function openByPolicy(note: string | Uint8Array, policy: Policy): Promise<OpenCheckpoint> {
  const keysOf = (trusted: readonly Trusted[]) => trusted.map(({ key }) => key)
  const checkpoint = await openCheckpoint(note, keysOf(policy.logs), keysOf(policy.witnesses))
  if (!policy.isQuorum(checkpoint.cosignatures.map(({ key }) => key)))
    throw new LogError('TOO_FEW_WITNESSES', `${checkpoint.cosignatures.length} witnesses are not enough`)
  return checkpoint
}

function addLine(draft: Draft, keyword: string, words: readonly string[]): boolean {
  const [name = '', ...rest] = words
  if (keyword === 'log') return words.length <= 2 && addKey(draft.logs, 1, name, rest[0])
  if (keyword === 'witness') return rest.length <= 2 && addWitness(draft, name, rest)
  if (keyword === 'group') return addGroup(draft, name, rest)
  if (keyword !== 'quorum' || words.length !== 1 || draft.quorum) return false
  draft.quorum = name === 'none' ? () => true : draft.names.get(name)?.isQuorum
  return draft.quorum !== undefined
}

function addKey(keys: Trusted[], type: number, vkey: string, url: string | undefined): boolean {
  const key = parseVerifierKey(vkey)
  const known = keys.some((other) => isSameBytes(other.key.publicKey, key.publicKey))
  if (known || key.type !== type) return false
  keys.push(url === undefined ? { key } : { key, url })
  return true
}

function addWitness(draft: Draft, name: string, [vkey = '', url]: readonly string[]): boolean {
  if (!addKey(draft.witnesses, 4, vkey, url)) return false
  const key = draft.witnesses.at(-1)?.key
  return addName(draft, name, (cosigners) =>
    cosigners.some((cosigner) => key !== undefined && formatVerifierKey(cosigner) === formatVerifierKey(key)),
  )
}

function addGroup(draft: Draft, name: string, [asked = '', ...names]: readonly string[]): boolean {
  const members = names.map((member) => draft.names.get(member))
  const known = members.filter((member) => member !== undefined)
  const threshold = thresholdOf(asked, names.length)
  if (threshold < 1 || threshold > names.length || known.length < names.length) return false
  if (new Set(known).size < names.length || known.some(({ isMember }) => isMember)) return false
  for (const member of known) member.isMember = true
  return addName(
    draft,
    name,
    (cosigners) => known.filter(({ isQuorum }) => isQuorum(cosigners)).length >= threshold,
  )
}

function thresholdOf(asked: string, count: number): number {
  if (asked === 'any') return 1
  if (asked === 'all') return count
  return /^[1-9][0-9]{0,3}$/.test(asked) ? Number(asked) : 0
}

function addName({ names }: Draft, name: string, isQuorum: IsQuorum): boolean {
  if (name === '' || name === 'none' || names.has(name)) return false
  names.set(name, { isQuorum, isMember: false })
  return true
}
