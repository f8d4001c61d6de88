import { api, type LabelPrintView } from '@nguon/contract'
import { newId } from '@nguon/domain'
import { formatDecimal, formatInstant, labelTexts } from '@nguon/locale'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { call } from '../../call.ts'
import { useLang } from '../../lang.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { printsQuery } from './label-queries.ts'
import { fileAddress, openFile } from './print-file.ts'

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
      {(state === 'ready' || state === 'done') && (
        <a className="text-button" href={fileAddress(print.id)} download>
          <Download size={20} aria-hidden /> {t.download}
        </a>
      )}
      {(state === 'cancelled' || state === 'removed' || state === 'failed') && (
        <p className="small soft">{t[state]}</p>
      )}
      {state !== 'waiting' && state !== 'drawing' && <PrintAgain print={print} batchId={batchId} />}
      <Refusal problem={cancelling.error} />
    </>
  )
}

/** Asks why, because it is noted. */
function PrintAgain({ print: { id, first, last }, batchId }: { print: LabelPrintView; batchId: string }) {
  const t = labelTexts(useLang())
  const queries = useQueryClient()
  const [reason, setReason] = useState<string>()
  const printing = useMutation({
    mutationFn: (why: string) =>
      call(api.reprintLabels, {
        id,
        newId: newId(),
        first,
        last,
        start: 1,
        reason: why.normalize('NFC').trim(),
      }),
    onSuccess: (made) => {
      setReason(undefined)
      if (made.state === 'ready') openFile(made.id)
      void queries.invalidateQueries({ queryKey: ['label-prints', batchId] })
    },
  })
  if (reason === undefined)
    return (
      <button type="button" className="text-button" onClick={() => setReason('')}>
        {t.again}
      </button>
    )
  return (
    <div className="field">
      <label>
        {t.againWhy}
        <input
          className="input"
          maxLength={200}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </label>
      <button
        type="button"
        className="button"
        disabled={reason.trim() === '' || printing.isPending}
        onClick={() => printing.mutate(reason)}
      >
        {t.again}
      </button>
      <Refusal problem={printing.error} />
    </div>
  )
}
