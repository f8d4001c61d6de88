import { randomUUID } from 'node:crypto'
import { DomainError } from '@nguon/domain'
import express, { type Express, Router } from 'express'
import type { Logger } from 'pino'
import { pinoHttp } from 'pino-http'
import type { DataSource } from 'typeorm'
import { demoCallers, strangersOnly } from './accounts/demo-caller.ts'
import { sessionRoutes } from './accounts/session-routes.ts'
import { batchRoutes } from './batches/batch-routes.ts'
import { documentationRoutes } from './documentation-routes.ts'
import { eventRoutes } from './events/event-routes.ts'
import { fileRoutes } from './files/file-routes.ts'
import type { FileVault } from './files/file-vault.ts'
import { healthRoutes } from './health-routes.ts'
import { answerProblem } from './http.ts'
import { labelRoutes } from './labels/label-routes.ts'
import { createMetrics } from './metrics.ts'
import { answerLost, homeRoutes, pageRoutes } from './page-routes.ts'
import { resolverRoutes } from './resolver/resolver-routes.ts'
import { securityHeaders } from './security-headers.ts'
import { subjectRoutes } from './subjects/subject-routes.ts'

/** What the server is made of. */
export interface AppParts {
  readonly db: DataSource
  readonly vault: FileVault
  readonly publicUrl: string
  readonly demo: boolean
  readonly logger: Logger
  /** Folder of the built web app. */
  readonly webDir: string
  readonly now?: () => Date
}

/** The whole server, top to bottom. */
export function createApp({
  db,
  vault,
  publicUrl,
  demo,
  logger,
  webDir,
  now = () => new Date(),
}: AppParts): Express {
  const app = express()
  app.disable('x-powered-by').set('etag', false).set('query parser', 'simple')
  const site = { host: new URL(publicUrl).host, demo }
  const metrics = createMetrics()
  const callerOf = demo ? demoCallers(db) : strangersOnly
  const door = { router: Router(), callerOf }

  app.use(
    pinoHttp({
      logger,
      genReqId: () => randomUUID(),
      quietReqLogger: true,
      autoLogging: { ignore: (req) => req.method === 'GET' || req.method === 'HEAD' },
      serializers: { req: ({ id, method, url }) => ({ id, method, path: String(url).split('?')[0] }) },
    }),
  )
  app.use(metrics.time, securityHeaders(publicUrl.startsWith('https:')))
  app.use(resolverRoutes(db, site, now))
  app.get('/metrics', metrics.show)
  app.use(healthRoutes(db), pageRoutes(webDir, site), homeRoutes(site))
  app.use(fileRoutes({ db, vault, callerOf }))
  app.use('/api', express.json({ limit: '256kb', strict: true }))
  sessionRoutes(door, db, demo)
  subjectRoutes(door, db)
  eventRoutes(door, db)
  batchRoutes(door, db, publicUrl)
  labelRoutes(door, db, publicUrl)
  app.use(door.router, documentationRoutes(publicUrl))
  app.use('/api', () => {
    throw new DomainError('NOT_FOUND', 'no such call')
  })
  app.use(answerLost(site))
  app.use(answerProblem)
  return app
}
