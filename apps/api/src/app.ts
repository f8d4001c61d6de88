import { DomainError } from '@nguon/domain'
import express, { type Express, Router } from 'express'
import type { Logger } from 'pino'
import type { DataSource } from 'typeorm'
import type { AccountParts } from './accounts/account-parts.ts'
import { accountRoutes } from './accounts/account-routes.ts'
import { createLimits } from './accounts/limits.ts'
import { peopleRoutes } from './accounts/people-routes.ts'
import { readCaller } from './accounts/read-caller.ts'
import { createSignInQueue } from './accounts/sign-in-queue.ts'
import { balanceRoutes } from './balances/balance-routes.ts'
import { batchRoutes } from './batches/batch-routes.ts'
import { deviceRoutes } from './devices/device-routes.ts'
import { documentationRoutes } from './documentation-routes.ts'
import { eventRoutes } from './events/event-routes.ts'
import { fileRoutes } from './files/file-routes.ts'
import type { FileVault } from './files/file-vault.ts'
import { handoverRoutes } from './handover/handover-routes.ts'
import { healthRoutes } from './health-routes.ts'
import { answerProblem } from './http.ts'
import { jsonBody } from './json-body.ts'
import { labelRoutes } from './labels/label-routes.ts'
import type { Labels } from './labels/open-labels.ts'
import { pinPages } from './labels/pin-pages.ts'
import { printRoutes } from './labels/printing/print-routes.ts'
import { logRoutes } from './log/log-routes.ts'
import { createPublished, type ShownLog } from './log/published.ts'
import { tileRoutes } from './log/tile-routes.ts'
import { createMetrics } from './metrics.ts'
import { answerLost, homeRoutes, pageRoutes } from './page-routes.ts'
import { privacyRoutes } from './privacy/privacy-routes.ts'
import { recallRoutes } from './recalls/recall-routes.ts'
import { reportPages, reportRoutes } from './reports/report-routes.ts'
import { logRequests } from './request-log.ts'
import { cardRoutes } from './resolver/card-routes.ts'
import { describeResolver } from './resolver/describe-resolver.ts'
import { createMissGuard } from './resolver/miss-guard.ts'
import { resolverRoutes } from './resolver/resolver-routes.ts'
import { refuseCrossSite } from './same-site.ts'
import type { ScanLog } from './scans/scan-log.ts'
import { scanRoutes } from './scans/scan-routes.ts'
import { securityHeaders } from './security-headers.ts'
import { subjectRoutes } from './subjects/subject-routes.ts'

/** What the server is made of. */
export interface AppParts {
  readonly db: DataSource
  readonly vault: FileVault
  readonly publicUrl: string
  readonly demo: boolean
  /** Encrypts the secrets of authenticator apps. */
  readonly secretKey: Buffer
  readonly labels: Labels
  /** How many proxies of ours stand before the server: so many addresses of X-Forwarded-For are believed. */
  readonly proxies?: number
  readonly logger: Logger
  /** Folder of the built web app. */
  readonly webDir: string
  readonly now?: () => Date
  /** None: proofs and tiles are not to be had. */
  readonly log?: ShownLog
  /** None: scans are not counted. */
  readonly scans?: ScanLog
  /** Why the log is sealed no more, if so. */
  readonly logAlarm?: () => string | undefined
}

/** The whole server, top to bottom. */
export function createApp({
  db,
  vault,
  publicUrl,
  demo,
  secretKey,
  labels,
  proxies = 0,
  logger,
  webDir,
  now = () => new Date(),
  log,
  scans,
  logAlarm = () => undefined,
}: AppParts): Express {
  const app = express()
  app.disable('x-powered-by').set('etag', false).set('query parser', 'simple').set('trust proxy', proxies)
  const site = { host: new URL(publicUrl).host, demo }
  const metrics = createMetrics(logAlarm, scans?.dropped)
  const callerOf = readCaller(db, now)
  const door = { router: Router(), callerOf, now }
  const limits = createLimits(db, secretKey)
  const missGuard = createMissGuard(limits.scanMiss)
  const serialKey = labels.keys.serial
  const readPublished = createPublished(db, log)
  const accounts: AccountParts = { db, limits, queue: createSignInQueue(), secretKey, publicUrl, now }

  app.use(logRequests(logger), metrics.time, securityHeaders(publicUrl.startsWith('https:')))
  const { origin } = new URL(publicUrl)
  const labelSite = { ...site, origin, key: serialKey }
  app.use(describeResolver(origin), resolverRoutes(db, labelSite, now, missGuard, scans))
  app.use(cardRoutes(db, labelSite, now, missGuard), reportPages(db, labelSite, now, missGuard))
  app.use(pinPages(db, { ...site, origin, keys: labels.keys }, now, missGuard))
  app.get('/metrics', metrics.show)
  app.use(healthRoutes(db, logAlarm), pageRoutes(webDir, site), homeRoutes(site))
  app.use(tileRoutes({ db, readPublished, key: log?.key, publicUrl, witnesses: log?.witnesses }))
  app.use('/api', refuseCrossSite(publicUrl))
  app.use(fileRoutes({ db, vault, callerOf }))
  app.use('/api', jsonBody())
  accountRoutes(door, accounts)
  peopleRoutes(door, accounts)
  deviceRoutes(door, db, now)
  privacyRoutes(door, db, now)
  subjectRoutes(door, db)
  eventRoutes(door, db)
  batchRoutes(door, db, publicUrl)
  balanceRoutes(door, db)
  handoverRoutes(door, db)
  recallRoutes(door, db, now)
  reportRoutes(door, db)
  scanRoutes(door, db, now)
  labelRoutes(door, db, publicUrl, serialKey)
  printRoutes(door, { db, press: { publicUrl, demo, keys: labels.keys }, ...labels })
  logRoutes(door, { db, readPublished, serialKey, missGuard, witnesses: log?.witnesses })
  app.use(door.router, documentationRoutes(publicUrl))
  app.use('/api', () => {
    throw new DomainError('NOT_FOUND', 'no such call')
  })
  app.use(answerLost(site))
  app.use(answerProblem)
  return app
}
