import type { BatchSummary } from '@nguon/contract'
import { diaryTexts, eventNames, formatDecimal, goodsTexts, type Lang } from '@nguon/locale'
import { useLang } from '../../lang.tsx'
import { paths } from '../../paths.ts'
import { TextField } from '../../ui/field.tsx'
import { Form, SaveBar } from '../../ui/form.tsx'
import { Page } from '../../ui/page.tsx'
import { useOrganization } from '../organization.tsx'
import { buildDispatch } from '../recording/build-stock.ts'
import { type CommonValues, commonDefaults, commonEntry } from '../recording/common-values.ts'
import { LotsPicker } from '../recording/lots-picker.tsx'
import { MoreFields } from '../recording/more-fields.tsx'
import { ProblemNotice } from '../recording/problem-notice.tsx'
import { RestoredNotice } from '../recording/restored-notice.tsx'
import { UndoPage } from '../recording/undo-notice.tsx'
import { useRecording } from '../recording/use-recording.ts'
import { useGoods } from '../recording/use-supply.ts'
import { type LotValues, usedOf } from '../recording/used-lots.ts'
import { WhenFields } from '../recording/when-fields.tsx'
import { ReceiverFields, type ReceiverValues, receiverDefaults, receiverOf } from './receiver-fields.tsx'
import { SavedPage } from './saved-page.tsx'
import { useBeginning } from './use-beginning.ts'

interface DispatchValues extends CommonValues, LotValues, ReceiverValues {
  document: string
  vehicle: string
}

const defaults = (lang: Lang, batch?: BatchSummary): DispatchValues => ({
  ...commonDefaults(),
  lots: batch ? [batch.id] : [],
  amounts: batch?.balance
    ? { [batch.id]: { ...batch.balance, value: formatDecimal(batch.balance.value, lang) } }
    : {},
  ...receiverDefaults,
  document: '',
  vehicle: '',
})

/** Goods that leave: which lots, how much, to whom. Buyers stay private. */
export function DispatchForm() {
  const lang = useLang()
  const t = goodsTexts(lang)
  const d = diaryTexts(lang)
  const { id } = useOrganization()
  const { name, batch } = useBeginning()
  const goods = useGoods()
  const recording = useRecording<DispatchValues>(`dispatch.${name}`, defaults(lang, batch))
  const { form, recorder, answers } = recording
  const record = (values: DispatchValues) => {
    const { document, vehicle } = values
    const { toPlaceId, buyer } = receiverOf(values)
    const privately = { document, vehicle, ...(buyer ? { buyer } : {}) }
    const used = usedOf(values.lots, values.amounts, lang)
    recording.send([buildDispatch(recorder, { ...commonEntry(values, privately), used, toPlaceId })])
  }
  if (recording.undo) return <UndoPage title={eventNames.dispatch[lang]} undo={recording.undo} />
  if (answers) return <SavedPage type="dispatch" answers={answers} count={1} />
  return (
    <Page title={eventNames.dispatch[lang]} below={d.noNames} back={paths.record(id)}>
      <RestoredNotice {...recording} />
      <Form form={form} onSubmit={record}>
        <LotsPicker
          name="lots"
          legend={t.lots}
          amountLabel={t.taken}
          empty={t.noSources}
          lots={goods}
          required
        />
        <ReceiverFields />
        <WhenFields legend={d.when} />
        <MoreFields askPlace>
          <TextField name="document" label={t.document} hint={t.private} />
          <TextField name="vehicle" label={t.vehicle} hint={t.private} />
        </MoreFields>
        <SaveBar label={d.save} busy={recording.busy}>
          <ProblemNotice {...recording} lotOf={(batchId) => goods.find((lot) => lot.id === batchId)?.lot} />
        </SaveBar>
      </Form>
    </Page>
  )
}
