import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { renderHome, renderMessage } from '@nguon/web/public'
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express'
import { demoAddresses } from './demo-addresses.ts'
import { problemOf } from './http.ts'
import type { Site } from './resolver/read-page.ts'

/** The web app below /app: its files, and its one document for every path of it. */
export function pageRoutes(webDir: string, site: Site): Router {
  const router = Router()
  const oneYear = { maxAge: '1y', immutable: true, index: false, redirect: false } as const
  router.use('/app/assets', express.static(join(webDir, 'assets'), oneYear))
  router.use('/app', express.static(webDir, { index: false, redirect: false, maxAge: 0 }))
  router.get(['/app/scan', '/app/scan/'], (_req, res) => sendDocument(res, join(webDir, 'scan.html'), site))
  router.get(['/app', '/app/*splat'], (_req, res) => sendDocument(res, join(webDir, 'index.html'), site))
  return router
}

async function sendDocument(res: Response, file: string, site: Site): Promise<void> {
  const document = await readFile(file, 'utf8')
  const meta = `<meta name="nguon-host" content="${site.host}">`
  res
    .set('Cache-Control', 'no-cache')
    .type('html')
    .send(document.replace('</head>', `${meta}</head>`))
}

/** The front page: what this is, and how to look a code up. */
export function homeRoutes(site: Site): Router {
  const router = Router()
  router.get('/', (req, res) => {
    const addresses = site.demo ? demoAddresses('') : []
    res
      .set('Cache-Control', 'no-cache')
      .type('html')
      .send(renderHome({ ...site, addresses }, langOf(req)))
  })
  return router
}

const langOf = (req: Request) => (req.query.lang === 'en' ? 'en' : 'vi')

/** For people who followed a link: pages instead of problems. Programs get the problem. */
export function answerLost(site: Site): [express.RequestHandler, ErrorRequestHandler] {
  return [
    (req, res) => {
      res
        .status(404)
        .set('Cache-Control', 'no-store')
        .type('html')
        .send(renderMessage({ ...site, kind: 'lost' }, langOf(req)))
    },
    (error, req, res, next) => {
      if (req.path.startsWith('/api/') || res.headersSent) return next(error)
      const { status, requestId } = problemOf(error, String(req.id))
      if (status >= 500) req.log.error({ err: error }, 'page failed')
      if (status === 503) res.set('Retry-After', '5')
      const kind = status >= 500 ? 'busy' : 'lost'
      const page = renderMessage({ ...site, kind, ...(requestId ? { requestId } : {}) }, langOf(req))
      res
        .status(status >= 500 ? 503 : status)
        .set('Cache-Control', 'no-store')
        .type('html')
        .send(page)
    },
  ]
}
