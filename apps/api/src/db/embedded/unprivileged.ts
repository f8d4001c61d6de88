import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
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
 * Chooses the account for the cluster in `dataDir`: ourselves; for root the folder's owner, else root without its powers
 * (a user namespace: needs no OS user and works below closed folders), else an existing service user.
 *
 * @param program one of the binaries, run once with --version to see that the account reaches it
 * @throws {StartError} when the folder belongs to somebody else, or root finds nobody to run PostgreSQL
 */
export function chooseAccount(dataDir: string, program: string): Account {
  const owner = statSync(join(dataDir, 'postgres'), { throwIfNoEntry: false }) ?? statSync(dataDir)
  const self = process.getuid?.()
  if (self !== 0 && owner.uid !== self)
    throw new StartError(`${dataDir} belongs to another user (uid ${owner.uid}): start Nguon as that user.`)
  if (self !== 0 && hasName()) return ourselves

  const choices = self === 0 ? rootChoices(owner) : [namespace(), ourselves]
  const account = choices.find((choice) => reaches(choice, program, dataDir))
  if (!account)
    throw new StartError(
      'PostgreSQL does not run as root, and no other account can run it here. ' +
        'Start Nguon as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
    )
  return account
}

const ourselves: Account = { prefix: [], ids: undefined }

/** Whether our user id has a name: initdb insists, and containers started with just a number have none. */
function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

function rootChoices(owner: { uid: number; gid: number }): Account[] {
  if (owner.uid !== 0) return [{ prefix: [], ids: { uid: owner.uid, gid: owner.gid } }]

  const users = ['postgres', 'nobody'].flatMap((wanted) => readUsers().filter(({ name }) => name === wanted))
  return [namespace(), ...users.map(({ uid, gid }) => ({ prefix: [], ids: { uid, gid } }))]
}

/** Ourselves, seen by the program as some user that has a name and is not root. */
function namespace(): Account {
  const users = readUsers().filter(({ uid }) => uid !== 0)
  const { uid, gid } = users.find(({ name }) => name === 'nobody') ?? users[0] ?? { uid: 1000, gid: 1000 }
  return { prefix: ['unshare', '-U', `--map-user=${uid}`, `--map-group=${gid}`, '--'], ids: undefined }
}

function readUsers(): { name: string; uid: number; gid: number }[] {
  const lines = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : []
  return lines
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
}

/** Whether the account can run the program and, once the folder itself is opened to it, comes to the cluster. */
function reaches({ prefix, ids }: Account, program: string, dataDir: string): boolean {
  const script = [
    'sh',
    '-c',
    'cd "$1" && exec "$2" --version',
    'sh',
    ids ? dirname(dataDir) : dataDir,
    program,
  ]
  const [file = 'sh', ...words] = [...prefix, ...script]
  return spawnSync(file, words, { stdio: 'ignore', cwd: '/', ...ids }).status === 0
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

/** Gives `folder` and everything below to the account's user, and lets that user pass the folder above. */
export function giveTo(account: Account, folder: string): void {
  if (!account.ids || statSync(folder).uid === account.ids.uid) return
  const { uid, gid } = account.ids
  chmodSync(dirname(folder), statSync(dirname(folder)).mode | 0o011)
  const pending = [folder]
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    chownSync(path, uid, gid)
    if (lstatSync(path).isDirectory())
      pending.push(...readdirSync(path).map((name) => join(path as string, name)))
  }
}
