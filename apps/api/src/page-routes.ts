import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { renderBusy, renderHome, renderLost, renderTooMany } from '@nguon/web/public'
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express'
import { TooManyRequests } from './accounts/limits.ts'
import { samplePaths } from './demo-addresses.ts'
import { problemOf } from './http.ts'
import type { Site } from './resolver/read-page.ts'

/** The web app below /app: its files, and its one document for every path of it. */
export function pageRoutes(webDir: string, site: Site): Router {
  const router = Router()
  const oneYear = { maxAge: '1y', immutable: true, index: false, redirect: false } as const
  router.use('/app/assets', express.static(join(webDir, 'assets'), oneYear))
  router.use('/app/assets', (_req, res) => void res.status(404).end())
  router.use('/app', express.static(webDir, { index: false, redirect: false, maxAge: 0 }))
  router.get(['/app/scan', '/app/scan/'], (_req, res) =>
    sendDocument(res, join(webDir, 'scan', 'index.html'), site),
  )
  router.get(['/app', '/app/*splat'], (_req, res) => sendDocument(res, join(webDir, 'index.html'), site))
  return router
}

async function sendDocument(res: Response, file: string, site: Site): Promise<void> {
  const document = await readFile(file, 'utf8')
  const named = document.replace('name="nguon-host" content=""', `name="nguon-host" content="${site.host}"`)
  res.set('Cache-Control', 'no-cache').type('html').send(named)
}

/** The front page: what this is, and how to look a code up. */
export function homeRoutes(site: Site): Router {
  const router = Router()
  router.get('/', (req, res) => {
    const parts = site.demo ? { ...site, samples: samplePaths } : site
    sendPage(res, 200, 'no-cache', renderHome(parts, langOf(req)))
  })
  return router
}

const langOf = (req: Request) => (req.query.lang === 'en' ? 'en' : 'vi')

function sendPage(res: Response, status: number, cacheControl: string, page: string): void {
  res.status(status).set('Cache-Control', cacheControl).type('html').send(page)
}

/** For people who followed a link: pages instead of problems. Programs get the problem. */
export function answerLost(site: Site): [express.RequestHandler, ErrorRequestHandler] {
  return [
    (req, res) => sendPage(res, 404, 'no-store', renderLost(site, langOf(req))),
    (error, req, res, next) => {
      if (req.path.startsWith('/api/') || res.headersSent) return next(error)
      const { status } = problemOf(error)
      if (error instanceof TooManyRequests) {
        res.set('Retry-After', String(error.retryAfterS))
        return sendPage(res, status, 'no-store', renderTooMany(site, langOf(req)).html)
      }
      if (status < 500) return sendPage(res, status, 'no-store', renderLost(site, langOf(req)))
      req.logFailure(error, 'page failed')
      res.set('Retry-After', '5')
      sendPage(res, 503, 'no-store', renderBusy({ ...site, requestId: req.id }, langOf(req)).html)
    },
  ]
}
