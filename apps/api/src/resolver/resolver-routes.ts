import { createHash } from 'node:crypto'
import type { Lang } from '@nguon/locale'
import { renderTracePage } from '@nguon/web/public'
import { type Request, type Response, Router } from 'express'
import type { DataSource } from 'typeorm'
import { canonicalPath } from './canonical-path.ts'
import { findByHand } from './find-by-hand.ts'
import type { MissGuard } from './miss-guard.ts'
import { createPageCache } from './page-cache.ts'
import { readPage, type Site } from './read-page.ts'

/** The trace page at the address that is printed on every label, for anyone. */
export function resolverRoutes(
  db: DataSource,
  site: Site & { readonly key: Buffer },
  now: () => Date,
  missGuard: MissGuard,
): Router {
  const router = Router({ caseSensitive: false })
  const cache = createPageCache(db)

  router.get(/^\/(01|t)\//i, async (req, res) => {
    missGuard.assertOpen(req)
    const lang = langOf(req)
    const today = todayInVietnam(now())
    const path = canonicalPath(rawPath(req))
    const key = `${lang} ${today} ${path}`
    const kept = await cache.find(key)
    if (kept) return sendKept(req, res, kept)
    const { page, kept: dependencies } = await readPage(db, site, path, today)
    if (page.state === 'unknown') await missGuard.miss(req)
    const { status, html } = renderTracePage(page, lang)
    const body = Buffer.from(html)
    if (!dependencies) return sendOnce(res, status, body)
    const fresh = { body, etag: etagOf(body), ...dependencies }
    cache.keep(key, fresh)
    sendKept(req, res, fresh)
  })

  router.get('/tra-cuu', async (req, res) => {
    const typed = typeof req.query.code === 'string' ? req.query.code.trim().slice(0, 512) : ''
    const path = typed === '' ? '/' : await findByHand(db.manager, site, typed)
    const lang = langOf(req)
    res.redirect(303, lang === 'en' ? `${path}?lang=en` : path)
  })

  return router
}

/** The path as it came, before anything decodes it: `%2F` in a lot is no separator. */
const rawPath = (req: Request): string => req.originalUrl.split(/[?#]/)[0] ?? '/'

const langOf = (req: Request): Lang => (req.query.lang === 'en' ? 'en' : 'vi')

/** The day it is where the goods are. */
const todayInVietnam = (now: Date): string =>
  new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(0, 10)

const etagOf = (body: Buffer): string =>
  `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`

const html = 'text/html; charset=utf-8'

function sendKept(req: Request, res: Response, { body, etag }: { body: Buffer; etag: string }): void {
  res.setHeader('Cache-Control', 'no-cache')
  res.setHeader('ETag', etag)
  res.setHeader('Content-Type', html)
  if (req.headers['if-none-match'] === etag) {
    res.statusCode = 304
    res.end()
    return
  }
  res.setHeader('Content-Length', body.length)
  res.end(req.method === 'HEAD' ? undefined : body)
}

function sendOnce(res: Response, status: number, body: Buffer): void {
  res.status(status).set({ 'Cache-Control': 'no-store', 'Content-Type': html }).end(body)
}
