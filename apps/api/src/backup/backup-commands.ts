import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenCheckpoint, SignerKey } from '@nguon/transparency'
import { type Config, StartError } from '../config.ts'
import { type Database, openDatabase, reachDatabase } from '../db/data-source.ts'
import { resolveReference } from '../exchange/find-reference.ts'
import { sayProgress } from '../exchange/say-progress.ts'
import { readLastCheckpoint } from '../log/last-checkpoint.ts'
import { loadLogKey } from '../log/log-key.ts'
import { eraseMember } from '../privacy/erase-member.ts'
import { findSubjectHead } from '../subjects/subject-store.ts'
import { UsageError } from '../usage-error.ts'
import { backUp } from './back-up.ts'
import { findBackup, pruneBackups } from './backup-folder.ts'
import { openMirror } from './replay/open-mirror.ts'
import { replayMirror } from './replay/replay-mirror.ts'
import { restore } from './restore.ts'
import { restoreCheck } from './restore-check.ts'
import { verifyDatabase } from './verifying/verify-database.ts'
import { linesOf } from './write-report.ts'

export const backupUsage = `  backup DIR [--prune DAYS] [--with-keys]   writes everything as a new folder in DIR, while the server runs; removes backups there
                                            that are older than DAYS (35 at most: what was erased since lives on in them)
  restore DIR [--mirror MIRROR]             puts a backup, or the newest one in DIR, into an empty database; the server must not run
  replay MIRROR                             brings back what a mirror of the log (a folder, or the address of a log) has and the
                                            restored database lacks; before the server starts
  restore-check DIR [--json]                puts a backup into a database of its own, computes everything again and writes a report;
                                            exit 1 when anything is off
  verify [--json]                           the same of the database as it is; it changes nothing
  erase MEMBER [--reason TEXT]              erases the private fields of a member (an id, or a name that a file gave) for good`

export interface BackupOptions {
  readonly json?: boolean | undefined
  readonly prune?: string | undefined
  readonly 'with-keys'?: boolean | undefined
  readonly mirror?: string | undefined
  readonly reason?: string | undefined
}

const say = (line: string): void => console.error(line)
const progress = () => sayProgress(say)

/** Commands on the open database. */
export const backupCommands = {
  async backup({ owner }: Database, [parent]: readonly string[], options: BackupOptions, config: Config) {
    if (!parent) throw new UsageError('backup DIR')
    const days = options.prune === undefined ? undefined : daysOf(options.prune)
    console.log(await backUp(owner, config, parent, { withKeys: options['with-keys'] === true, say }))
    if (days !== undefined) for (const old of pruneBackups(parent, days, new Date())) say(`removed ${old}`)
    say('It holds names and phone numbers in clear: keep it where nobody else reads, for at most 35 days.')
    if (!options['with-keys'])
      say(`The keys are not in it: keep ${config.NGUON_DATA}/keys and secret.key elsewhere, once.`)
  },
  async replay(database: Database, [mirror]: readonly string[], _options: BackupOptions, config: Config) {
    if (!mirror) throw new UsageError('replay MIRROR')
    await replay(database, mirror, config)
  },
  async verify({ owner }: Database, _words: readonly string[], { json }: BackupOptions, config: Config) {
    const { key, published } = await findLog(config)
    const verdict = await verifyDatabase({ owner, key, published, onProgress: progress() })
    const isOff = verdict.problemCount > 0 || verdict.behind > 0
    for (const line of json ? [JSON.stringify(verdict)] : linesOf(verdict)) console.log(line)
    if (isOff) process.exitCode = 1
  },
  async erase({ api }: Database, [name]: readonly string[], options: BackupOptions) {
    if (!name) throw new UsageError('erase MEMBER')
    const memberId = await resolveReference(api.manager, name, ['member'])
    const { organizationId: of } = await findSubjectHead(api.manager, memberId)
    const reason = options.reason ?? 'theo yêu cầu của người đó'
    const asked = { memberId, reason, ...(of ? { of } : {}) }
    const { erased } = await eraseMember(api, { kind: 'operator' }, asked, new Date())
    console.log(`${erased} private fields were erased. They live on in backups made before: at most 35 days.`)
  },
}

/** Commands that open, or make, their database themselves. */
export const closedCommands = {
  async restore([path]: readonly string[], { mirror }: BackupOptions, config: Config) {
    if (!path) throw new UsageError('restore DIR')
    const reached = await reachDatabase(config, { as: 'server' }) // alone: nobody records meanwhile
    try {
      const { manifest, verdict } = await restore(reached, config, findBackup(path), say)
      console.log(`restored: everything up to ${manifest.madeAt}`)
      for (const line of linesOf(verdict)) console.log(line)
      if (verdict.problemCount > 0) process.exitCode = 1
    } finally {
      await reached.stop()
    }
    if (!existsSync(join(config.NGUON_DATA, 'keys', 'log.key')))
      say(`Put the keys back before anything else: ${config.NGUON_DATA}/keys and secret.key.`)
    if (mirror === undefined) return say('Before the server starts, run: npm run nguon -- replay MIRROR')
    const database = await openDatabase(config, { as: 'cli' })
    await replay(database, mirror, config).finally(() => database.close())
  },
  async 'restore-check'([path]: readonly string[], { json }: BackupOptions, config: Config) {
    if (!path) throw new UsageError('restore-check DIR')
    const report = await restoreCheck(findBackup(path), {
      ...(await findLog(config)),
      onProgress: progress(),
    })
    for (const line of json ? [JSON.stringify(report)] : linesOf(report)) console.log(line)
    if (report.problemCount > 0) process.exitCode = 1
  },
}

async function replay(database: Database, name: string, config: Config): Promise<void> {
  const { key, published } = await findLog(config)
  if (!key) throw new StartError(`${config.NGUON_DATA}/keys/log.key is not there: put the keys back first.`)
  const parts = { database, key, lastPath: config.NGUON_CHECKPOINT, mirror: openMirror(name) }
  const { entries, size, erased } = await replayMirror({ ...parts, onProgress: progress() })
  console.log(
    `${entries} entries were brought back, ${erased} private fields erased again; the log has ${size}`,
  )
  if (published && published.size > size)
    say(`${published.size} entries were published: nothing is signed before a newer mirror brings the others`)
  say('Private fields, files and sign-ins of the time between are not in a mirror: ask for them again.')
}

/** The key of the log, where the data folder has one, and what was published last. */
async function findLog({ NGUON_DATA, NGUON_CHECKPOINT, PUBLIC_URL }: Config): Promise<{
  key: SignerKey | undefined
  published: OpenCheckpoint | undefined
}> {
  if (!existsSync(join(NGUON_DATA, 'keys', 'log.key'))) return { key: undefined, published: undefined }
  const key = await loadLogKey(NGUON_DATA, PUBLIC_URL)
  return { key, published: await readLastCheckpoint(NGUON_CHECKPOINT, key) }
}

function daysOf(text: string): number {
  if (/^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= 35) return Number(text)
  throw new UsageError('--prune DAYS: 1 to 35')
}
