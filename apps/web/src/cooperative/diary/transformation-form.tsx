import { diaryTexts, eventNames, goodsTexts } from '@nguon/locale'
import { useLang } from '../../lang.tsx'
import { paths } from '../../paths.ts'
import { TextField } from '../../ui/field.tsx'
import { Form, SaveBar } from '../../ui/form.tsx'
import { Page } from '../../ui/page.tsx'
import { useOrganization } from '../organization.tsx'
import {
  buildTransformation,
  madeBatchId,
  type TransformationType,
} from '../recording/build-transformation.ts'
import { LotsPicker } from '../recording/lots-picker.tsx'
import { MoreFields } from '../recording/more-fields.tsx'
import { ProblemNotice } from '../recording/problem-notice.tsx'
import { RestoredNotice } from '../recording/restored-notice.tsx'
import { UndoPage } from '../recording/undo-notice.tsx'
import { useRecording } from '../recording/use-recording.ts'
import { useGoods, useInputs, useProducts } from '../recording/use-supply.ts'
import { WhenFields } from '../recording/when-fields.tsx'
import { ByProductFields } from './by-product-fields.tsx'
import { ResultFields } from './result-fields.tsx'
import { SavedPage } from './saved-page.tsx'
import {
  madeQuantity,
  ownAmong,
  sourceUnit,
  staysInLot,
  type TransformationValues,
  transformationDefaults,
  transformationEntry,
} from './transformation-values.ts'
import { useBeginning } from './use-beginning.ts'

/** Grading, drying, processing, packing: which lots went in, what came out, what was lost. */
export function TransformationForm({ type }: { type: TransformationType }) {
  const lang = useLang()
  const t = goodsTexts(lang)
  const d = diaryTexts(lang)
  const { id } = useOrganization()
  const { name, batch } = useBeginning()
  const goods = useGoods()
  const isOwn = ownAmong(goods, id)
  const packaging = useInputs(['packaging'])
  const products = useProducts()
  const recording = useRecording<TransformationValues>(
    `${type}.${name}`,
    transformationDefaults(type, lang, batch),
  )
  const { form, recorder, answers } = recording
  const record = (values: TransformationValues) => {
    const product = products.find((row) => row.id === values.productId)
    const made = product && { id: product.id, name: product.data.name }
    const quantity = madeQuantity(type, values, sourceUnit(goods, values.lots), lang)
    recording.send([
      buildTransformation(recorder, transformationEntry(type, values, made, quantity, lang, isOwn)),
    ])
  }
  if (recording.undo) return <UndoPage title={eventNames[type][lang]} undo={recording.undo} />
  if (answers) {
    const { lots, sameLot } = form.getValues()
    const madeId = staysInLot(type, { lots, sameLot }, isOwn) ? lots[0] : madeBatchId(recorder)
    return <SavedPage type={type} answers={answers} count={1} {...(madeId ? { batchId: madeId } : {})} />
  }
  const lotOf = (batchId: string) => [...goods, ...packaging].find((lot) => lot.id === batchId)?.lot
  return (
    <Page title={eventNames[type][lang]} below={d.noNames} back={paths.record(id)}>
      <RestoredNotice {...recording} />
      <Form form={form} onSubmit={record}>
        <LotsPicker
          name="lots"
          legend={t.sources}
          amountLabel={t.taken}
          empty={t.noSources}
          lots={goods}
          required
        />
        {type === 'packing' && packaging.length > 0 && (
          <LotsPicker name="packaging" legend={t.packaging} amountLabel={t.taken} empty="" lots={packaging} />
        )}
        <ResultFields type={type} goods={goods} own={recorder.slots} />
        <WhenFields legend={d.when} lasting={type !== 'packing'} />
        <MoreFields askPlace>
          {type !== 'packing' && <TextField name="method" label={t.method} />}
          {type !== 'packing' && <ByProductFields />}
        </MoreFields>
        <SaveBar label={d.save} busy={recording.busy}>
          <ProblemNotice {...recording} lotOf={lotOf} />
        </SaveBar>
      </Form>
    </Page>
  )
}
