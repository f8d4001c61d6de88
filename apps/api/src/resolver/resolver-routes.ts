import { createHash } from 'node:crypto'
import type { Day } from '@nguon/domain'
import { linksetHeader } from '@nguon/gs1'
import type { Lang } from '@nguon/locale'
import { renderProductPage, renderTracePage } from '@nguon/web/public'
import { type Request, type Response, Router } from 'express'
import type { DataSource } from 'typeorm'
import type { ScanLog } from '../scans/scan-log.ts'
import { answerLinks, asksForLinks } from './answer-links.ts'
import { findByHand } from './find-by-hand.ts'
import { forAnyone } from './for-anyone.ts'
import type { MissGuard } from './miss-guard.ts'
import { createPageCache } from './page-cache.ts'
import { linksOfPage, linksOfProduct } from './page-links.ts'
import { pageQr } from './page-qr.ts'
import { type ReadPage, readPage, type Site } from './read-page.ts'
import { findProduct } from './read-product.ts'
import { readTarget, type Target } from './read-target.ts'
import { shareStamps } from './stamp.ts'
import { createStories } from './stories.ts'

/** The site of labels: where it is reached, and the key that made the serials nobody can guess. */
export type LabelSite = Site & { readonly origin: string; readonly key: Buffer }

/** The resolver and the trace page at the address that is printed on every label, for anyone. */
export function resolverRoutes(
  db: DataSource,
  site: LabelSite,
  now: () => Date,
  missGuard: MissGuard,
  scans?: Pick<ScanLog, 'count'>,
): Router {
  const router = Router({ caseSensitive: false })
  const stampsAfterNow = shareStamps(db)
  const cache = createPageCache(stampsAfterNow)
  const stories = createStories(stampsAfterNow, site.key)
  const addresses = /^\/(\d{2,4}|t)\//i
  router.all(addresses, forAnyone)

  router.get(addresses, async (req, res, next) => {
    missGuard.assertOpen(req)
    const target = readTarget(req.originalUrl)
    if (target.kind === 'foreign') return next()
    if (target.kind === 'product') return answerProduct(req, res, target.gtin)
    const { path } = target
    const wantsLinks = asksForLinks(req)
    const lang = langOf(req)
    const today = todayInVietnam(now())
    const key = `${lang} ${today} ${path}`
    if (target.kind === 'code') res.set('Link', linksetHeader(site.origin + path))
    const kept = wantsLinks || target.kind === 'malformed' ? undefined : await cache.find(key)
    if (kept) {
      sendKept(req, res, kept)
      return scans?.count(req, res, kept.scanned)
    }
    const { page, kept: dependencies, scanned } = await readTold(target, today)
    if (page.state === 'unknown') await missGuard.miss(req)
    const isKnown = page.state !== 'unknown' && page.state !== 'malformed'
    if (wantsLinks && isKnown) return answerLinks(req, res, linksOfPage(page, site.origin), site.origin)
    const qr = isKnown && { qr: pageQr(site.origin + page.path) }
    const { status, html } = renderTracePage({ ...page, ...qr }, lang)
    const body = Buffer.from(html)
    if (dependencies) {
      const fresh = { body, etag: etagOf(body), scanned, ...dependencies }
      cache.keep(key, fresh)
      sendKept(req, res, fresh)
    } else sendOnce(res, status, body)
    scans?.count(req, res, scanned)
  })

  async function readTold(target: Pick<Target, 'kind' | 'path'>, today: Day): Promise<ReadPage> {
    const told = target.kind === 'malformed' ? undefined : await stories.find(target.path, today)
    if (told) return told
    const read = await readPage(db, site, target, today)
    stories.keep(target.path, today, read)
    return read
  }

  async function answerProduct(req: Request, res: Response, gtin: string): Promise<void> {
    const found = await findProduct(db.manager, gtin)
    if (!found) await missGuard.miss(req)
    else res.set('Link', linksetHeader(`${site.origin}/01/${gtin}`))
    if (found && asksForLinks(req)) {
      const { product, organization, salesLinks } = found
      const linked = { name: product.name, organizationName: organization.name, salesLinks }
      return answerLinks(req, res, linksOfProduct(linked, gtin, site.origin), site.origin)
    }
    const { status, html } = renderProductPage({ ...site, gtin, ...found }, langOf(req))
    sendOnce(res, status, Buffer.from(html))
  }

  router.get('/tra-cuu', async (req, res) => {
    const typed = typeof req.query.code === 'string' ? req.query.code.trim().slice(0, 512) : ''
    const path = typed === '' ? '/' : await findByHand(db.manager, site, typed)
    const lang = langOf(req)
    res.redirect(303, lang === 'en' ? `${path}?lang=en` : path)
  })

  return router
}

/** The first language that is asked for: a query that is passed on stands behind our own. */
export const langOf = (req: Request): Lang => ([req.query.lang].flat()[0] === 'en' ? 'en' : 'vi')

/** The day it is where the goods are. */
export const todayInVietnam = (now: Date): string =>
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
