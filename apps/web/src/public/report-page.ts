import { groupCode, type Lang, publicTexts, reportKindNames, reportTexts } from '@nguon/locale'
import { renderDocument } from './document.ts'
import { html } from './html.ts'
import { renderMessage } from './message.ts'

/** What has to be mended in a form that came back, and the status that says so. */
const statusOf = { missing: 422, badPhone: 422, badPhoto: 415, bigPhoto: 413 } as const
export type ReportProblem = keyof typeof statusOf

/** The form, and what was written into it when it came back. */
export interface ReportPage {
  readonly host: string
  readonly demo: boolean
  /** Path of the code that is reported. */
  readonly path: string
  readonly values?: Readonly<Record<string, string>>
  readonly problem?: ReportProblem
  /** Whether a picture came with it: browsers forget which one was chosen. */
  readonly hadPhoto?: boolean
}

/** The form to report a fake or an error: works without script, and asks no more than it needs. */
export function renderReportForm(page: ReportPage, lang: Lang): { status: number; html: string } {
  const { host, demo, path, values = {}, problem, hadPhoto } = page
  const t = reportTexts(lang)
  const options = Object.entries(reportKindNames).map(
    ([kind, name]) =>
      html`<option value="${kind}"${kind === values.kind && html` selected`}>${name[lang]}</option>`,
  )
  const body = html`<h1>${t.title}</h1>
${problem && html`<p class="card plain warned" role="alert">${t[problem]}${hadPhoto && ` ${t.photoAgain}`}</p>`}
<p>${t.intro}</p>
<form class="card" action="/bao-sai?lang=${lang}&amp;code=${encodeURIComponent(path)}" method="post" enctype="multipart/form-data">
<input type="hidden" name="code" value="${path}">
<p class="field">${t.code}: <span class="code">${readable(path)}</span></p>
<label for="kind">${t.kind}</label><select id="kind" name="kind" required>${options}</select>
<label for="words">${t.words}</label><textarea id="words" name="words" rows="4" maxlength="2000" required>${values.words}</textarea>
<label for="photo">${t.photo}</label><input id="photo" name="photo" type="file" accept="image/jpeg,image/png,image/webp" aria-describedby="photo-hint">
<small id="photo-hint">${t.photoHint}</small>
<label for="place">${t.place}</label><input id="place" name="place" maxlength="200" value="${values.place}">
<label for="phone">${t.phone}</label><input id="phone" name="phone" type="tel" maxlength="20" autocomplete="tel" value="${values.phone}" aria-describedby="phone-hint">
<small id="phone-hint">${t.phoneHint}</small>
<div class="actions"><button class="button main" type="submit">${t.send}</button></div>
</form>`
  const footer = html`<p>${publicTexts(lang).neverAsks}</p>`
  const status = problem ? statusOf[problem] : 200
  return {
    status,
    html: renderDocument({
      title: t.title,
      lang,
      body,
      footer,
      host,
      demo,
      query: `&code=${encodeURIComponent(path)}`,
    }),
  }
}

/** The part of a path that people compare with the label. */
const readable = (path: string): string => {
  const code = path.split('/').at(-1) ?? ''
  return /%/.test(code) ? code : groupCode(code)
}

/** What follows a report. */
export function renderThanks(
  { host, demo, path }: Pick<ReportPage, 'host' | 'demo' | 'path'>,
  lang: Lang,
): { status: number; html: string } {
  const t = reportTexts(lang)
  const after = html`<div class="actions"><a class="button" href="${path}">${t.back}</a></div>`
  return renderMessage(
    { status: 200, tone: 'good', title: t.thanksTitle, text: t.thanksText, after, host, demo },
    lang,
  )
}
