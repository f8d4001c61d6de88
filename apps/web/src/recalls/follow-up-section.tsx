import type { FollowUp, RecallView } from '@nguon/contract'
import { batchTexts, outcomeNames, recallCaseTexts, recallTexts } from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useLang } from '../lang.tsx'
import { Facts } from '../ui/facts.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { Notes } from './notes.tsx'
import { followUpQuery } from './recall-queries.ts'
import { sayAmounts } from './say-amounts.ts'
import '../ui/sheet.css'

const AT_ONCE = 50

interface FollowUpSectionProps {
  readonly recall: RecallView
  readonly onDone: (said: string) => void
}

/** What became of the goods, from the diary and from notes. */
export function FollowUpSection({ recall, onDone }: FollowUpSectionProps) {
  const t = recallCaseTexts(useLang())
  const { data: followUp } = useSuspenseQuery(followUpQuery(recall.id))
  return (
    <section className="section">
      <h2>{t.followUp}</h2>
      <Progress followUp={followUp} />
      <Batches followUp={followUp} />
      <Notes recall={recall} followUp={followUp} onDone={onDone} />
    </section>
  )
}

function Progress({ followUp: { progress, totals } }: { followUp: FollowUp }) {
  const lang = useLang()
  const t = recallCaseTexts(lang)
  const id = useId()
  const none = recallTexts(lang).nothing
  const say = (amounts: FollowUp['totals']['returned']) => sayAmounts(amounts, lang, none)
  return (
    <div className="card">
      <div className="field">
        <label htmlFor={id}>{t.progress({ done: progress.empty, all: progress.batches })}</label>
        <progress id={id} max={Math.max(progress.batches, 1)} value={progress.empty} />
      </div>
      <Facts
        facts={[
          { label: t.sent, value: say(progress.sent) },
          { label: t.answered, value: say(progress.answeredFor) },
          { label: outcomeNames.returned[lang], value: say(totals.returned) },
          { label: outcomeNames.destroyed[lang], value: say(totals.destroyed) },
          { label: outcomeNames.reworked[lang], value: say(totals.reworked) },
          { label: t.remaining, value: <b>{say(totals.remaining)}</b> },
          progress.lifted > 0 && { label: t.lifted, value: String(progress.lifted) },
        ]}
      />
    </div>
  )
}

const columns = ['returned', 'destroyed', 'reworked', 'remaining'] as const

function Batches({ followUp: { batches } }: { followUp: FollowUp }) {
  const lang = useLang()
  const t = recallCaseTexts(lang)
  const [shown, show] = useState(AT_ONCE)
  const names = {
    returned: outcomeNames.returned[lang],
    destroyed: outcomeNames.destroyed[lang],
    reworked: outcomeNames.reworked[lang],
    remaining: t.remaining,
  }
  return (
    <>
      <table className="sheet">
        <thead>
          <tr>
            <th scope="col">{t.batch}</th>
            <th scope="col">{t.status}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="right">
                {names[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {batches.slice(0, shown).map(({ batchId, lot, productName, status, ...amounts }) => (
            <tr key={batchId}>
              <th scope="row">
                {productName} <span className="code">{lot}</span>
              </th>
              <td data-label={t.status}>{status === 'active' ? t.lifted : <StatusChip status={status} />}</td>
              {columns.map((column) => (
                <td key={column} className="right number" data-label={names[column]}>
                  {sayAmounts(amounts[column], lang, '0')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {batches.length > shown && (
        <button type="button" className="button quiet" onClick={() => show(shown + AT_ONCE)}>
          {batchTexts(lang).loadMore}
        </button>
      )}
    </>
  )
}
