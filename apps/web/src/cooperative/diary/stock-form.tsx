import { type BatchKind, type EventType, units } from '@nguon/domain'
import {
  batchKindNames,
  detailLabels,
  diaryTexts,
  eventNames,
  goodsTexts,
  privateFieldLabels,
} from '@nguon/locale'
import { useFormContext, useWatch } from 'react-hook-form'
import { useLang } from '../../lang.tsx'
import { paths } from '../../paths.ts'
import { AmountField } from '../../ui/amount-field.tsx'
import { ChoiceList } from '../../ui/choice-list.tsx'
import { SelectField, TextField, WholeField } from '../../ui/field.tsx'
import { Form, SaveBar } from '../../ui/form.tsx'
import { Page } from '../../ui/page.tsx'
import { useOrganization } from '../organization.tsx'
import { buildStock, stockedBatchId } from '../recording/build-stock.ts'
import { LotFields } from '../recording/lot-fields.tsx'
import { MoreFields } from '../recording/more-fields.tsx'
import { ProblemNotice } from '../recording/problem-notice.tsx'
import { ProductPicker, produceWords } from '../recording/product-picker.tsx'
import { RestoredNotice } from '../recording/restored-notice.tsx'
import type { Slots } from '../recording/slots.ts'
import { UndoPage } from '../recording/undo-notice.tsx'
import { everyUnit } from '../recording/unit-choices.ts'
import { useRecording } from '../recording/use-recording.ts'
import { useProducts, useTargets } from '../recording/use-supply.ts'
import { WhenFields } from '../recording/when-fields.tsx'
import { SavedPage } from './saved-page.tsx'
import { type StockType, type StockValues, stockDefaults, stockEntry } from './stock-values.ts'

/** Inputs that were bought or made, and what was in stock before the diary began. */
export function StockForm({ type }: { type: StockType }) {
  const lang = useLang()
  const t = goodsTexts(lang)
  const d = diaryTexts(lang)
  const { id } = useOrganization()
  const products = useProducts()
  const recording = useRecording<StockValues>(type, stockDefaults())
  const { form, recorder, answers } = recording
  const record = (values: StockValues) => {
    const product = products.find((row) => row.id === values.productId)
    recording.send([
      buildStock(recorder, stockEntry(type, values, product?.data.inputKind === 'pesticide', lang)),
    ])
  }
  const name = eventNames[type satisfies EventType][lang]
  if (recording.undo) return <UndoPage title={name} undo={recording.undo} />
  if (answers) return <SavedPage type={type} answers={answers} count={1} batchId={stockedBatchId(recorder)} />
  return (
    <Page title={name} below={type === 'opening_stock' ? t.stockHint : d.noNames} back={paths.record(id)}>
      <RestoredNotice {...recording} />
      <Form form={form} onSubmit={record}>
        {type === 'opening_stock' && <Kinds />}
        <What type={type} />
        <Amount type={type} own={recorder.slots} />
        <Pesticide />
        <WhenFields legend={d.when} />
        <MoreFields askPlace>{type === 'input_received' && <Origin />}</MoreFields>
        <SaveBar label={d.save} busy={recording.busy}>
          <ProblemNotice {...recording} />
        </SaveBar>
      </Form>
    </Page>
  )
}

function Kinds() {
  const lang = useLang()
  const kinds: readonly BatchKind[] = ['input', 'crop', 'harvest', 'semi_finished', 'finished']
  return (
    <SelectField
      name="kind"
      label={goodsTexts(lang).what}
      options={kinds.map((value) => ({ value, label: batchKindNames[value][lang] }))}
    />
  )
}

function What({ type }: { type: StockType }) {
  const lang = useLang()
  const t = goodsTexts(lang)
  const kind = useWatch<StockValues, 'kind'>({ name: 'kind' })
  const input = type === 'input_received' || kind === 'input'
  const products = useProducts().filter(({ data }) => Boolean(data.inputKind) === input)
  const words = input ? { empty: t.noInputs, addLabel: t.newInput } : produceWords(lang)
  return (
    <ProductPicker
      key={String(input)}
      name="productId"
      legend={input ? t.inputProduct : t.product}
      products={products}
      input={input}
      {...words}
    />
  )
}

function Amount({ type, own: slots }: { type: StockType; own: Slots }) {
  const lang = useLang()
  const t = goodsTexts(lang)
  const [kind, productId] = useWatch<StockValues, ['kind', 'productId']>({ name: ['kind', 'productId'] })
  const own = useProducts().find((row) => row.id === productId)?.data.unit ?? 'kg'
  const isInput = kind === 'input'
  if (kind === 'crop') return <Plots own={slots} />
  return (
    <>
      <AmountField
        key={own}
        name="quantity"
        label={type === 'input_received' ? t.received : t.inStock}
        choices={[own, ...everyUnit.filter((unit) => unit !== own && unit in units)]}
        required
      />
      <LotFields
        own={slots}
        productName="productId"
        proposeUseBy={!isInput}
        {...(isInput ? { lotLabel: t.labelLot, lotHint: t.labelLotHint, useByLabel: t.expiry } : {})}
      />
    </>
  )
}

function Plots({ own }: { own: Slots }) {
  const lang = useLang()
  const t = goodsTexts(lang)
  const { targets } = useTargets(true)
  const plots = targets.filter(({ cropId }) => !cropId)
  return (
    <>
      <ChoiceList
        name="plots"
        legend={t.plots}
        choices={plots.map(({ plotIds, title }) => ({ value: plotIds[0] ?? '', title }))}
        many
        required
      />
      <LotFields own={own} productName="productId" proposeUseBy={false} />
    </>
  )
}

function Pesticide() {
  const lang = useLang()
  const t = goodsTexts(lang)
  const productId = useWatch<StockValues, 'productId'>({ name: 'productId' })
  const isPesticide = useProducts().find((row) => row.id === productId)?.data.inputKind === 'pesticide'
  if (!isPesticide) return null
  return (
    <>
      <WholeField name="preHarvestIntervalDays" label={t.interval} required />
      <TextField name="activeIngredient" label={detailLabels.activeIngredient[lang]} />
      <TextField name="target" label={detailLabels.target[lang]} />
      <TextField name="registrationNumber" label={detailLabels.registrationNumber[lang]} />
    </>
  )
}

function Origin() {
  const lang = useLang()
  const t = goodsTexts(lang)
  const { register } = useFormContext<StockValues>()
  const selfMade = useWatch<StockValues, 'selfProduced'>({ name: 'selfProduced' })
  return (
    <>
      <label className="choice">
        <input type="checkbox" {...register('selfProduced')} />
        <span>{t.selfMade}</span>
      </label>
      {selfMade ? (
        <TextField name="treatment" label={detailLabels.treatment[lang]} />
      ) : (
        <>
          <TextField name="supplier" label={t.supplier} hint={t.private} />
          <TextField name="invoice" label={privateFieldLabels.invoice[lang]} hint={t.private} />
        </>
      )}
    </>
  )
}
