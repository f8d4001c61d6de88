import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { type Logger, pino } from 'pino'
import type { DataSource } from 'typeorm'
import { createSetUpInvite } from './accounts/create-set-up-invite.ts'
import { createDemoPeople, endDemo, hasDemoPeople } from './accounts/demo-people.ts'
import { loadKey, loadSecretKey } from './accounts/seal-secret.ts'
import { createApp } from './app.ts'
import { type Config, StartError } from './config.ts'
import { type Database, openDatabase } from './db/data-source.ts'
import { demoAddresses } from './demo-addresses.ts'
import { importFile } from './exchange/import-file.ts'
import { createFileVault } from './files/file-vault.ts'
import { loadLabelKeys } from './labels/label-keys.ts'
import { type Labels, openLabels } from './labels/open-labels.ts'
import { openLog } from './log/open-log.ts'
import { testDatabase } from './log/self-test.ts'
import type { Sequencer } from './log/sequencer.ts'
import { forgetReporters } from './reports/forget-reporters.ts'
import { runDaily } from './run-daily.ts'
import { readSample, webDir } from './sample-file.ts'
import { ageScans } from './scans/age-scans.ts'
import { openProvinces } from './scans/provinces.ts'
import { runScanLog } from './scans/run-scan-log.ts'
import { createScanLog } from './scans/scan-log.ts'

/** A running server. */
export interface Running {
  readonly url: string
  /** Finishes what is under way, then closes the door and the database. */
  stop(): Promise<void>
}

/** Opens the database, fills it with the sample data if this is the demo's first start, and listens. */
export async function startServer(config: Config, print: (line: string) => void): Promise<Running> {
  const logger = pino({ level: config.LOG_LEVEL, serializers: { err: bareError } })
  if (config.NGUON_DURABILITY === 'relaxed')
    print('NGUON_DURABILITY=relaxed: a power cut may lose what was confirmed')
  const database = await openDatabase(config, { as: 'server', onLost: (error) => lost(logger, error) })
  try {
    await testDatabase(database, config.NGUON_DURABILITY)
    if (config.NGUON_DEMO) await loadSample(database.api, print)
    const vault = createFileVault(join(config.NGUON_DATA, 'files'))
    const { PUBLIC_URL: publicUrl, NGUON_DEMO: demo, NGUON_PROXIES: proxies } = config
    const secretKey = loadSecretKey(config.NGUON_DATA)
    const people = demo ? await createDemoPeople(database.api, { publicUrl, secretKey }) : []
    if (!demo) await endDemo(database.api)
    const setUp = demo ? undefined : await createSetUpInvite(database.api, publicUrl)
    const labels = openLabels({
      ...{ db: database.api, keys: loadLabelKeys(config.NGUON_DATA), dir: join(config.NGUON_DATA, 'labels') },
      onError: (error) => logger.error({ err: error }, 'a file of labels failed'),
    })
    const scans = createScanLog({
      ...{ db: database.api, key: loadKey(join(config.NGUON_DATA, 'keys'), 'scan-device.key') },
      provinceOf: config.GEOIP_FILE === undefined ? undefined : await openProvinces(config.GEOIP_FILE),
      onError: (error) => logger.error({ err: error }, 'scans could not be written down'),
    })
    const log = await openLog(config, database, logger)
    const parts = { db: database.api, vault, publicUrl, demo, secretKey, proxies, logger, webDir, labels }
    const server = createServer(createApp({ ...parts, log, scans, logAlarm: log.alarm }))
    server.requestTimeout = 60_000
    await listen(server, config).catch((error: unknown) => log.stop().then(() => Promise.reject(error)))
    const stopScans = runScanLog(scans)
    const stopLettingGo = runDaily(
      async (now) => {
        await ageScans(database.api, now)
        await forgetReporters(database.api, now)
      },
      (error) => logger.error({ err: error }, 'what was kept long enough could not be let go'),
    )
    const close = async () => {
      await Promise.all([stopScans(), stopLettingGo()])
      await database.close()
    }
    labels.jobs.wake() // what was under way when the server stopped
    const addresses = demo ? demoAddresses(publicUrl) : [['', publicUrl] as const]
    print(`ready ${publicUrl}`)
    for (const [name, address] of addresses) print(`  ${name.padEnd(26)}${address}`)
    for (const line of people) print(line)
    if (setUp) for (const line of setUp) print(line)
    return {
      url: publicUrl,
      stop: () => stop(server, labels, log, { ...database, close }),
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** A statement's values are people's: of an error only what it is, and where. */
const bareError = ({ type, name, message, stack, code }: Error & { type?: string; code?: string }) => ({
  ...{ type: type ?? name, message, stack, code },
})

function lost(logger: Logger, error: unknown): void {
  logger.fatal({ err: error }, 'the database is gone for good')
  process.exitCode = 1
  process.kill(process.pid, 'SIGTERM')
}

async function loadSample(db: DataSource, print: (line: string) => void): Promise<void> {
  const sample = await readSample()
  const rows: unknown[] = await db.query('SELECT FROM event LIMIT 1')
  if (rows.length > 0) return assertSampleOnly(db, sample)
  print('loading the sample data …')
  await importFile(db, { kind: 'operator' }, sample, { importedAt: new Date().toISOString() })
}

/** The demo prints how to sign in: so there must be no other organization than the sample's. */
async function assertSampleOnly(db: DataSource, sample: string): Promise<void> {
  const { organizations }: { organizations: { id: string }[] } = JSON.parse(sample)
  const others: unknown[] = await db.query(
    `SELECT FROM subject_entry WHERE kind = 'organization' AND NOT EXISTS (
       SELECT FROM reference WHERE reference.id = subject_id AND reference.reference = ANY($1)) LIMIT 1`,
    [organizations.map(({ id }) => id)],
  )
  if (others.length > 0 && !(await hasDemoPeople(db)))
    // a demo's own operator may have added some
    throw new StartError(
      'NGUON_DEMO=1 prints how to sign in to the sample organizations, and this database holds more than the sample data.',
    )
}

function listen(server: Server, { PORT, HOST }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' ? new StartError(`Port ${PORT} is in use: set PORT to another.`) : error,
      ),
    )
    server.listen(PORT, HOST, resolve)
  })
}

async function stop(server: Server, { jobs }: Labels, log: Sequencer, database: Database): Promise<void> {
  server.closeIdleConnections()
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const force = setTimeout(() => server.closeAllConnections(), 5_000)
  await closed
  clearTimeout(force)
  await jobs.stop()
  await log.stop()
  await database.close()
}
