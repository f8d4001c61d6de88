import { api, files, type ReportView } from '@nguon/contract'
import { reportKindNames, reportStateNames, reportTexts } from '@nguon/locale'
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { type FormEvent, useId } from 'react'
import { useSayWhen } from '../accounts/say-when.ts'
import { call } from '../call.ts'
import { useLang } from '../lang.tsx'
import { useHome } from '../recalls/recall-home.ts'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { Refusal } from '../ui/refusal.tsx'
import './reports.css'

const reportsQuery = queryOptions({ queryKey: ['reports'], queryFn: () => call(api.listReports, {}) })

/** What people who hold a package reported about codes here, the latest first. */
export function ReportsPage() {
  const t = reportTexts(useLang())
  const { data } = useSuspenseQuery(reportsQuery)
  return (
    <Page title={t.listTitle} back={useHome()}>
      {data.items.length === 0 && <Empty title={t.none} />}
      {data.items.map((report) => (
        <Report key={report.id} report={report} />
      ))}
    </Page>
  )
}

const chips: Record<ReportView['state'], string> = { new: 'chip red', seen: 'chip amber', answered: 'chip' }

function Report({ report }: { report: ReportView }) {
  const lang = useLang()
  const t = reportTexts(lang)
  const say = useSayWhen()
  const { id, kind, words, path, at, state, place, phone, answer, organizationName, hasPhoto } = report
  const photo = files.reportPhoto.path.replace(':id', id)
  const title = reportKindNames[kind][lang]
  return (
    <section className="card" aria-label={`${title}: ${words.slice(0, 60)}`}>
      <div>
        <h2>{title}</h2>
        <span className={chips[state]}>{reportStateNames[state][lang]}</span>
        <p>{words}</p>
        <p className="small soft">{[organizationName, say(at)].filter(Boolean).join(' · ')}</p>
        {place && <p className="small soft">{`${t.boughtAt}: ${place}`}</p>}
        {phone && <a href={`tel:${phone.replaceAll(' ', '')}`}>{phone}</a>}
        {hasPhoto && (
          <a className="report-photo" href={photo}>
            <img src={photo} alt={t.photoOf} loading="lazy" />
          </a>
        )}
        {/^\/(01|T)\//.test(path) ? <a href={path}>{t.openPage}</a> : <p className="small">{path}</p>}
        {answer && <p>{`${t.answer}: ${answer}`}</p>}
      </div>
      {state !== 'answered' && <Answer report={report} />}
    </section>
  )
}

function Answer({ report: { id, state } }: { report: ReportView }) {
  const t = reportTexts(useLang())
  const field = useId()
  const queries = useQueryClient()
  const send = useMutation({
    mutationFn: (answer: string | undefined) => call(api.answerReport, { id, ...(answer ? { answer } : {}) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: reportsQuery.queryKey }),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    send.mutate(String(new FormData(event.currentTarget).get('answer')).trim())
  }
  return (
    <form className="form" onSubmit={submit}>
      <div className="field">
        <label htmlFor={field}>{t.answer}</label>
        <textarea className="input" id={field} name="answer" rows={2} maxLength={2000} required />
      </div>
      <Refusal problem={send.error} />
      <div className="buttons pair">
        <button type="submit" className="button main" disabled={send.isPending}>
          {t.saveAnswer}
        </button>
        {state === 'new' && (
          <button
            type="button"
            className="button"
            disabled={send.isPending}
            onClick={() => send.mutate(undefined)}
          >
            {t.markSeen}
          </button>
        )}
      </div>
    </form>
  )
}
