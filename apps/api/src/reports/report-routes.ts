import { api, ReportForm } from '@nguon/contract'
import type { Lang } from '@nguon/locale'
import { renderReportForm, renderThanks } from '@nguon/web/public'
import express, { type Request, type Response, Router } from 'express'
import type { DataSource } from 'typeorm'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { type Door, serve } from '../http.ts'
import type { MissGuard } from '../resolver/miss-guard.ts'
import { readTarget } from '../resolver/read-target.ts'
import type { LabelSite } from '../resolver/resolver-routes.ts'
import { refuseCrossSite } from '../same-site.ts'
import { answerReport } from './answer-report.ts'
import { fileReport } from './file-report.ts'
import { listReports } from './report-store.ts'

/** The reports, for those who look into them. */
export function reportRoutes(door: Door, db: DataSource): void {
  serve(door, api.listReports, (_nothing, caller) =>
    withTenant(db, scopeOfCaller(caller), async (tx) => ({ items: await listReports(tx, caller) })),
  )
  serve(door, api.answerReport, (request, caller) => answerReport(db, caller, request, door.now()))
}

/** The form to report with, for anyone: plain HTML, sent as a form. Each report costs as much as a code that nobody printed. */
export function reportPages(db: DataSource, site: LabelSite, now: () => Date, missGuard: MissGuard): Router {
  const router = Router()
  const form = express.urlencoded({ extended: false, limit: '32kb', parameterLimit: 20 })

  router.get('/bao-sai', (req, res) => {
    send(res, renderReportForm({ ...site, path: codeOf(req.query.code) }, langOf(req)))
  })

  router.get('/bao-sai/cam-on', (req, res) => {
    send(res, renderThanks({ ...site, path: pagePath(codeOf(req.query.code)) }, langOf(req)))
  })

  router.post('/bao-sai', refuseCrossSite(site.origin), form, async (req, res) => {
    missGuard.assertOpen(req)
    const lang = langOf(req)
    const report = ReportForm.safeParse(req.body ?? {})
    if (!report.success) {
      const isPhone = report.error.issues.every(({ path }) => path[0] === 'phone')
      const values = textsOf(req.body)
      const problem = isPhone ? 'badPhone' : 'missing'
      send(res, renderReportForm({ ...site, path: codeOf(values.code), values, problem }, lang))
      return
    }
    await missGuard.miss(req)
    const code = codeOf(report.data.code)
    await fileReport(db, site.key, { ...report.data, code }, now())
    res.redirect(303, `/bao-sai/cam-on?lang=${lang}&code=${encodeURIComponent(code)}`)
  })

  return router
}

const langOf = (req: Request): Lang => (req.query.lang === 'en' ? 'en' : 'vi')

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it takes out
const control = /[\u0000-\u001f\u007f]/g

/** The code that is reported, as text: in its one form where it is one of ours. */
function codeOf(value: unknown): string {
  const text = typeof value === 'string' ? value.replaceAll(control, '').slice(0, 300) : ''
  return pagePath(text) === '/' ? text : pagePath(text)
}

/** Where the page of a code is; the front page where it is none of ours. */
function pagePath(code: string): string {
  const target = readTarget(code)
  return target.kind === 'code' || target.kind === 'product' ? target.path : '/'
}

const textsOf = (body: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(body ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )

function send(res: Response, { status, html }: { status: number; html: string }): void {
  res.status(status).set('Cache-Control', 'no-store').type('html').send(html)
}
