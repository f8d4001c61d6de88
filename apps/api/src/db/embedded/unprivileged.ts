import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StartError } from '../../config.ts'

/** How to start PostgreSQL's programs as somebody it accepts: it refuses to run as root. */
export type Account = {
  /** Words before the program's own. */
  prefix: readonly string[]
  /** The user to become, when that is another than ours. */
  ids: { uid: number; gid: number } | undefined
}

/**
 * Chooses the account for the cluster in `folder`: ourselves; for root the folder's owner, else root without its powers
 * (a user namespace: needs no OS user and works below closed folders), else an existing service user.
 *
 * @param program one of the binaries, run once with --version to see that the account reaches it
 * @throws {StartError} when the folder belongs to somebody else, or root finds nobody to run PostgreSQL
 */
export function chooseAccount(folder: string, program: string): Account {
  const owner = statSync(folder, { throwIfNoEntry: false })
  const self = process.getuid?.()
  if (self !== 0) {
    if (owner && owner.uid !== self)
      throw new StartError(`${folder} belongs to another user (uid ${owner.uid}): start Nguon as that user.`)
    return { prefix: [], ids: undefined }
  }

  const account = rootChoices(owner).find((choice) => reaches(choice, program))
  if (!account)
    throw new StartError(
      'PostgreSQL does not run as root, and no other account can run it here. ' +
        'Start Nguon as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
    )
  return account
}

function rootChoices(owner: { uid: number; gid: number } | undefined): Account[] {
  if (owner && owner.uid !== 0) return [{ prefix: [], ids: { uid: owner.uid, gid: owner.gid } }]

  const inNamespace = { prefix: ['unshare', '-U', '--map-user=1000', '--map-group=1000', '--'], ids: undefined }
  const users = ['postgres', 'nobody'].flatMap((name) => findUser(name) ?? [])
  return [inNamespace, ...users.map((ids) => ({ prefix: [], ids }))]
}

function findUser(name: string): { uid: number; gid: number } | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
}

const reaches = (account: Account, program: string): boolean => {
  const [file = program, ...words] = [...account.prefix, program, '--version']
  return spawnSync(file, words, { stdio: 'ignore', cwd: '/', ...account.ids }).status === 0
}

/** Starts `program` as `account`, in a folder that everybody may enter and without our environment. */
export function spawnAs(
  account: Account,
  program: string,
  args: readonly string[],
  options: Pick<SpawnOptions, 'stdio' | 'detached'>,
): ChildProcess {
  const [file = program, ...words] = [...account.prefix, program, ...args]
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
  return spawn(file, words, { ...options, ...account.ids, cwd: '/', env })
}

/** Gives everything below `folder` to the account's user, and lets that user pass the folder above. */
export function giveTo(account: Account, folder: string): void {
  if (!account.ids) return
  const { uid, gid } = account.ids
  chmodSync(dirname(folder), statSync(dirname(folder)).mode | 0o011)
  const pending = [folder]
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    chownSync(path, uid, gid)
    if (lstatSync(path).isDirectory()) pending.push(...readdirSync(path).map((name) => join(path as string, name)))
  }
}
