import { api, type LabelPrintView } from '@nguon/contract'
import { formatDecimal, formatInstant, labelTexts } from '@nguon/locale'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { call } from '../../call.ts'
import { useLang } from '../../lang.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { printsQuery } from './label-queries.ts'
import { PrintAgain } from './print-again.tsx'
import { fileAddress } from './print-file.ts'

/** What was printed of the batch: its files, how far those are that are being drawn, and printing again. */
export function PrintList({ batchId }: { batchId: string }) {
  const t = labelTexts(useLang())
  const { data } = useSuspenseQuery(printsQuery(batchId))
  if (data.items.length === 0) return null
  return (
    <section className="card section">
      <h2>{t.printed}</h2>
      <ul className="prints">
        {data.items.map((print) => (
          <li key={print.id}>
            <Print print={print} batchId={batchId} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Print({ print, batchId }: { print: LabelPrintView; batchId: string }) {
  const lang = useLang()
  const t = labelTexts(lang)
  const queries = useQueryClient()
  const number = (value: number) => formatDecimal(String(value), lang)
  const cancelling = useMutation({
    mutationFn: () => call(api.cancelPrint, { id: print.id }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['label-prints', batchId] }),
  })
  const { state, count, done, reason } = print
  return (
    <>
      <p className="small">
        <b>{t.printedRange({ first: number(print.first), last: number(print.last) })}</b> ·{' '}
        {formatInstant(print.printedAt, '+07:00', lang)}
        {print.printedBy && ` · ${print.printedBy}`}
        {reason && ` · ${t.isAgain({ reason })}`}
      </p>
      {(state === 'waiting' || state === 'drawing') && (
        <div className="with-button">
          <label className="small">
            {t.drawing({
              percent: Math.floor((done / count) * 100),
              done: number(done),
              count: number(count),
            })}
            <progress value={done} max={count} />
          </label>
          <button type="button" className="button quiet" onClick={() => cancelling.mutate()}>
            {t.cancel}
          </button>
        </div>
      )}
      {(state === 'cancelled' || state === 'removed' || state === 'failed') && (
        <p className="small soft">{t[state]}</p>
      )}
      <div className="print-actions">
        {(state === 'ready' || state === 'done') && (
          <a className="text-button" href={fileAddress(print.id)} download>
            <Download size={20} aria-hidden /> {t.download}
          </a>
        )}
        {state !== 'waiting' && state !== 'drawing' && <PrintAgain print={print} batchId={batchId} />}
      </div>
      <Refusal problem={cancelling.error} />
    </>
  )
}
