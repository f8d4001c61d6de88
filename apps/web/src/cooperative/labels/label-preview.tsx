import { api } from '@nguon/contract'
import { newId } from '@nguon/domain'
import { formatDecimal, labelTexts } from '@nguon/locale'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Printer } from 'lucide-react'
import { call } from '../../call.ts'
import { useLang } from '../../lang.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { CodeFiles } from './code-files.tsx'
import { type OrderInput, previewQuery } from './label-queries.ts'
import { openFile } from './print-file.ts'
import { testCount, type useLabelOrder } from './use-label-order.ts'

/** The label as it will be, what its QR is like, and the buttons that print it. */
export function LabelPreview({
  batch,
  state,
}: {
  batch: { readonly id: string; readonly lot: string }
  state: ReturnType<typeof useLabelOrder>
}) {
  const lang = useLang()
  const t = labelTexts(lang)
  const queries = useQueryClient()
  const { choice, medium, count, sheets, orderFor } = state
  const order = orderFor(count)
  const { data: shown, error } = useQuery(previewQuery(order))
  const printing = useMutation({
    mutationFn: (wanted: OrderInput) => call(api.printLabels, { id: newId(), ...wanted }),
    onSuccess: (made) => {
      if (made.state === 'ready') openFile(made.id)
      void queries.invalidateQueries({ queryKey: ['label-prints', batch.id] })
      void queries.invalidateQueries({ queryKey: ['label-runs'] })
    },
  })
  const print = (wanted: OrderInput | undefined) => wanted && printing.mutate(wanted)
  const number = (value: number) => formatDecimal(String(value), lang)
  const isSheet = medium.kind === 'sheet'
  return (
    <section className="card section" aria-live="polite">
      <h2>{t.preview}</h2>
      {shown && !error && (
        <>
          <img
            className="label-picture"
            src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(shown.svg)}`}
            alt={t.previewAlt}
          />
          <p className="small soft">
            {t.qrFacts({
              side: formatDecimal(shown.qr.sideMm.toFixed(1), lang),
              ...{ modules: shown.qr.modules, dots: shown.qr.dots, dpi: shown.qr.dpi },
            })}
            <br />
            {t.address({ host: new URL(shown.address).host })}
          </p>
          {shown.isSample && <Notice tone="amber">{t.sample}</Notice>}
        </>
      )}
      <Refusal problem={error} />
      {order ? (
        <p className="small">
          <b>
            {number(count)}{' '}
            {isSheet ? t.sheets({ count: number(sheets) }) : t.pieces({ count: number(count) })}
          </b>
          <br />
          {t.actualSize}
        </p>
      ) : (
        <p className="small">{t.nothingYet}</p>
      )}
      <div className="buttons pair">
        <button
          type="button"
          className="button main"
          disabled={!order || printing.isPending}
          onClick={() => print(order)}
        >
          <Printer size={22} aria-hidden /> {t.print}
        </button>
        <button
          type="button"
          className="button quiet"
          disabled={!order || printing.isPending}
          onClick={() => print(orderFor(Math.min(count, testCount(medium, choice.start))))}
        >
          {t.testSheet}
        </button>
      </div>
      <Refusal problem={printing.error} />
      {choice.codes === 'batch' && <CodeFiles batchId={batch.id} code={batch.lot} />}
    </section>
  )
}
