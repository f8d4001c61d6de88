import { labelTexts } from '@nguon/locale'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTexts } from '../../lang.tsx'
import { paths } from '../../paths.ts'
import { batchQuery } from '../../queries.ts'
import { Page } from '../../ui/page.tsx'
import { BatchWarning } from '../batch-warning.tsx'
import { useOrganization } from '../organization.tsx'
import { ActivateLabels } from './activate-labels.tsx'
import { ContentChoice } from './content-choice.tsx'
import { LabelPreview } from './label-preview.tsx'
import './labels.css'
import { printersQuery, runsQuery } from './label-queries.ts'
import { MediumChoice } from './medium-choice.tsx'
import { PrintList } from './print-list.tsx'
import { PrinterChoice } from './printer-choice.tsx'
import { RunChoice } from './run-choice.tsx'
import { SheetPicker } from './sheet-picker.tsx'
import { useLabelOrder } from './use-label-order.ts'

/** Labels of a batch: what to print and how, what was printed, and putting labels into circulation. */
export function LabelsPage({ batchId }: { batchId: string }) {
  const t = useTexts(labelTexts)
  const { id } = useOrganization()
  const { data: detail } = useSuspenseQuery(batchQuery(batchId))
  const { batch } = detail
  const { data: runs } = useSuspenseQuery(runsQuery(batch.productId))
  const { data: printers } = useSuspenseQuery(printersQuery)
  const state = useLabelOrder(detail, runs.items, printers.items)
  const { choice, change, choosePrinter, medium } = state
  return (
    <Page
      title={t.title}
      below={`${batch.productName} · ${batch.lot}`}
      back={paths.batch(id, batchId)}
      width="wide"
    >
      <BatchWarning batch={batch} />
      <div className="columns">
        <div className="label-form">
          <RunChoice productId={batch.productId} state={state} />
          <MediumChoice choice={choice} printers={printers.items} onChoose={change} />
          <ContentChoice medium={medium} choice={choice} change={change} />
          <PrinterChoice printers={printers.items} chosen={state.printer} onChoose={choosePrinter} />
        </div>
        <div className="label-form">
          <LabelPreview batch={batch} state={state} />
          <SheetPicker
            medium={medium}
            count={state.count}
            start={choice.start}
            onStart={(start) => change({ start })}
          />
          <PrintList batchId={batchId} />
          <ActivateLabels batch={batch} />
        </div>
      </div>
    </Page>
  )
}
