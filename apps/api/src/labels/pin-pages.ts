import { dayOf } from '@nguon/domain'
import type { Lang } from '@nguon/locale'
import { type PagePin, renderTracePage } from '@nguon/web/public'
import express, { type Request, type Response, Router } from 'express'
import type { DataSource } from 'typeorm'
import type { MissGuard } from '../resolver/miss-guard.ts'
import { readPage, type Site } from '../resolver/read-page.ts'
import { readTarget } from '../resolver/read-target.ts'
import { refuseCrossSite } from '../same-site.ts'
import { checkPin, type PinAnswer, parsePin } from './check-pin.ts'
import type { LabelKeys } from './label-keys.ts'

type PinSite = Site & { readonly origin: string; readonly keys: LabelKeys }

/**
 * The form below the facts of a package, for whoever scratched its PIN free: plain HTML. The answer is the page of the package
 * with what came of it, sent at once and kept by nobody; there is no address of an answer that somebody could pass on or make up.
 */
export function pinPages(db: DataSource, site: PinSite, now: () => Date, missGuard: MissGuard): Router {
  const router = Router()
  const form = express.urlencoded({ extended: false, limit: '4kb', parameterLimit: 10 })

  // where the language switch of an answer leads
  router.get('/ma-cao', (req, res) => sendToPage(res, targetOf(req.query.code).path, langOf(req)))

  router.post('/ma-cao', refuseCrossSite(site.origin), form, async (req, res) => {
    missGuard.assertOpen(req)
    const lang = langOf(req)
    const at = now()
    const target = targetOf(req.body?.code)
    const shown = { host: site.host, demo: site.demo, key: site.keys.serial }
    const { page, scanned } = await readPage(db, shown, target, dayOf(at.toISOString(), '+07:00'))
    if (page.state === 'unknown') await missGuard.miss(req)
    if (!page.pin || !scanned) return sendToPage(res, target.path, lang)

    const typed = parsePin(textOf(req.body?.pin))
    const answer =
      typed === undefined ? undefined : await checkPin(db, site.keys.pin, scanned.code, typed, at)
    if (answer?.result === 'wrong') await missGuard.miss(req)
    if (answer?.result === 'closed' && answer.until === 'tomorrow') res.set('Retry-After', untilTomorrow(at))
    const { status, html } = renderTracePage({ ...page, pin: { ...page.pin, outcome: said(answer) } }, lang)
    res.status(status).set('Cache-Control', 'no-store').type('html').send(html)
  })

  return router
}

const langOf = (req: Request): Lang => (req.query.lang === 'en' ? 'en' : 'vi')

const textOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 300) : '')

/** The code whose page is asked for; the front page where it is none of ours. */
function targetOf(code: unknown): { readonly kind: 'code' | 'malformed'; readonly path: string } {
  const { kind, path } = readTarget(textOf(code))
  return kind === 'code' ? { kind, path } : { kind: 'malformed', path: '/' }
}

const sendToPage = (res: Response, path: string, lang: Lang): void =>
  res.set('Cache-Control', 'no-store').redirect(303, lang === 'en' ? `${path}?lang=en` : path)

function said(answer: PinAnswer | undefined): NonNullable<PagePin['outcome']> {
  if (!answer) return { result: 'malformed' }
  return answer.result === 'opened_before' ? { ...answer, at: answer.at.toISOString() } : answer
}

const dayMs = 86_400_000

/** Seconds until the next day begins in Vietnam. */
function untilTomorrow(at: Date): string {
  const todayMs = (at.getTime() + 7 * 3_600_000) % dayMs
  return String(Math.ceil((dayMs - todayMs) / 1000))
}
