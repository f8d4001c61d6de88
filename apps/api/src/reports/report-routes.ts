import { api, files, ReportForm } from '@nguon/contract'
import { DomainError } from '@nguon/domain'
import type { Lang } from '@nguon/locale'
import { type ReportProblem, renderReportForm, renderThanks } from '@nguon/web/public'
import { type Request, type Response, Router } from 'express'
import type { DataSource } from 'typeorm'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { type Door, serve, serveBytes } from '../http.ts'
import type { MissGuard } from '../resolver/miss-guard.ts'
import { readTarget } from '../resolver/read-target.ts'
import type { LabelSite } from '../resolver/resolver-routes.ts'
import { refuseCrossSite } from '../same-site.ts'
import { answerReport } from './answer-report.ts'
import { fileReport } from './file-report.ts'
import { type FilledForm, readReportForm } from './read-report-form.ts'
import { renderPhoto } from './render-photo.ts'
import { listReports, readPhoto } from './report-store.ts'

/** The reports, for those who look into them. */
export function reportRoutes(door: Door, db: DataSource): void {
  serve(door, api.listReports, (_nothing, caller) =>
    withTenant(db, scopeOfCaller(caller), async (tx) => ({ items: await listReports(tx, caller) })),
  )
  serve(door, api.answerReport, (request, caller) => answerReport(db, caller, request, door.now()))
  serveBytes(door, files.reportPhoto, async ({ id }, caller, res) => {
    const photo = await withTenant(db, scopeOfCaller(caller), (tx) => readPhoto(tx, caller, id))
    res.set({ 'Content-Type': 'image/webp', 'Cache-Control': 'private, no-store' }).send(photo)
  })
}

/** The form to report with, for anyone: plain HTML, sent as a form with at most one picture. Each report costs as much as a code that nobody printed. */
export function reportPages(db: DataSource, site: LabelSite, now: () => Date, missGuard: MissGuard): Router {
  const router = Router()

  router.get('/bao-sai', (req, res) => {
    send(res, renderReportForm({ ...site, path: codeOf(req.query.code) }, langOf(req)))
  })

  router.get('/bao-sai/cam-on', (req, res) => {
    send(res, renderThanks({ ...site, path: pagePath(codeOf(req.query.code)) }, langOf(req)))
  })

  router.post('/bao-sai', refuseCrossSite(site.origin), async (req, res) => {
    missGuard.assertOpen(req)
    const lang = langOf(req)
    const filled = await orProblem(readReportForm(req))
    const report = typeof filled === 'string' ? filled : await judge(filled, () => missGuard.miss(req))
    if (typeof report === 'string') {
      const { values = {}, photo }: Partial<FilledForm> = typeof filled === 'string' ? {} : filled
      const more = { path: codeOf(values.code ?? req.query.code), hadPhoto: photo !== undefined }
      return send(res, renderReportForm({ ...site, ...more, values, problem: report }, lang))
    }
    const code = codeOf(report.code)
    await fileReport(db, site.key, { ...report, code }, now())
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

/** The report of a form with its picture re-encoded, or what has to be mended. It is charged before a picture is decoded, which costs most. */
async function judge({ values, photo }: FilledForm, charge: () => Promise<void>) {
  const report = ReportForm.safeParse(values)
  if (!report.success)
    return report.error.issues.every(({ path }) => path[0] === 'phone') ? 'badPhone' : 'missing'
  await charge()
  const shown = photo && (await orProblem(renderPhoto(photo)))
  return typeof shown === 'string' ? shown : { ...report.data, photo: shown }
}

/** What was asked for, or what has to be mended where the picture is at fault. */
async function orProblem<T>(work: Promise<T>): Promise<T | ReportProblem> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    if (error.code === 'FILE_TOO_LARGE') return 'bigPhoto'
    if (error.code === 'FILE_NOT_SUPPORTED') return 'badPhoto'
    throw error
  }
}

function send(res: Response, { status, html }: { status: number; html: string }): void {
  res.status(status).set('Cache-Control', 'no-store').type('html').send(html)
}
